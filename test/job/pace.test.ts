import { describe, expect, test } from 'vitest';
import { createPace, type LearnedStep } from '../../src/job/pace.js';
import type { PaceRow, PaceStore } from '../../src/job/store.js';

function memoryPaces(rows: PaceRow[] = []) {
  const written: PaceRow[] = [];
  const store: PaceStore = {
    read: async () => rows,
    write: async (row) => {
      written.push(row);
    },
  };
  return { store, written };
}

const step = (rest: Partial<LearnedStep> = {}): LearnedStep => ({
  ...{ device: 'cpu', recipe: 'gatys', pixels: 65_536, seconds: 1, isFirst: false },
  ...rest,
});

describe('pace', () => {
  test('before anything ran it is six microseconds a pixel and step, and a second a rung', () => {
    const pace = createPace(memoryPaces().store);
    expect(pace.step(100_000, 'gatys', 'cpu')).toBeCloseTo(0.6);
    const work = [
      { pixels: 50_000, steps: 10 },
      { pixels: 100_000, steps: 5 },
    ];
    expect(pace.estimate(work, 'gatys', 'cpu')).toBeCloseTo(1 + 3 + 1 + 3);
    expect(pace.estimate([], 'gatys', 'cpu')).toBe(0);
  });

  test('follows what steps take, scaled by pixels from the nearest size', () => {
    const pace = createPace(memoryPaces().store);
    for (let k = 0; k < 10; k++) pace.learn(step());
    for (let k = 0; k < 10; k++) pace.learn(step({ pixels: 262_144, seconds: 8 }));
    expect(pace.step(65_536, 'gatys', 'cpu')).toBeCloseTo(1);
    expect(pace.step(32_768, 'gatys', 'cpu')).toBeCloseTo(0.5);
    expect(pace.step(524_288, 'gatys', 'cpu')).toBeCloseTo(16);
  });

  test('moves with a change, and a single odd step moves it little', () => {
    const pace = createPace(memoryPaces().store);
    for (let k = 0; k < 200; k++) pace.learn(step());
    pace.learn(step({ seconds: 33 }));
    expect(pace.step(65_536, 'gatys', 'cpu')).toBeCloseTo(1.5);
    for (let k = 0; k < 400; k++) pace.learn(step({ seconds: 4 }));
    expect(pace.step(65_536, 'gatys', 'cpu')).toBeCloseTo(4, 1);
  });

  test('another recipe stands in on the same device, another device does not', () => {
    const pace = createPace(memoryPaces().store);
    pace.learn(step({ seconds: 2 }));
    expect(pace.step(65_536, 'other', 'cpu')).toBeCloseTo(2);
    expect(pace.step(65_536, 'gatys', 'cuda:0')).toBeCloseTo(65_536 * 6e-6);
  });

  test('first steps of a rung count as its beginning, not as pace', () => {
    const pace = createPace(memoryPaces().store);
    pace.learn(step());
    pace.learn(step({ isFirst: true, seconds: 4 }));
    expect(pace.step(65_536, 'gatys', 'cpu')).toBeCloseTo(1);
    expect(pace.estimate([{ pixels: 65_536, steps: 10 }], 'gatys', 'cpu')).toBeCloseTo(13);
    expect(pace.step(65_536, 'never seen', 'cpu')).toBeCloseTo(1);
  });

  test.each([Number.NaN, -1, Number.POSITIVE_INFINITY])(
    'learns nothing from a step of %d seconds',
    (seconds) => {
      const pace = createPace(memoryPaces().store);
      pace.learn(step());
      pace.learn(step({ seconds }));
      expect(pace.step(65_536, 'gatys', 'cpu')).toBeCloseTo(1);
    },
  );

  test('writes once for all steps in between, and a later process goes on from there', async () => {
    const { store, written } = memoryPaces();
    const pace = createPace(store);
    for (let k = 0; k < 10; k++) pace.learn(step());
    expect(written).toEqual([]);
    await pace.flush();
    await pace.flush();
    expect(written).toEqual([{ device: 'cpu', recipe: 'gatys', pixels: 65_536, seconds: 1, weight: 10 }]);
    const later = createPace(memoryPaces(written).store);
    await later.load();
    expect(later.step(65_536, 'gatys', 'cpu')).toBeCloseTo(1);
  });

  test('what could not be written is written the next time', async () => {
    const { store, written } = memoryPaces();
    let isFull = true;
    const pace = createPace({
      ...store,
      write: async (row) => {
        if (isFull) throw new Error('full');
        await store.write(row);
      },
    });
    pace.learn(step());
    await expect(pace.flush()).rejects.toThrow('full');
    isFull = false;
    await pace.flush();
    expect(written).toHaveLength(1);
  });

  test('sizes that are nearly the same share a row', async () => {
    const { store, written } = memoryPaces();
    const pace = createPace(store);
    for (let pixels = 65_000; pixels < 66_000; pixels += 10) pace.learn(step({ pixels }));
    await pace.flush();
    expect(written).toHaveLength(1);
  });
});
