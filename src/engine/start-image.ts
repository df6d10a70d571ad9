/** The picture that optimization begins with: one row a kind. */
import { convert } from './objective/space.js';
import { matchColors, measureColors, mixColors } from './planes/colors.js';
import type { Size } from './planes/fit.js';
import { createNormalNoise } from './planes/noise.js';
import { createPlanes, type Planes } from './planes/planes.js';
import { resizePlanes } from './planes/resize.js';
import type { Start } from './port.js';
import type { NoiseRecipe } from './recipe/recipe.js';

export interface StartOptions {
  readonly size: Size;
  /** Already of the size. */
  readonly content: Planes;
  readonly styles: readonly { readonly picture: Planes; readonly weight: number }[];
  readonly seed: number;
  /** For `picture`. */
  readonly picture: Planes | null;
  /** For `matched`: share of the way to the style's colours. @default 1 */
  readonly matching?: number | undefined;
  /** For `noise`. @default mid grey with a deviation of .25 in sRGB */
  readonly noise?: NoiseRecipe | undefined;
}

/** What a seed other than 0 adds to a start from photo or style: so much, at so many pixels to one value of noise. */
const jitter = { deviation: 0.12, scale: 8 } as const;

/** Spans most of 0..1. */
const ownNoise: NoiseRecipe = { space: 'unit', mean: 0.5, deviation: 0.25 };

const starts: { readonly [Kind in Start]: (options: StartOptions) => Planes } = {
  photo: ({ content }) => content,
  matched: ({ content, styles, matching = 1 }) => {
    const { width, height, data } = content;
    const goal = mixColors(styles.map(({ picture, weight }) => ({ stats: measureColors(picture), weight })));
    const matched = matchColors(content, goal).data;
    if (matching === 1) return createPlanes(width, height, matched);
    // The map is an optimal transport: on a straight line to its end, every point has the colours in between.
    return createPlanes(
      width,
      height,
      data.map((value, i) => value + matching * (matched[i]! - value)),
    );
  },
  noise: ({ size: { width, height }, seed, noise: { space, mean, deviation } = ownNoise }) => {
    const noise = createNormalNoise(3 * width * height, seed, mean, deviation);
    return createPlanes(width, height, convert(noise, space, 'unit'));
  },
  style: ({ size, styles }) => resizePlanes(styles[0]!.picture, size.width, size.height, 'lanczos3'),
  picture: ({ size, picture }) => {
    if (!picture) throw new TypeError('Expected `startPicture` with the start `picture`');
    return resizePlanes(picture, size.width, size.height, 'lanczos3');
  },
};

/**
 * Planes (CHW, sRGB) of the wanted size, clipped to 0..1: transported colours, noise and Lanczos' ringing leave the range,
 * and what starts outside costs steps to be brought back (measured on dark photos). Starts from photo and style are
 * the same for seed 0 and different for any other: strokes settle elsewhere.
 */
export function makeStart(kind: Start, options: StartOptions): Planes {
  const start = starts[kind](options);
  const { width, height, data } = isAsItIs(kind) || options.seed === 0 ? start : shake(start, options.seed);
  return createPlanes(
    width,
    height,
    data.map((value) => Math.min(Math.max(value, 0), 1)),
  );
}

/** Noise has the seed in it already, and a picture that was handed in is meant as it is. */
const isAsItIs = (kind: Start) => kind === 'noise' || kind === 'picture';

/** Light alone, the same on all channels: colour noise stays as confetti. */
function shake({ width, height, data }: Planes, seed: number): Planes {
  const [w, h] = [width, height].map((side) => Math.max(1, Math.round(side / jitter.scale))) as [
    number,
    number,
  ];
  const light = createNormalNoise(w * h, seed, 0, jitter.deviation);
  const coarse = new Float32Array(3 * w * h);
  for (let c = 0; c < 3; c++) coarse.set(light, c * w * h);
  const noise = resizePlanes(createPlanes(w, h, coarse), width, height, 'bicubic').data;
  return createPlanes(
    width,
    height,
    data.map((value, i) => value + noise[i]!),
  );
}
