/** How a render is kept: gone on from its checkpoint, written down on its way, and suspended. */
import type { NoteProgress, Progress, RecipeSummary } from '../progress/progress.js';
import { identify, type PaintState, packState, unpackState } from './checkpoint.js';
import { type CheckpointPlace, createCheckpointer } from './checkpointer.js';
import type { PlannedRung } from './plan.js';
import type { RenderSpec } from './port.js';
import type { Recipe } from './recipe/recipe.js';
import type { TensorSet } from './tensor-set.js';

export interface PaintKeeping {
  readonly place: CheckpointPlace;
  /** Aborted, the render ends at the next step boundary, with a checkpoint. */
  readonly suspend: AbortSignal;
  /** A checkpoint that would be larger is written without what the optimizer can go on without. @default 100e6 */
  readonly maxBytes?: number;
}

/** The render that is kept. */
export interface KeptRender {
  readonly summary: RecipeSummary;
  readonly spec: Pick<RenderSpec, 'content' | 'styles' | 'startPicture'>;
  readonly recipe: Recipe;
  readonly rungs: readonly PlannedRung[];
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number;
}

/** Makes the state at this boundary, copied; of no more than so many bytes, where that is possible. */
type TakeState = (maxBytes: number) => PaintState;

export interface RenderKeeper {
  /** null = from the beginning. */
  readonly resumed: PaintState | null;
  /** What to say about that. */
  readonly note: NoteProgress | null;
  isSuspended(): boolean;
  /** At a step boundary: begins a checkpoint if one is due, and tells of those that have come to the disk. */
  boundary(seconds: number, etaSeconds: number | null, take: TakeState): Generator<Progress>;
  /** At a step boundary: writes the last checkpoint and tells the end. */
  suspend(take: TakeState): AsyncGenerator<Progress, void>;
  /** Settles when no write is under way. */
  settle(): Promise<void>;
}

const unkept: RenderKeeper = {
  ...{ resumed: null, note: null, isSuspended: () => false, settle: async () => undefined },
  boundary: function* boundary() {},
  suspend: async function* suspend() {},
};

/** Looks for a checkpoint, and readies what writes the next ones. Without `keeping` nothing of this happens. */
export async function createRenderKeeper(
  keeping: PaintKeeping | undefined,
  { summary, spec, recipe, rungs, now }: KeptRender,
): Promise<RenderKeeper> {
  if (keeping === undefined) return unkept;
  const { place, suspend, maxBytes = 100e6 } = keeping;
  const identity = identify(summary, spec);
  const { resumed, note } = await resume(place, (set) => unpackState(set, identity, recipe, rungs));
  const checkpointer = createCheckpointer(place, now, resumed?.step ?? 0);
  const begin = (state: PaintState) => checkpointer.begin(state.step, packState(state, identity));

  function* tellNews(): Generator<Progress> {
    const step = checkpointer.takeNews();
    if (step !== null) yield { type: 'checkpoint', step };
  }

  return {
    resumed,
    note,
    isSuspended: () => suspend.aborted,
    *boundary(seconds, etaSeconds, take) {
      yield* tellNews();
      if (checkpointer.isDue(seconds, etaSeconds)) begin(take(maxBytes));
    },
    async *suspend(take) {
      await checkpointer.settle();
      const state = take(maxBytes);
      if (state.step > checkpointer.step) {
        begin(state);
        await checkpointer.settle();
      }
      yield* tellNews();
      yield { type: 'suspended', step: checkpointer.step };
    },
    settle: checkpointer.settle,
  };
}

async function resume(
  place: CheckpointPlace,
  unpack: (set: TensorSet) => PaintState,
): Promise<Pick<RenderKeeper, 'resumed' | 'note'>> {
  try {
    const set = await place.load();
    if (set === null) return { resumed: null, note: null };
    const resumed = unpack(set);
    return { resumed, note: { type: 'note', code: 'resumed', detail: `from step ${resumed.step}` } };
  } catch (error) {
    // Why not the system's message: it names the file, and this sentence goes to whoever asked for the picture.
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === undefined ? message : `it cannot be read (${code})`;
    const detail = `the checkpoint cannot be used: ${reason}`;
    return { resumed: null, note: { type: 'note', code: 'checkpoint-lost', detail } };
  }
}
