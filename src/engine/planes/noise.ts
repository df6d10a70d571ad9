/** Seeded noise: the same seed gives the same bytes, on every machine and in every run. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { skipN } from 'pure-rand/utils/skipN';

function createSource(seed: number): () => number {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new RangeError(`Expected \`seed\` to be an integer from 0 to 4294967295, got ${seed}`);
  }
  const generator = xoroshiro128plus(seed | 0);
  // Why: the first numbers are nearly the seed itself, so neighbouring seeds would begin alike.
  skipN(generator, 64);
  return () => uniformFloat64(generator);
}

/**
 * Independent values, evenly spread over `low`..`high`.
 * @param seed 0..2^32-1.
 * @param low Default 0.
 * @param high Default 1.
 */
export function createUniformNoise(length: number, seed: number, low = 0, high = 1): Float32Array {
  const next = createSource(seed);
  const values = new Float32Array(length);
  for (let i = 0; i < length; i++) values[i] = low + (high - low) * next();
  return values;
}

/**
 * Independent normal values (Marsaglia's polar method).
 * @param seed 0..2^32-1.
 * @param mean Default 0.
 * @param deviation Standard deviation, default 1.
 */
export function createNormalNoise(length: number, seed: number, mean = 0, deviation = 1): Float32Array {
  const next = createSource(seed);
  const values = new Float32Array(length);
  for (let i = 0; i < length; i += 2) {
    let x = 0;
    let y = 0;
    let square = 0;
    do {
      x = 2 * next() - 1;
      y = 2 * next() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const stretch = deviation * Math.sqrt((-2 * Math.log(square)) / square);
    values[i] = mean + x * stretch;
    if (i + 1 < length) values[i + 1] = mean + y * stretch;
  }
  return values;
}
