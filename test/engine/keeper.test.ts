import { describe, expect, it } from 'vitest';
import { createAverageKeeper, createBestKeeper } from '../../src/engine/keeper.js';
import type { Losses } from '../../src/progress/progress.js';

const losses = (total: number): Losses => ({ content: {}, style: {}, tv: 0, total });

describe('createBestKeeper', () => {
  it('has nothing before the first iterate', () => {
    expect(createBestKeeper()).toMatchObject({ image: null, losses: null });
  });

  it('keeps the iterate with the lowest total, with its own losses', () => {
    const keeper = createBestKeeper();
    for (const total of [5, 3, 4, 3]) keeper.see(Float32Array.of(total, -total), losses(total));
    expect([...keeper.image!]).toEqual([3, -3]);
    expect(keeper.losses).toEqual(losses(3));
  });

  it('keeps a copy: the optimizer may write over its point', () => {
    const keeper = createBestKeeper();
    const image = Float32Array.of(1, 2);
    keeper.see(image, losses(1));
    image.fill(9);
    expect([...keeper.image!]).toEqual([1, 2]);
  });
});

describe('createAverageKeeper', () => {
  it.each([0.5, 0.9, 0.99])('is the weighted mean of all iterates at decay %f', (decay) => {
    const keeper = createAverageKeeper(decay);
    const iterates = [0.2, 0.9, -0.4, 0.7, 0.1];
    for (const [count, value] of iterates.entries()) {
      keeper.see(Float32Array.of(value), losses(value));
      const seen = iterates.slice(0, count + 1);
      const weights = seen.map((_, i) => decay ** (count - i));
      const mean =
        seen.reduce((sum, x, i) => sum + weights[i]! * x, 0) / weights.reduce((sum, w) => sum + w, 0);
      expect(keeper.image![0]).toBeCloseTo(mean, 5);
    }
    expect(keeper.losses).toEqual(losses(0.1));
  });

  it('is the first iterate itself after one, and nothing before', () => {
    const keeper = createAverageKeeper(0.99);
    expect(keeper.image).toBeNull();
    keeper.see(Float32Array.of(0.25), losses(1));
    expect(keeper.image![0]).toBeCloseTo(0.25, 5);
  });
});
