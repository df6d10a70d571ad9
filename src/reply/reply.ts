/**
 * What is said, before anybody knows where: plain data that Discord, Slack, the page and a terminal each render their own
 * way. All words are in it, ready to be shown as plain text; pictures are named, not included.
 */
import type { JobState } from '../job/job.js';
import type { Mention } from './mentions.js';

/** A picture that the door can fetch from the studio. */
export type PictureRef =
  /** The finished (or best) picture of a job. */
  | { readonly type: 'result'; readonly job: string }
  /** The picture of a job as of a step; only while it runs. */
  | { readonly type: 'preview'; readonly job: string; readonly step: number }
  /** The photo of a job. */
  | { readonly type: 'photo'; readonly job: string }
  /** The `index`th style of a job, from 0. */
  | { readonly type: 'style'; readonly job: string; readonly index: number }
  /** A preset or sample, small. */
  | { readonly type: 'preset'; readonly id: string }
  /** A preset that the tenant added itself, small. */
  | { readonly type: 'own-style'; readonly id: string };

/** A picture in a reply. */
export interface ShownPicture {
  readonly picture: PictureRef;
  /** For those who do not see it. */
  readonly alt: string;
  /** Pixels, so that room can be kept; null where nobody knows yet. */
  readonly width: number | null;
  readonly height: number | null;
  /** A result whose forming can be seen as well, in a file that moves. */
  readonly hasTimelapse?: true;
}

export interface GalleryItem extends ShownPicture {
  /** What is typed or picked. */
  readonly id: string;
  readonly title: string;
  /** Artist and year, licence. */
  readonly caption: string;
}

/** A part of a reply, in reading order. */
export type Block =
  /** A paragraph; line breaks are kept. `mentions` are ids that stand in it. */
  | { readonly type: 'text'; readonly text: string; readonly mentions?: readonly Mention[] }
  /** Said more quietly: settings used, notes, what was corrected. */
  | { readonly type: 'note'; readonly text: string }
  /**
   * `value` 0..1, null = not known yet; `label` says it in words (`50 % · Step 12 of 24`), and `remaining` the time that
   * is left (`done in about 40 s`). A door with a clock of its own shows `etaSeconds` instead, until the picture is done.
   * Both are null where nobody knows.
   */
  | {
      readonly type: 'progress';
      readonly value: number | null;
      readonly label: string;
      readonly remaining: string | null;
      readonly etaSeconds: number | null;
    }
  | ({ readonly type: 'picture' } & ShownPicture)
  /** Before and after: a slider where there can be one, else side by side. */
  | { readonly type: 'comparison'; readonly before: ShownPicture; readonly after: ShownPicture }
  | { readonly type: 'facts'; readonly facts: readonly (readonly [name: string, value: string])[] }
  | {
      readonly type: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly type: 'gallery'; readonly items: readonly GalleryItem[] }
  /** The loss along the way. */
  | {
      readonly type: 'plot';
      readonly title: string;
      readonly points: readonly (readonly [step: number, loss: number])[];
    };

/** Fixed names: custom ids are `v1:ACTION:JOBID` in the chats. */
export const actions = [
  'cancel',
  'stronger',
  'weaker',
  'style',
  'again',
  'hd',
  'colors',
  'info',
  'delete',
] as const;
export type Action = (typeof actions)[number];

export interface Button {
  readonly action: Action;
  readonly job: string;
  readonly label: string;
  readonly emphasis: 'primary' | 'normal' | 'danger';
}

export interface Reply {
  /** How it looks: a job's state, or a plain answer, or a refusal. */
  readonly kind: JobState | 'answer' | 'refusal';
  /** One line. */
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly buttons: readonly Button[];
  /** For the one who asked alone. */
  readonly isPrivate: boolean;
}
