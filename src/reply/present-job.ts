/** A job as its message shows it, in every state it can be in. */
import { StudioError } from '../errors.js';
import type { Job, JobNote, JobResult, JobState } from '../job/job.js';
import { jobButtons } from './buttons.js';
import { changedControls } from './controls.js';
import { duration } from './duration.js';
import { describeError } from './errors.js';
import { describeEta, describeJobNote, describePosition, describeStep } from './jobs.js';
import { type Live, nothingHeard, withNote } from './live.js';
import {
  countSteps,
  creditJob,
  creditStyle,
  type NamedPreset,
  nameJob,
  nameMask,
  namePhoto,
  nameShare,
  nameStart,
  orderOf,
} from './naming.js';
import type { Block, Reply, ShownPicture } from './reply.js';
import { colorWords, type VariationLimits } from './variations.js';

/** What a reply must know beside the job. */
export interface JobView extends VariationLimits {
  readonly presets: readonly NamedPreset[];
}

interface Card {
  readonly job: Job;
  readonly live: Live;
  readonly view: JobView;
  /** `coffee in the style of Harvest` */
  readonly name: string;
}

interface Presented {
  readonly title: string;
  readonly blocks: readonly (Block | null)[];
}

const text = (words: string): Block => ({ type: 'text', text: words });
const note = (words: string): Block => ({ type: 'note', text: words });

/** The size that the picture will have: its long side was promised, and how many pixels. */
function promisedSize({ size, work, order }: Job): { readonly width: number; readonly height: number } {
  const { content } = orderOf({ order });
  const long = Math.max(1, size);
  const short = Math.max(1, Math.round((work.at(-1)?.pixels ?? long * long) / long));
  return content.width >= content.height ? { width: long, height: short } : { width: short, height: long };
}

function photoOf(job: Job): ShownPicture {
  const { content } = orderOf(job);
  const alt = `${namePhoto(orderOf(job))}, the photo`;
  return { picture: { type: 'photo', job: job.id }, alt, width: content.width, height: content.height };
}

function resultOf({ job, view }: Card, { width, height, steps, timelapse }: JobResult): ShownPicture {
  const alt = `${creditJob(job, view.presets)}, painted after ${countSteps(steps)}`;
  const moving = timelapse === undefined ? {} : ({ hasTimelapse: true } as const);
  return { picture: { type: 'result', job: job.id }, alt, width, height, ...moving };
}

/** The photo until there is something of the picture to be seen: both have the same room. */
function previewOf({ job, live, view }: Card): Block {
  const size = live.size ?? promisedSize(job);
  const { previewStep: step, steps } = live;
  if (step === null) return { type: 'picture', ...photoOf(job), ...size };
  const of = steps === null ? countSteps(step) : `${step} of ${countSteps(steps)}`;
  const alt = `${creditJob(job, view.presets)}, as painted after ${of}`;
  return { type: 'picture', picture: { type: 'preview', job: job.id, step }, alt, ...size };
}

/** The picture that a job left which did not come to its end; null where there is none. */
function bestPicture(card: Card): Block | null {
  const { result } = card.job;
  return result === null || result.blob === null ? null : { type: 'picture', ...resultOf(card, result) };
}

/** What was corrected and what happened on the way, a line each; null where nothing was. */
function notesOf({ job, live }: Card): Block | null {
  const notes = live.notes.reduce<readonly JobNote[]>(withNote, job.notes);
  return notes.length === 0 ? null : note(notes.map(describeJobNote).join('\n'));
}

/** `Harvest by Vincent van Gogh`, then the settings: everything to make the picture again. */
function settingsOf({ job, view }: Card): Block {
  const order = orderOf(job);
  const { result } = job;
  const facts = [
    `recipe ${order.recipe}`,
    result === null ? `${job.size} pixels` : `${result.width}x${result.height}`,
    result === null ? null : countSteps(result.steps),
    `strength ${order.strength}`,
    order.colors === 'style' ? null : colorWords[order.colors],
    ...changedControls(order).map(([option, value]) => `${option.replaceAll('-', ' ')} ${value}`),
    order.initPicture === null ? null : `from ${nameStart(order.initPicture)}`,
    `seed ${order.seed}`,
    result === null ? null : `${duration(result.seconds)} on ${result.device}`,
    job.id,
  ];
  const styles = order.styles
    .map((style) => `${creditStyle(style, view.presets)}${nameShare(style, order)}${nameMask(style)}`)
    .join(' + ');
  return note(`${styles}\n${facts.filter((fact) => fact !== null).join(' · ')}`);
}

/** A share says more than a number in the recipe's own unit. */
const lossOf = ({ live: { loss, firstLoss } }: Card): Block | null =>
  loss === null || firstLoss === null || firstLoss <= 0
    ? null
    : note(`Loss at ${Math.max(1, Math.round((100 * loss) / firstLoss))} % of where it began`);

const barOf = (value: number | null, label: string, etaSeconds: number | null): Block => ({
  ...{ type: 'progress', value, label, etaSeconds },
  remaining: describeEta(etaSeconds),
});

/** `50 % · Step 12 of 24` */
function progressOf({ job, live }: Card): Block {
  const { step, steps, etaSeconds } = live;
  if (job.cancelledBy !== null) {
    const value = steps ? step / steps : null;
    return barOf(value, 'Stopping after this step', null);
  }
  if (steps === null || steps === 0) return barOf(null, 'Getting ready to paint', etaSeconds);
  const label = `${Math.round((100 * step) / steps)} % · ${describeStep(step, steps)}`;
  return barOf(Math.min(1, step / steps), label, etaSeconds);
}

/** Why it ended, where it did so by itself. */
function failureOf({ failure }: Job): Block {
  const { code, context } = failure ?? { code: 'unexpected', context: { detail: 'nothing is known of it' } };
  return text(describeError(new StudioError(code, context as never), 'chat'));
}

const endedEarly = (card: Card, title: string): Presented => ({
  title,
  blocks: [failureOf(card.job), bestPicture(card), settingsOf(card), notesOf(card)],
});

const presenters = {
  queued: (card) => ({
    title: `In line: ${card.name}`,
    blocks: [
      barOf(
        null,
        card.live.position === null ? 'In line' : describePosition(card.live.position),
        card.live.etaSeconds,
      ),
      previewOf(card),
      notesOf(card),
    ],
  }),

  running: (card) => ({
    title: `Painting ${card.name}`,
    blocks: [progressOf(card), lossOf(card), previewOf(card), notesOf(card)],
  }),

  done: (card) => {
    const { job, name } = card;
    const gone =
      'The picture has been deleted: they are kept for a while only. Ask for it again with /stylize.';
    const after = job.result === null || job.result.blob === null ? null : resultOf(card, job.result);
    return {
      title: name,
      blocks: [
        after === null ? text(gone) : { type: 'comparison', before: photoOf(job), after },
        settingsOf(card),
        notesOf(card),
      ],
    };
  },

  failed: (card) => endedEarly(card, `Not painted: ${card.name}`),
  expired: (card) => endedEarly(card, `Given up: ${card.name}`),

  cancelled: (card) => ({
    title: `Stopped: ${card.name}`,
    blocks: [text(stopOf(card)), bestPicture(card), settingsOf(card), notesOf(card)],
  }),
} as const satisfies Readonly<Record<JobState, (card: Card) => Presented>>;

function stopOf({ job: { result } }: Card): string {
  if (result === null) return 'It was stopped before there was a picture.';
  if (result.blob === null) return 'It was stopped, and the picture so far has been deleted since.';
  return `It was stopped after ${countSteps(result.steps)}; this is the best picture so far.`;
}

/**
 * @param live what is known of it while it waits or runs; null where nothing is, or where it has ended.
 */
export function presentJob(job: Job, live: Live | null, view: JobView): Reply {
  const isOver = job.endedAt !== null;
  // Why: news are ahead of what was read, save of the end, which is in the store before it is told.
  const state = isOver ? job.state : (openStates.find((open) => open === live?.state) ?? job.state);
  const card = { job, live: live ?? nothingHeard, view, name: nameJob(job, view.presets) };
  const { title, blocks } = presenters[state](card);
  return {
    ...{ kind: state, title, isPrivate: job.isPrivate },
    blocks: blocks.filter((block) => block !== null),
    buttons: jobButtons(job, state, view),
  };
}

const openStates = ['queued', 'running'] as const;
