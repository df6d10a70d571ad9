/**
 * What a person says and what is answered, the same at every door: commands and buttons to the studio, what comes back
 * to replies. Doors parse their events into these calls and render the replies; no policy is theirs.
 */
import type { Job, Json, Requester } from '../job/job.js';
import type { SettingView } from '../job/settings/settings.js';
import type { Action, PictureRef, Reply } from '../reply/reply.js';
import type { RawValue } from '../request/parse.js';
import type { PictureSource } from '../request/pictures.js';

/** Who speaks, and where an answer that takes time goes. */
export interface Speaker {
  readonly requester: Requester;
  /** In the door's own terms; null = the door watches by itself. */
  readonly address: Json;
}

export interface StylizeInput {
  readonly content: PictureSource;
  /** Empty = the server's default preset. */
  readonly styles: readonly { readonly picture: PictureSource; readonly weight: number }[];
  /** Where each style goes, in the styles' order; null = has none. @default none */
  readonly masks?: readonly (PictureSource | null)[];
  /** The styles go where the masks are black or transparent. @default false */
  readonly isMaskInverted?: boolean;
  /** The picture to start from, in place of the option `init`. @default none */
  readonly initPicture?: PictureSource | null;
  /** By option name, as typed. */
  readonly values: Readonly<Record<string, RawValue>>;
  /** For the one who asks alone. @default false */
  readonly isPrivate?: boolean;
}

/** What a person can do to a job: the buttons, and `more`, where a door has room for it: it goes on from the picture. */
export type PressedAction = Action | 'more';

export interface Press {
  readonly action: PressedAction;
  readonly job: string;
  /** For `style`: the one that was chosen; null = not yet, the answer offers the presets. */
  readonly style: PictureSource | null;
}

/** A new job, to be shown and watched; or an answer that is complete. */
export type Answer =
  | { readonly type: 'job'; readonly job: Job }
  | { readonly type: 'reply'; readonly reply: Reply };

/** No StudioError is thrown, save where it is said: a refusal is a reply, too. Anything else is thrown. */
export interface Conversation {
  stylize(input: StylizeInput, speaker: Speaker, signal: AbortSignal): Promise<Answer>;
  /**
   * Every other command of commands/ with the doors `page` or `chat`, by name.
   * @param pictures by the name of the option that they were attached to.
   */
  command(
    name: string,
    values: Readonly<Record<string, RawValue>>,
    speaker: Speaker,
    signal: AbortSignal,
    pictures?: Readonly<Record<string, PictureSource>>,
  ): Promise<Answer>;
  press(press: Press, speaker: Speaker, signal: AbortSignal): Promise<Answer>;
  /** Looks at a picture, and whether they may, before more is asked. @returns a refusal; null where it can be painted. */
  examine(picture: PictureSource, requester: Requester, signal: AbortSignal): Promise<Reply | null>;
  /** What there is to choose from as a style where a requester is: the tenant's own first. */
  styles(requester: Requester): Promise<readonly StyleChoice[]>;
  /** Whether a style must be chosen where none was given: not where the server has a preset for that. */
  needsStyle(requester: Requester): Promise<boolean>;
  /** How pictures are shown where a requester is. */
  manner(requester: Requester): Promise<Manner>;
  /** The server's settings for its moderators. @throws StudioError 'settings-forbidden'. */
  settings(requester: Requester): Promise<readonly SettingView[]>;
  /** A job as it is now, with what is known of it while it waits or runs. */
  present(job: Job): Promise<Reply>;
  /**
   * A job as it becomes: a reply now, one at each change (the latest wins where the reader is slow), the last one when it
   * has ended. With the bytes of a preview where there is a new one. Ends without that where the service stops or `signal`
   * is aborted.
   * @throws StudioError 'job-unknown' where there is no such job, or none any more.
   */
  follow(id: string, requester: Requester, signal: AbortSignal): AsyncIterable<Presented>;
}

export interface StyleChoice {
  /** What `PictureSource` takes as `preset`. */
  readonly id: string;
  readonly title: string;
  /** `Vincent van Gogh, 1888` */
  readonly credit: string;
  readonly picture: PictureRef;
}

export interface Manner {
  /** Hidden until somebody clicks. */
  readonly isSpoiler: boolean;
  /** False: the settings forbid pictures where this is, and only words are shown. */
  readonly isShown: boolean;
}

export interface Presented {
  readonly reply: Reply;
  readonly job: Job;
  /** A preview that the reply refers to, encoded as WebP; null where it has none, or the same as before. */
  readonly preview: { readonly step: number; readonly bytes: Uint8Array } | null;
}
