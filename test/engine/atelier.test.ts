/** What an atelier holds, lets go and takes up again; the arithmetic is left out. */
import { describe, expect, it } from 'vitest';
import { createAtelier, type GramStore } from '../../src/engine/atelier.js';
import type { Backend, Tensor } from '../../src/engine/backend.js';
import { sizeOf } from '../../src/engine/graph/ops.js';
import type { Network } from '../../src/engine/network/weights.js';
import type { Grams } from '../../src/engine/objective/targets.js';
import { createUniformNoise } from '../../src/engine/planes/noise.js';
import { createPlanes } from '../../src/engine/planes/planes.js';
import type { Recipe } from '../../src/engine/recipe/recipe.js';
import { recipes } from '../../src/engine/recipe/table.js';

const network: Network = {
  ...{ id: 'none', sha256: '0'.repeat(64), preprocessing: 'torchvision', family: 'torchvision' },
  ...{ inputScale: [1, 1, 1], layers: new Map() as unknown as Network['layers'] },
};
const picture = (width: number, height: number, seed: number) =>
  createPlanes(width, height, createUniformNoise(3 * width * height, seed));
const photo = picture(32, 32, 1);
const style = { picture: picture(32, 32, 2), weight: 1 };

/** Its results are ones, of the right number where sizes are fixed. Counts the programs that are not released. */
function counting(changes: Partial<Backend> = {}) {
  const fed: Readonly<Record<string, Tensor>>[] = [];
  let alive = 0;
  let measured = 0;
  const backend: Backend = {
    ...{ engine: 'onnx', device: 'cpu', threads: 1, lowering: 'none', ...changes },
    compile: async ({ outputs }) => {
      alive += 1;
      const isMeasurer = !('total' in outputs);
      let isAlive = true;
      return {
        run: async (feeds) => {
          if (!isAlive) throw new Error('It has been released');
          fed.push(feeds);
          if (isMeasurer) measured += 1;
          return Object.fromEntries(
            Object.entries(outputs).map(([name, { shape }]) => [
              name,
              new Float32Array(sizeOf(shape)).fill(1),
            ]),
          );
        },
        release: async () => {
          if (isAlive) alive -= 1;
          isAlive = false;
        },
      };
    },
  };
  return { backend, fed, alive: () => alive, measured: () => measured };
}

const contentAt = (layer: string): Recipe => ({
  ...recipes.impasto,
  content: { ...recipes.impasto.content, layers: [{ layer, weight: 1 }] },
});

describe('an atelier', () => {
  it('holds the programs of few recipes, however many have been used', async () => {
    const { backend, alive } = counting();
    const atelier = createAtelier(backend, network, { maxCachedPixels: 32 * 32 });
    for (const layer of ['conv1_1', 'conv1_2', 'conv2_1', 'conv2_2', 'conv3_1', 'conv3_2', 'conv3_3']) {
      const session = await atelier.open(contentAt(layer), photo, photo, [style]);
      await session.evaluate(photo.data);
      session.close();
    }
    await new Promise(setImmediate);
    // One that paints, and two that measure.
    expect(alive()).toBe(3);
  });

  it('holds those on which two jobs work at once', async () => {
    const { backend, alive } = counting();
    const atelier = createAtelier(backend, network, { maxCachedPixels: 32 * 32 });
    const layers = ['conv1_1', 'conv1_2', 'conv2_1', 'conv2_2'];
    const sessions = await Promise.all(
      layers.map((layer) => atelier.open(contentAt(layer), photo, photo, [style])),
    );
    for (const session of sessions) await session.evaluate(photo.data);
    for (const session of sessions) session.close();
    await new Promise(setImmediate);
    expect(alive()).toBe(3);
  });

  it('lets a program go again when what it is to be compared with cannot be made', async () => {
    const { backend, alive } = counting();
    const grams: GramStore = {
      get: async () => {
        throw new Error('no disk');
      },
      put: async () => undefined,
    };
    const atelier = createAtelier(backend, network, { maxCachedPixels: 0, grams });
    await expect(atelier.open(recipes.impasto, photo, photo, [style])).rejects.toThrow('no disk');
    await expect(atelier.open(recipes.udacity, photo, photo, [style])).rejects.toThrow('no disk');
    await new Promise(setImmediate);
    expect(alive()).toBeLessThanOrEqual(3);
  });

  it('takes measurements only from where it computes itself', async () => {
    const kept = new Map<string, Grams>();
    const grams: GramStore = {
      get: async (key) => kept.get(key) ?? null,
      put: async (key, found) => void kept.set(key, found),
    };
    const measuredBy = async (changes: Partial<Backend>): Promise<number> => {
      const { backend, measured } = counting(changes);
      const session = await createAtelier(backend, network, { grams }).open(recipes.impasto, photo, photo, [
        style,
      ]);
      session.close();
      return measured();
    };
    // The photo is measured every time.
    expect(await measuredBy({})).toBe(2);
    expect(await measuredBy({}), 'known').toBe(1);
    expect(await measuredBy({ engine: 'tensorflow' })).toBe(2);
    expect(await measuredBy({ device: 'webgpu' })).toBe(2);
    expect(await measuredBy({ threads: 2 })).toBe(2);
    expect(await measuredBy({ engine: 'tensorflow' }), 'known').toBe(1);
  });

  it.each([
    ['torch-notebook', 1 / 4],
    ['udacity', 1 / 4],
    ['gatys-2016', 1 / 4],
    ['notes-400', 1 / (64 * 64)],
  ] as const)('asks in %s for the contrasts of a style of twice the side', async (name, factor) => {
    const { backend, fed } = counting();
    const larger = { picture: picture(64, 64, 2), weight: 1 };
    const session = await createAtelier(backend, network).open(recipes[name], photo, photo, [larger]);
    await session.evaluate(photo.data);
    // Gram matrices here are all ones.
    expect(fed.at(-1)!['style/conv1_1/target']!.data[0]).toBeCloseTo(factor, 9);
    session.close();
  });
});
