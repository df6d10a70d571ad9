/** What the measurements of controls share. */
import type { RenderSpec, StylePicture } from '../../src/engine/port.js';
import type { Pixels } from '../../src/image/pixels.js';
import type { Judge } from './judge.js';

/** A photo, a style, and another style for what takes two. */
export interface Pair {
  readonly photo: Pixels;
  readonly style: Pixels;
  readonly other: Pixels;
}

export interface Parts {
  /** A picture of the default recipe, with changes. */
  readonly paint: (changes: Partial<RenderSpec>) => Promise<Pixels>;
  readonly judge: Judge;
}

export const everywhere = (pixels: Pixels): StylePicture => ({ pixels, weight: 1, mask: null });

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Rows of Markdown, the first one the head: its other columns are numbers. */
export function markdown(rows: readonly (readonly string[])[]): string {
  const [head, ...rest] = rows;
  const rule = head!.map((_, k) => (k === 0 ? '---' : '---:'));
  return [head!, rule, ...rest].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
