/**
 * What lies outside 0..1 costs its square: optimization then ends inside, and saving clips next to nothing.
 * (Clipping inside the loop would break L-BFGS' curvature pairs.)
 */
import { between } from './objective/space.js';
import type { Space } from './recipe/recipe.js';

/**
 * Adds weight * sum((distance of x from 0..1)^2) to an evaluation.
 * @param image planes (CHW) in `space`.
 * @param gradient of the loss so far with respect to `image`; the penalty's is added in place.
 * @returns the penalty.
 */
export function addRangePenalty(
  image: Float32Array,
  space: Space,
  weight: number,
  gradient: Float32Array,
): number {
  const { scale, shift } = between(space, 'unit');
  const area = image.length / 3;
  let sum = 0;
  for (let c = 0; c < 3; c++) {
    const [a, b] = [scale[c]!, shift[c]!];
    for (let i = c * area; i < (c + 1) * area; i++) {
      const x = a * image[i]! + b;
      const outside = x < 0 ? x : x > 1 ? x - 1 : 0;
      if (outside === 0) continue;
      sum += outside * outside;
      gradient[i]! += 2 * weight * outside * a;
    }
  }
  return weight * sum;
}
