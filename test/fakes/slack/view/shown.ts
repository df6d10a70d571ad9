/** What the view shows: messages, modals and home tabs as Slack's interface gives them, with what it needs to know beside them. */
import type { Block } from '../world.js';

export interface ShownMessage {
  readonly author: { readonly name: string; readonly isApp: boolean };
  /** Shown where there are no blocks. */
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Shown below. */
  readonly files: readonly { readonly id: string; readonly name: string; readonly altText?: string | null }[];
  readonly isEphemeral: boolean;
  /** By a text alone: blocks hide it. */
  readonly isEdited?: boolean;
  /** Milliseconds; missing = as of now. */
  readonly createdAt?: number;
  /** Of its thread. */
  readonly replies?: number;
}

/** What is known when something is shown. */
export interface ViewContext {
  /** Bytes by id of file; a picture that is not there is shown by its description. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Milliseconds. */
  readonly now: number;
  /** What mentions of people and channels are called, by id. */
  readonly names?: ReadonlyMap<string, string>;
}
