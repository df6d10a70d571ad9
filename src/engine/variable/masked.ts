/** A picture that is painted only where a mask says so: x = m y + (1 - m) photo, y the picture of another variable. */
import { checkLength } from './pixels.js';
import type { Variable } from './variable.js';

/** What of a picture is painted, and what stands elsewhere. */
export interface Cover {
  /** m, 0..1, of a plane; soft edges are blended. */
  readonly mask: Float32Array;
  /** Planes (CHW), in the units of the variable. Read and never written. */
  readonly photo: Float32Array;
}

/**
 * Where m is 0 the picture is the photo to the bit, and the gradient nothing.
 * @throws {RangeError} when photo and mask are not of one size.
 */
export function createMasked(painted: Variable, { mask, photo }: Cover): Variable {
  const area = mask.length;
  checkLength(photo, 3 * area);
  return {
    length: painted.length,
    decode: function decodeMasked(coefficients) {
      const planes = painted.decode(coefficients);
      checkLength(planes, photo.length);
      for (let i = 0; i < planes.length; i++) {
        const m = mask[i % area]!;
        if (m < 1) planes[i] = m === 0 ? photo[i]! : m * planes[i]! + (1 - m) * photo[i]!;
      }
      return planes;
    },
    pullBack: function pullBackMasked(gradient) {
      checkLength(gradient, photo.length);
      return painted.pullBack(gradient.map((value, i) => value * mask[i % area]!));
    },
  };
}
