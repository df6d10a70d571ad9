/** What there is to choose from, and whose turn it is. */
import type { Job } from '../job/job.js';
import { answer, note, text } from './answer.js';
import { duration } from './duration.js';
import { describeEta, describePosition, describeQueue, describeState, describeStep } from './jobs.js';
import { creditJob, type NamedPreset, nameJob } from './naming.js';
import type { Block, GalleryItem, Reply } from './reply.js';

export interface RecipeRow {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly steps: number;
}

export function presentRecipes(recipes: readonly RecipeRow[]): Reply {
  const rows = recipes.map(({ name, title, steps, source }) => [name, title, String(steps), source]);
  return answer('Recipes', [
    { type: 'table', columns: ['Name', 'What it is', 'Steps', 'Source'], rows },
    note('Take one by its name, as in /stylize recipe:impasto. The fewer steps, the sooner it is done.'),
  ]);
}

/** A job of the requester's own that is not done. */
export interface OwnEntry {
  readonly job: Job;
  /** Jobs ahead; null where it is being painted. */
  readonly position: number | null;
  readonly step: number;
  /** 0 = not known yet. */
  readonly steps: number;
  readonly etaSeconds: number | null;
}

const whereIs = ({ position, step, steps, etaSeconds }: OwnEntry): string => {
  if (position === null && steps === 0) return 'Getting ready to paint';
  const place = position === null ? describeStep(step, steps) : describePosition(position);
  const remaining = describeEta(etaSeconds);
  return remaining === null ? place : `${place}, ${remaining}`;
};

/** @param counts of everybody: how many, and nothing else. */
export function presentQueue(
  counts: Readonly<Record<'queued' | 'running', number>>,
  own: readonly OwnEntry[],
  presets: readonly NamedPreset[],
): Reply {
  const rows = own.map((entry) => [entry.job.id, nameJob(entry.job, presets), whereIs(entry)]);
  if (counts.queued + counts.running === 0) return answer(describeQueue(counts));
  return answer(describeQueue(counts), [
    rows.length === 0
      ? text('None of them is yours.')
      : { type: 'table', columns: ['Yours', 'Picture', 'Where it is'], rows },
  ]);
}

/** Of somebody who has asked for nothing yet, or whose pictures are all gone. */
export const presentNone = (): Reply =>
  answer('No pictures yet', [text('There is none of yours here. /stylize paints the first.')]);

/** The requester's own, newest first. @param now milliseconds since 1970. */
export function presentHistory(jobs: readonly Job[], presets: readonly NamedPreset[], now: number): Reply {
  if (jobs.length === 0) return presentNone();
  const age = ({ createdAt }: Job) => `${duration((now - createdAt) / 1000)} ago`;
  const items = jobs.flatMap((job): GalleryItem[] => {
    const { id, result, state } = job;
    if (result === null || result.blob === null) return [];
    const { width, height } = result;
    const caption = `${id}, ${state === 'done' ? '' : `${describeState(state)}, `}${age(job)}`;
    const alt = creditJob(job, presets);
    return [
      { picture: { type: 'result', job: id }, alt, width, height, id, title: nameJob(job, presets), caption },
    ];
  });
  const shown = new Set(items.map(({ id }) => id));
  const rows = jobs
    .filter(({ id }) => !shown.has(id))
    .map((job) => [job.id, nameJob(job, presets), describeState(job.state), age(job)]);
  const blocks: readonly (Block | null)[] = [
    items.length === 0 ? null : { type: 'gallery', items },
    rows.length === 0 ? null : { type: 'table', columns: ['Name', 'Picture', 'State', 'Asked for'], rows },
    note(`One of them is shown again by its name, as in /status ${jobs[0]!.id}.`),
  ];
  return answer(
    'Your pictures',
    blocks.filter((block) => block !== null),
  );
}
