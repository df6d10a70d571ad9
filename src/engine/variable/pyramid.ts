/**
 * The picture as a sum of blurred corrections: x = base + sum over k of ratio^k U_k p_k, U_k bilinear upsampling by 2^k.
 * One step then moves strokes of every width at once, where a step on pixels moves only the finest grain; a ratio of 0.6
 * makes the levels nearly orthonormal, which is what L-BFGS wants (measured: a ratio of 1 colours in blotches).
 */
import { checkLength } from './pixels.js';
import type { Variable } from './variable.js';

export interface PyramidOptions {
  /** Size of the picture, pixels. */
  readonly width: number;
  readonly height: number;
  /** Levels, 1 or more; level k is ceil(height / 2^k) x ceil(width / 2^k). Default 5. */
  readonly levels?: number;
  /** Weight of a level relative to the next finer one, above 0. Default 0.6. */
  readonly ratio?: number;
}

/** Along one axis, output i = near * (1 - share) + far * share: half-pixel centres, edges clamped. */
interface Axis {
  readonly near: Int32Array;
  readonly far: Int32Array;
  readonly share: Float64Array;
}

interface Level {
  readonly offset: number;
  readonly width: number;
  readonly height: number;
  readonly weight: number;
  readonly x: Axis;
  readonly y: Axis;
}

function createAxis(length: number, coarse: number, factor: number): Axis {
  const near = new Int32Array(length);
  const far = new Int32Array(length);
  const share = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const at = Math.min(Math.max((i + 0.5) / factor - 0.5, 0), coarse - 1);
    near[i] = Math.floor(at);
    far[i] = Math.min(near[i]! + 1, coarse - 1);
    share[i] = at - near[i]!;
  }
  return { near, far, share };
}

function createLevels(channels: number, options: Required<PyramidOptions>): readonly Level[] {
  const levels: Level[] = [];
  let offset = 0;
  for (let k = 0; k < options.levels; k++) {
    const factor = 2 ** k;
    const width = Math.ceil(options.width / factor);
    const height = Math.ceil(options.height / factor);
    const x = createAxis(options.width, width, factor);
    const y = createAxis(options.height, height, factor);
    levels.push({ offset, width, height, weight: options.ratio ** k, x, y });
    offset += channels * width * height;
  }
  return levels;
}

/** sums += weight * U_k p_k for one channel; `wide` holds the level's rows stretched to full width. */
function addLevel(sums: Float64Array, wide: Float64Array, p: Float32Array, from: number, level: Level): void {
  const { near, far, share } = level.x;
  const width = near.length;
  for (let row = 0; row < level.height; row++) {
    const start = from + row * level.width;
    for (let i = 0; i < width; i++) {
      const a = p[start + near[i]!]!;
      wide[row * width + i] = level.weight * (a + share[i]! * (p[start + far[i]!]! - a));
    }
  }
  for (let row = 0; row < level.y.near.length; row++) {
    const above = level.y.near[row]! * width;
    const below = level.y.far[row]! * width;
    const s = level.y.share[row]!;
    const r = 1 - s;
    const to = row * width;
    for (let i = 0; i < width; i++) sums[to + i]! += r * wide[above + i]! + s * wide[below + i]!;
  }
}

/** result = weight * U_k^T g for one channel: addLevel's two passes, transposed, in the opposite order. */
function gatherLevel(
  result: Float32Array,
  to: number,
  wide: Float64Array,
  line: Float64Array,
  g: Float32Array,
  from: number,
  level: Level,
): void {
  const { near, far, share } = level.x;
  const width = near.length;
  wide.fill(0, 0, level.height * width);
  for (let row = 0; row < level.y.near.length; row++) {
    const above = level.y.near[row]! * width;
    const below = level.y.far[row]! * width;
    const s = level.y.share[row]!;
    const r = 1 - s;
    const start = from + row * width;
    for (let i = 0; i < width; i++) {
      wide[above + i]! += r * g[start + i]!;
      wide[below + i]! += s * g[start + i]!;
    }
  }
  for (let row = 0; row < level.height; row++) {
    line.fill(0, 0, level.width);
    for (let i = 0; i < width; i++) {
      const value = level.weight * wide[row * width + i]!;
      line[near[i]!]! += (1 - share[i]!) * value;
      line[far[i]!]! += share[i]! * value;
    }
    result.set(line.subarray(0, level.width), to + row * level.width);
  }
}

/**
 * The pyramid on top of `base`; p = 0 is the base. Coefficients: level 0 (finest) first, each level CHW.
 * @param base Planes (CHW) of any channel count, read and never written.
 * @throws {RangeError} on a size that does not fit the base, fewer levels than 1 or a ratio not above 0.
 */
export function createPyramid(base: Float32Array, options: PyramidOptions): Variable {
  const all = { levels: 5, ratio: 0.6, ...options };
  const area = all.width * all.height;
  const channels = base.length / area;
  if (!Number.isInteger(channels) || channels < 1) {
    throw new RangeError(
      `Expected planes of ${all.height} x ${all.width} numbers, got ${base.length} in all`,
    );
  }
  if (!Number.isInteger(all.levels) || all.levels < 1) {
    throw new RangeError(`Expected \`levels\` to be an integer from 1 up, got ${all.levels}`);
  }
  if (!(all.ratio > 0)) throw new RangeError(`Expected \`ratio\` to be a number above 0, got ${all.ratio}`);
  const levels = createLevels(channels, all);
  const coarsest = levels.at(-1)!;
  const length = coarsest.offset + channels * coarsest.width * coarsest.height;
  const coarseArea = all.width * (levels[1]?.height ?? 0);
  return {
    length,
    decode: function decodePyramid(coefficients) {
      checkLength(coefficients, length);
      const planes = new Float32Array(base.length);
      const sums = new Float64Array(area);
      const wide = new Float64Array(coarseArea);
      for (let channel = 0; channel < channels; channel++) {
        const start = channel * area;
        for (let i = 0; i < area; i++) sums[i] = base[start + i]! + coefficients[start + i]!;
        for (const level of levels.slice(1)) {
          addLevel(sums, wide, coefficients, level.offset + channel * level.width * level.height, level);
        }
        planes.set(sums, start);
      }
      return planes;
    },
    pullBack: function pullBackPyramid(gradient) {
      checkLength(gradient, base.length);
      const result = new Float32Array(length);
      const wide = new Float64Array(coarseArea);
      const line = new Float64Array(levels[1]?.width ?? 0);
      result.set(gradient);
      for (const level of levels.slice(1)) {
        for (let channel = 0; channel < channels; channel++) {
          const to = level.offset + channel * level.width * level.height;
          gatherLevel(result, to, wide, line, gradient, channel * area, level);
        }
      }
      return result;
    },
  };
}
