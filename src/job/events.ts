/** What happens to jobs as a whole, for metrics and logs: whoever watches one picture hears `JobNews` (run.ts) instead. */
import type { ErrorCode } from '../errors.js';
import type { Door, FinalState } from './job.js';

/** A job was let in and waits. */
export interface AdmittedEvent {
  readonly type: 'admitted';
  readonly id: string;
  readonly door: Door;
}

/** A try at a job begins: the first, or one after a death, a suspension or a restart. */
export interface StartedEvent {
  readonly type: 'started';
  readonly id: string;
  readonly slot: string;
  /** As in IMPASTO_SLOTS. */
  readonly device: string;
  /** Since the job was admitted; null where it is not the first try. */
  readonly waitSeconds: number | null;
}

/** A step is done. */
export interface StepEvent {
  readonly type: 'step';
  readonly id: string;
  /** As found at run time. */
  readonly device: string;
  readonly recipe: string;
  /** Width x height of the step. */
  readonly pixels: number;
  /** What this step alone took. */
  readonly seconds: number;
}

/** A checkpoint is on the disk. */
export interface CheckpointEvent {
  readonly type: 'checkpoint';
  readonly id: string;
  readonly step: number;
}

/** A rendering process died under a job. */
export interface DeathEvent {
  readonly type: 'death';
  readonly id: string;
  readonly slot: string;
  readonly device: string;
  /** Deaths under this job, with this one. */
  readonly deaths: number;
}

/** A job has come to its end, and the store knows. */
export interface EndedEvent {
  readonly type: 'ended';
  readonly id: string;
  readonly state: FinalState;
  /** null unless it failed (or expired with a reason). */
  readonly code: ErrorCode | null;
  /** Between admission and the first try, or the end where there was none. */
  readonly waitSeconds: number;
  /** Between the first try and the end; 0 where there was none. */
  readonly renderSeconds: number;
}

export type JobEvent = AdmittedEvent | StartedEvent | StepEvent | CheckpointEvent | DeathEvent | EndedEvent;

/** Where events go. Must not throw and must not take long: it is called in the middle of the queue's work. */
export type Heard = (event: JobEvent) => void;
