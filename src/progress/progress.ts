/**
 * What is happening to one picture: a single tagged union, from the queue over the engine to every door.
 * Failures are not here: they are thrown as StudioError by the iterator that yields these.
 */

/** The same layout as image/pixels.ts (progress/ imports nothing): sRGB bytes, HWC, 3 channels. */
export interface PreviewPixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** The terms of the objective at one image, in the recipe's own units (layer weights applied, alpha and beta not). */
export interface Losses {
  /** Per content layer, by VGG19 name (convB_I). */
  readonly content: Readonly<Record<string, number>>;
  /** Per style layer. */
  readonly style: Readonly<Record<string, number>>;
  /** Weighted total variation. */
  readonly tv: number;
  /** alpha * content + beta * style + tv (+ the penalty outside 0..1 where the recipe has one). */
  readonly total: number;
}

/** Things worth telling that are no failure. */
export type NoteCode =
  | 'not-finite'
  | 'size-reduced'
  /** A limit of the server's settings was applied. */
  | 'steps-limited'
  | 'size-limited'
  /** The person has as many pictures running as the server allows; this one waits for them. */
  | 'held-back'
  /** Goes on from a checkpoint after a crash or a restart. */
  | 'resumed'
  /** A checkpoint was damaged; the work begins again. */
  | 'checkpoint-lost'
  /** The program is being restarted; the job goes on afterwards. */
  | 'restarting';

/** Summary of the recipe as it ran: plain JSON, for traces, metadata and `--json`. */
export type RecipeSummary = Readonly<Record<string, unknown>>;

export interface QueuedProgress {
  readonly type: 'queued';
  /** Jobs ahead of this one, 0 = next. */
  readonly position: number;
  /** Estimate until the picture is done; null where there is nothing to judge by. */
  readonly etaSeconds: number | null;
}

export interface StartedProgress {
  readonly type: 'started';
  /** Size of the picture being made, pixels. */
  readonly width: number;
  readonly height: number;
  /** Steps over all rungs. A step is one evaluation of value and gradient, line search included. */
  readonly steps: number;
  readonly rungs: number;
  /** Steps that a checkpoint saved; 0 = from the beginning. */
  readonly resumedAt: number;
  /** What runs it, e.g. `cpu` or `webgpu`: as found at run time, not as asked for. */
  readonly device: string;
  readonly recipe: RecipeSummary;
}

export interface StepProgress {
  readonly type: 'step';
  /** 1..steps. */
  readonly step: number;
  readonly steps: number;
  /** 1..rungs, with the size in use on this rung. */
  readonly rung: number;
  readonly rungs: number;
  readonly width: number;
  readonly height: number;
  readonly losses: Losses;
  /** Wall-clock since the render started. */
  readonly seconds: number;
  /** Estimate for the rest, from the steps so far weighted by their pixels; null until there is one. */
  readonly etaSeconds: number | null;
}

export interface PreviewProgress {
  readonly type: 'preview';
  readonly step: number;
  readonly picture: PreviewPixels;
}

/** The picture as it would be if this step were the last: of the finished picture's size, for a file of its own. */
export interface IntermediateProgress {
  readonly type: 'intermediate';
  readonly step: number;
  readonly picture: PreviewPixels;
}

export interface NoteProgress {
  readonly type: 'note';
  readonly code: NoteCode;
  readonly detail: string;
}

/** The state after this step is on the disk: a later attempt goes on from here. */
export interface CheckpointProgress {
  readonly type: 'checkpoint';
  readonly step: number;
}

/** Stopped on request, to go on later: the last progress of an attempt. `step` is the checkpoint's, 0 = none. */
export interface SuspendedProgress {
  readonly type: 'suspended';
  readonly step: number;
}

/** The end of a render: `done` when all steps ran, `cancelled` when stopped with the best picture so far. */
export interface EndProgress {
  readonly type: 'done' | 'cancelled';
  /** Best picture so far; null only when cancelled before the first step ended. */
  readonly picture: PreviewPixels | null;
  /** Steps that ran. */
  readonly steps: number;
  readonly seconds: number;
  /** Peak resident memory of the rendering process, MiB. */
  readonly peakRssMiB: number;
  readonly losses: Losses | null;
  readonly recipe: RecipeSummary;
  readonly device: string;
}

export type Progress =
  | QueuedProgress
  | StartedProgress
  | StepProgress
  | PreviewProgress
  | IntermediateProgress
  | NoteProgress
  | CheckpointProgress
  | SuspendedProgress
  | EndProgress;
