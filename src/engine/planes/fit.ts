/** Sizes that keep a picture's aspect. */
import { checkSize } from './planes.js';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Nearest multiple of `multiple`, at least one of it. */
function snap(side: number, multiple: number): number {
  return Math.max(1, Math.round(side / multiple)) * multiple;
}

function checkPositive(name: string, value: number): void {
  if (!(value > 0 && Number.isFinite(value))) {
    throw new RangeError(`Expected \`${name}\` to be a number above 0, got ${value}`);
  }
}

/**
 * The size whose longer side is `longSide` pixels, enlarging too.
 * @param multiple Both sides become multiples of this. Default 1.
 */
export function fitLongSide(width: number, height: number, longSide: number, multiple = 1): Size {
  checkSize(width, height);
  checkPositive('longSide', longSide);
  const scale = longSide / Math.max(width, height);
  return { width: snap(width * scale, multiple), height: snap(height * scale, multiple) };
}

/**
 * The size with about `area` pixels, enlarging too.
 * @param multiple Both sides become multiples of this. Default 1.
 */
export function equalArea(width: number, height: number, area: number, multiple = 1): Size {
  checkSize(width, height);
  checkPositive('area', area);
  const scale = Math.sqrt(area / (width * height));
  return { width: snap(width * scale, multiple), height: snap(height * scale, multiple) };
}
