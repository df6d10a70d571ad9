import { expect, test } from 'vitest';
import { largerSize, variations } from '../../src/reply/variations.js';
import { order } from './pictures.js';

test.each([
  [256, 1024, 512],
  [512, 1024, 768],
  [600, 2048, 1024],
  [768, 1024, 1024],
  [700, 900, 900],
  [512, 600, null],
  [1024, 1024, null],
  [2048, 2048, null],
  [1536, 2048, 2048],
])('HD of %s pixels where %s are allowed: %s', (size, maxSize, larger) => {
  expect(largerSize(size, { maxSize })).toBe(larger);
});

test('strength goes up and down, and not beyond its ends', () => {
  const limits = { maxSize: 1024 };
  expect(variations.stronger({ ...order, strength: 50 }, limits)).toEqual({ strength: '65' });
  expect(variations.weaker({ ...order, strength: 50 }, limits)).toEqual({ strength: '35' });
  expect(variations.stronger({ ...order, strength: 92 }, limits)).toEqual({ strength: '100' });
  expect(variations.weaker({ ...order, strength: 0 }, limits)).toBeNull();
});
