/**
 * The book of a crash run: what was promised and what was heard, over all lives of the bot. What must never happen and
 * did is a line in `faults`.
 */
import type { FinalState, Job } from '../../src/job/job.js';
import { isFinal } from '../../src/job/states.js';
import type { Post } from '../fakes/platform/board.js';
import type { BotEvent } from './protocol.js';

export interface Figures {
  readonly acknowledged: number;
  /** Jobs whose submission was cut off by a kill, and which the bot had taken in all the same. */
  readonly unacknowledged: number;
  readonly states: Readonly<Partial<Record<FinalState, number>>>;
  /** Tries that went on at a checkpoint. */
  readonly resumes: number;
  /** Steps that they did not have to do again. */
  readonly stepsSaved: number;
  /** Tries after the first that began at 0: no checkpoint was written yet. */
  readonly restarts: number;
  /** Final answers on the platform, of them with a picture. */
  readonly answers: number;
  readonly pictures: number;
  /** Answers that are there more than once. */
  readonly doubles: number;
  /** Promised jobs that are not there, or have not ended, or have no answer. */
  readonly lost: number;
}

interface Page {
  /** Step of the last checkpoint that the bot has told of. */
  checkpoint: number;
  tries: number;
  ends: number;
}

/** @param checkpointEvery steps between two checkpoints; null = not known */
export function createBook(checkpointEvery: number | null) {
  const acknowledged = new Set<string>();
  const pages = new Map<string, Page>();
  const faults: string[] = [];
  const sums = { resumes: 0, stepsSaved: 0, restarts: 0 };

  const pageOf = (id: string): Page => {
    const page = pages.get(id) ?? { checkpoint: 0, tries: 0, ends: 0 };
    pages.set(id, page);
    return page;
  };

  /** The next checkpoint may be on the disk and the bot have died before it told of it. */
  const isRightStart = (resumedAt: number, told: number) => {
    if (resumedAt === told) return true;
    return checkpointEvery === null ? resumedAt > told : resumedAt === told + checkpointEvery;
  };

  return {
    faults,
    /** The bot is dead; what it had written of its unfinished jobs counts, whether it came to tell of it or not. */
    know({ id, checkpointStep }: Job) {
      const page = pageOf(id);
      page.checkpoint = Math.max(page.checkpoint, checkpointStep);
    },
    acknowledge: (id: string) => void acknowledged.add(id),

    hear(event: BotEvent) {
      if (event.event === 'open' || event.event === 'taken') return;
      const page = pageOf(event.id);
      if (event.event === 'checkpoint') page.checkpoint = event.step;
      if (event.event === 'note' && event.code === 'checkpoint-lost') {
        faults.push(`${event.id}: a checkpoint was lost`);
      }
      if (event.event === 'ended') {
        page.ends += 1;
        if (page.ends > 1) faults.push(`${event.id}: ended ${page.ends} times`);
      }
      if (event.event !== 'started') return;
      const { resumedAt } = event;
      if (page.ends > 0) faults.push(`${event.id}: started after its end`);
      if (!isRightStart(resumedAt, page.checkpoint)) {
        faults.push(`${event.id}: began at ${resumedAt}, its last checkpoint was at ${page.checkpoint}`);
      }
      if (resumedAt > 0) sums.resumes += 1;
      else if (page.tries > 0) sums.restarts += 1;
      sums.stepsSaved += resumedAt;
      page.checkpoint = resumedAt;
      page.tries += 1;
    },

    /** Holds the promises against what is stored and what is posted, at the end of all. */
    balance(jobs: readonly Job[], posts: readonly Post[]): Figures {
      const states: Partial<Record<FinalState, number>> = {};
      let doubles = 0;
      let lost = 0;
      let pictures = 0;
      const lose = (id: string, why: string) => {
        lost += 1;
        faults.push(`${id}: ${why}`);
      };
      const stored = new Set(jobs.map(({ id }) => id));
      for (const id of acknowledged) if (!stored.has(id)) lose(id, 'promised and not there');
      for (const { id, state, result } of jobs) {
        if (!isFinal(state)) {
          lose(id, `is still ${state}`);
          continue;
        }
        states[state] = (states[state] ?? 0) + 1;
        const answers = posts.filter(({ text }) => text === `${id} ${state}`).length;
        const blob = result?.blob ?? null;
        const shown = blob === null ? 0 : posts.filter(({ picture }) => picture === blob).length;
        pictures += shown;
        if (answers === 0) lose(id, `${state} and nobody was told`);
        if (blob !== null && shown === 0) lose(id, 'its picture was never posted');
        if (answers > 1 || shown > 1) {
          doubles += 1;
          faults.push(`${id}: ${answers} answers, ${shown} pictures`);
        }
      }
      const answers = posts.filter(({ text }) => isAnswer(text)).length;
      const unacknowledged = jobs.length - acknowledged.size;
      return {
        ...{ acknowledged: acknowledged.size, unacknowledged, states, ...sums },
        ...{ answers, pictures, doubles, lost },
      };
    },
  };
}

const isAnswer = (text: string) => / (done|failed|cancelled|expired)$/.test(text);
