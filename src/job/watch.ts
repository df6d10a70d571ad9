/** News of jobs for those who watch them: first what is known, then what comes. A slow reader gets the latest. */
import { createMailbox, type Mailbox } from '../progress/mailbox.js';
import type {
  NoteProgress,
  PreviewProgress,
  QueuedProgress,
  StartedProgress,
  StepProgress,
} from '../progress/progress.js';
import type { FinalState } from './job.js';
import type { JobNews } from './run.js';

export interface NewsBoard {
  /** From now on news of this job are kept for those who come later. Again for one that is kept changes nothing. */
  open(id: string): void;
  tell(id: string, news: Exclude<JobNews, { readonly type: 'finished' }>): void;
  /** Forgets the job. Its watchers hear how it ended; null: there is no more to hear from this process. */
  close(id: string, state: FinalState | null): void;
  /** Whether anybody watches. */
  isWatched(id: string): boolean;
  /**
   * Ends after `finished`, and without it when `signal` is aborted or the job is closed without a state.
   * @param standing where a waiting job stands now; null where that is not known
   * @param look how a job ended that is not kept; null = it has not
   */
  watch(
    id: string,
    signal: AbortSignal,
    standing: () => QueuedProgress | null,
    look: () => Promise<FinalState | null>,
  ): AsyncIterable<JobNews>;
  /** Ends all watching, now and later. */
  end(): void;
}

/** What is kept of one job. */
interface Known {
  place: QueuedProgress | StartedProgress | null;
  step: StepProgress | null;
  preview: PreviewProgress | null;
  notes: readonly NoteProgress[];
}

/** A newer one makes an older one that nobody has read yet worthless. */
const latestWins: ReadonlySet<JobNews['type']> = new Set(['queued', 'step', 'preview', 'checkpoint']);
/** Notes that are kept of a job. */
const keptNotes = 20;

export function createNewsBoard(): NewsBoard {
  const jobs = new Map<string, Known>();
  const watchers = new Map<string, Set<Mailbox<JobNews>>>();
  let isOver = false;

  const send = (id: string, news: JobNews) => {
    for (const box of watchers.get(id) ?? []) box.push(news);
  };

  const subscribe = (id: string, standing: () => QueuedProgress | null): Mailbox<JobNews> => {
    const box = createMailbox<JobNews>(
      (fresh, waiting) => fresh.type === waiting.type && latestWins.has(fresh.type),
    );
    const boxes = watchers.get(id) ?? new Set();
    watchers.set(id, boxes.add(box));
    const known = jobs.get(id);
    if (known === undefined) return box;
    if (known.place?.type !== 'started') known.place = standing() ?? known.place;
    for (const news of tellAgain(known)) box.push(news);
    return box;
  };

  const unsubscribe = (id: string, box: Mailbox<JobNews>) => {
    const boxes = watchers.get(id);
    boxes?.delete(box);
    if (boxes?.size === 0) watchers.delete(id);
  };

  return {
    open(id) {
      if (!jobs.has(id)) jobs.set(id, { place: null, step: null, preview: null, notes: [] });
    },

    tell(id, news) {
      const known = jobs.get(id);
      if (known !== undefined) keep(known, news);
      send(id, news);
    },

    close(id, state) {
      jobs.delete(id);
      if (state !== null) send(id, { type: 'finished', state });
      for (const box of watchers.get(id) ?? []) box.end();
    },

    isWatched: (id) => watchers.has(id),

    async *watch(id, signal, standing, look) {
      if (signal.aborted || isOver) return;
      const isKept = jobs.has(id);
      // Why before looking: what happens in the meantime must not be missed.
      const box = subscribe(id, standing);
      const leave = () => box.end();
      signal.addEventListener('abort', leave, { once: true });
      try {
        const state = isKept ? null : await look();
        if (state !== null) {
          yield { type: 'finished', state };
          return;
        }
        for await (const news of box) {
          if (signal.aborted) return;
          yield news;
        }
      } finally {
        signal.removeEventListener('abort', leave);
        unsubscribe(id, box);
      }
    },

    end() {
      isOver = true;
      jobs.clear();
      for (const boxes of watchers.values()) for (const box of boxes) box.end();
    },
  };
}

function keep(known: Known, news: JobNews): void {
  if (news.type === 'queued' || news.type === 'started') {
    // Why: an attempt that ended without a picture leaves its preview, but its steps will come again.
    if (news.type !== known.place?.type) known.step = null;
    known.place = news;
  } else if (news.type === 'step') known.step = news;
  else if (news.type === 'preview') known.preview = news;
  else if (news.type === 'note') known.notes = [...known.notes, news].slice(-keptNotes);
}

const tellAgain = ({ place, step, preview, notes }: Known): readonly JobNews[] =>
  [place, ...notes, step, preview].filter((news) => news !== null);
