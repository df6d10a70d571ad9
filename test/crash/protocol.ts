/** What travels between a bot under test and whoever kills it: its options, its door's calls, what it says on stdout. */
import type { FinalState } from '../../src/job/job.js';
import type { NoteCode } from '../../src/progress/progress.js';
import type { Means } from '../fakes/platform/couriers.js';

export interface BotOptions {
  readonly dataDir: string;
  readonly platformUrl: string;
  /** `stand-in` = test/fakes/stand-in-renderer.ts, `real` = the engine. */
  readonly renderer: 'stand-in' | 'real';
  readonly slots: number;
  /** A renderer that is silent for so long is killed, seconds. */
  readonly hangSeconds: number;
}

/** One line of JSON each. */
export type BotEvent =
  /** The door is open. */
  | { readonly event: 'open'; readonly door: string }
  /** A job is in the store, and its acknowledgement is kept back. */
  | { readonly event: 'taken'; readonly id: string }
  /** A try at a job has begun, from a checkpoint or from 0. */
  | { readonly event: 'started'; readonly id: string; readonly resumedAt: number }
  | { readonly event: 'checkpoint'; readonly id: string; readonly step: number }
  | { readonly event: 'note'; readonly id: string; readonly code: NoteCode }
  | { readonly event: 'ended'; readonly id: string; readonly state: FinalState };

/** What a person asks the door for. */
export interface Order {
  readonly tenant: string;
  readonly user: string;
  readonly means: Means;
  /** PNG, base64. */
  readonly content: string;
  readonly style: string;
  readonly steps: number;
  readonly strength: number;
  readonly seed: number;
  /** Long side, pixels. */
  readonly size: number;
  /** Is never acknowledged. */
  readonly isUntold?: boolean;
}

/** The door's calls: POST of the first as JSON, answered with the second; a refusal is HTTP 422 with `{code}`. */
export interface DoorCalls {
  submit: [Order, { readonly id: string }];
  cancel: [
    { readonly id: string; readonly tenant: string; readonly user: string },
    { readonly state: string },
  ];
  /** What is not over yet. */
  state: [Record<string, never>, { readonly unfinished: number; readonly owed: number }];
  /** Moves the bot's wall clock. */
  jump: [{ readonly ms: number }, Record<string, never>];
}
export type DoorCall = keyof DoorCalls;
