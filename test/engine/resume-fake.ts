/** Renders that are suspended and gone on with, on a fake objective and a place in memory. */
import type { CheckpointPlace } from '../../src/engine/checkpointer.js';
import type { PaintSpec } from '../../src/engine/paint.js';
import { decodeTensors, encodeTensors } from '../../src/engine/process/tensor-format.js';
import type { Recipe } from '../../src/engine/recipe/recipe.js';
import type { PaintKeeping } from '../../src/engine/render-keeper.js';
import type { TensorSet } from '../../src/engine/tensor-set.js';
import type { Progress } from '../../src/progress/progress.js';
import { createFakeAtelier } from '../fakes/atelier.js';
import { collect, never } from './paint-fake.js';

/** A place in memory that keeps what a file would keep: bytes. */
export function createPlace() {
  let bytes: Uint8Array | null = null;
  const place: CheckpointPlace = {
    load: async () => (bytes === null ? null : decodeTensors(bytes.slice())),
    save: async (set) => {
      bytes = new Uint8Array(Buffer.concat(encodeTensors(set)));
      return true;
    },
  };
  return {
    place,
    bytes: () => bytes?.length ?? 0,
    change(how: (set: TensorSet) => TensorSet) {
      bytes = new Uint8Array(Buffer.concat(encodeTensors(how(decodeTensors(bytes!)))));
    },
    spoil(at: number) {
      bytes![at]! ^= 1;
    },
  };
}

export type Keep = Omit<PaintKeeping, 'suspend'>;

/** A landscape in which optimizers stumble: narrow, skewed and wavy, different for every pixel. */
export const atelier = () =>
  createFakeAtelier((_, { image }) => {
    let total = 0;
    const gradient = image.map((v, i) => {
      const [x, stiffness] = [v - 0.4, 1 + (i % 17)];
      total += stiffness * x * x + 0.2 * Math.cos(9 * x);
      return 2 * stiffness * x - 1.8 * Math.sin(9 * x);
    });
    return { losses: { content: { conv4_2: total / 3 }, style: {}, tv: 0, total }, gradient };
  });

/** Runs until `step` has ended, and suspends there. */
export async function runUntil(step: number, recipe: Recipe, keep: Keep, changes: Partial<PaintSpec> = {}) {
  const controller = new AbortController();
  const see = (progress: Progress) => {
    if (progress.type === 'step' && progress.step === step) controller.abort();
  };
  const keeping = { ...keep, suspend: controller.signal };
  return collect(atelier(), recipe, changes, never, see, keeping);
}

export const resume = (recipe: Recipe, keep: Keep, changes: Partial<PaintSpec> = {}, fake = atelier()) =>
  collect(fake, recipe, changes, never, undefined, { ...keep, suspend: never });

export const totals = (all: readonly Progress[]) =>
  all.flatMap((progress) => (progress.type === 'step' ? [[progress.step, progress.losses.total]] : []));
