/**
 * What travels between the studio's process and a rendering process: named types, both ways. The channel is Node's
 * own (fork with `serialization: 'advanced'`), so typed arrays cross as they are.
 */
import type { ErrorCode, ErrorContexts } from '../../errors.js';
import type { Losses, Progress } from '../../progress/progress.js';
import type { RenderSpec, ScoreSpec } from '../port.js';

/** The loss terms of a finished picture, with the size they were taken at and what computed them. */
export interface ScoreResult extends Losses {
  readonly width: number;
  readonly height: number;
  readonly device: string;
  /** Id of the weights: terms under different ones cannot be compared. */
  readonly network: string;
  /** What beta was multiplied by for these weights (recipe/balance.ts); 1 = nothing. */
  readonly balanceGain: number;
}

export interface RenderRequest {
  readonly type: 'render';
  /** Picked by the parent, unique among its requests to this child. */
  readonly id: number;
  readonly spec: RenderSpec;
  /** Path of the render's checkpoint; null = none is kept. */
  readonly checkpoint: string | null;
}

export interface ScoreRequest {
  readonly type: 'score';
  readonly id: number;
  readonly spec: ScoreSpec;
}

/** Stops a render after its current step; it then ends with a `cancelled` progress. Unknown ids are ignored. */
export interface CancelRequest {
  readonly type: 'cancel';
  readonly id: number;
}

/** Stops a render after its current step; it then writes its checkpoint and ends with a `suspended` progress. */
export interface SuspendRequest {
  readonly type: 'suspend';
  readonly id: number;
}

/** Parent to child. */
export type RendererRequest = RenderRequest | ScoreRequest | CancelRequest | SuspendRequest;

/** The engine is loaded, weights included. Comes once, before any answer. */
export interface ReadyMessage {
  readonly type: 'ready';
}

export interface ProgressMessage {
  readonly type: 'progress';
  readonly id: number;
  readonly progress: Progress;
}

/** The render's iterator has ended; its last progress came before. */
export interface EndedMessage {
  readonly type: 'ended';
  readonly id: number;
}

export interface ScoredMessage {
  readonly type: 'scored';
  readonly id: number;
  readonly result: ScoreResult;
}

/** A StudioError taken apart for the journey (structured clone keeps no class). */
export interface FailedMessage {
  readonly type: 'failed';
  /** The request that failed; null when the engine could not start, after which the child exits. */
  readonly id: number | null;
  readonly code: ErrorCode;
  readonly context: ErrorContexts[ErrorCode];
  /** Where it came from, for LOG_LEVEL=debug only. */
  readonly stack: string;
}

/** Child to parent. */
export type RendererMessage = ReadyMessage | ProgressMessage | EndedMessage | ScoredMessage | FailedMessage;
