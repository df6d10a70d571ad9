/** What a strength of 0 to 100 does to beta: in each recipe so much that the effect on the picture is even. */
import type { RecipeName } from './table.js';

/** Strengths whose gains are given; 50 is the recipe's own balance. */
const points = [0, 25, 50, 75, 100] as const;

/** Powers of ten on beta at strengths 0, 25, 75 and 100; by `npm run bench:strength`. */
type Powers = readonly [number, number, number, number];

const even: Powers = [-4, -2, 2, 4];

const powers: Readonly<Record<RecipeName, Powers>> = {
  impasto: even,
  'torch-notebook': even,
  'notes-400': even,
  udacity: even,
  'gatys-2016': even,
  'single-layer': even,
  'tf-tutorial': even,
  'neural-style': even,
  'neural-style-pt': even,
  pastiche: even,
  crowsonkb: even,
  'crowsonkb-w2': even,
};

/** The least strength at which the start `matched` has all of the style's colours. */
const matchedFrom = 25;

/**
 * Share of the style's colours in the start `matched`: whatever beta is, the content loss does not bring the photo's colours
 * back, so that faint strengths begin nearer to the photo. 0 at strength 0, 1 from 25 on.
 */
export function matchingShare(strength: number): number {
  return Math.min(1, strength / matchedFrom);
}

/**
 * Factor on beta: 1 at 50; between the points of the table its logarithm is linear.
 * @param strength 0..100.
 */
export function strengthGain(name: RecipeName, strength: number): number {
  const [none, quarter, more, most] = powers[name];
  const known = [none, quarter, 0, more, most] as const;
  const above = Math.max(
    1,
    points.findIndex((point) => point >= strength),
  );
  const [low, high] = [points[above - 1]!, points[above]!];
  const share = (strength - low) / (high - low);
  return 10 ** (known[above - 1]! + share * (known[above]! - known[above - 1]!));
}
