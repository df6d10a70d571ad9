/** An atelier without a network: the loss is the squared distance from mid grey, or what a test makes of it. */
import type { Atelier, WeightedPicture } from '../../src/engine/atelier.js';
import type { Evaluation } from '../../src/engine/objective/session.js';
import type { Size } from '../../src/engine/planes/fit.js';
import type { Planes } from '../../src/engine/planes/planes.js';
import type { GuidedRegion } from '../../src/engine/regions.js';

/** One evaluation as it was asked for. */
export interface FakeCall extends Size {
  /** 1, 2, 3... over all sessions. */
  readonly count: number;
  readonly image: Float32Array;
}

/** A session as it was asked for. */
export interface FakeOpening {
  readonly photo: Planes;
  readonly styles: readonly WeightedPicture[];
  readonly regions: readonly GuidedRegion[];
}

export interface FakeAtelier extends Atelier {
  readonly opened: readonly FakeOpening[];
  readonly calls: readonly FakeCall[];
  /** Sessions that have not been closed. */
  readonly openSessions: () => number;
}

/** @param change what a test makes of an evaluation, and where it may wait. */
export function createFakeAtelier(
  change: (evaluation: Evaluation, call: FakeCall) => Evaluation | Promise<Evaluation> = (same) => same,
): FakeAtelier {
  const calls: FakeCall[] = [];
  const opened: FakeOpening[] = [];
  let open = 0;
  return {
    where: { engine: 'onnx', device: 'fake', threads: 1, lowering: 'none' },
    network: { id: 'fake', sha256: 'f'.repeat(64) },
    calls,
    opened,
    openSessions: () => open,
    open: async (_, { width, height }, photo, styles, regions = []) => {
      open += 1;
      opened.push({ photo, styles, regions });
      return {
        evaluate: async (image) => {
          const call = { width, height, count: calls.length + 1, image: image.slice() };
          calls.push(call);
          const total = image.reduce((sum, v) => sum + (v - 0.5) ** 2, 0);
          const gradient = image.map((v) => 2 * (v - 0.5));
          return change({ losses: { content: {}, style: {}, tv: 0, total }, gradient }, call);
        },
        close: () => {
          open -= 1;
        },
      };
    },
  };
}
