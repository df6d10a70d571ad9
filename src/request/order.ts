/** What a stored job paints, as plain JSON with its pictures by their hash: the studio writes it, the painter reads it. */
import type { ValuesOf } from './option.js';
import { paintingOptions, pictureOptions } from './options.js';

/** A picture among the stored files, as `packPixels` made it. */
export interface StoredPicture {
  readonly blob: string;
  /** What people call it; from a stranger's file name, so never shown raw. */
  readonly label: string;
  /** Of the stored pixels. */
  readonly width: number;
  readonly height: number;
  /** Of the file it came from. */
  readonly originalWidth: number;
  readonly originalHeight: number;
}

export interface StoredStyle extends StoredPicture {
  readonly weight: number;
  /** Id of the preset that it is; null for a person's own picture, and for a server's own style. */
  readonly preset: string | null;
  /** What a server's own style was called by who added it, so never shown raw; its `label` is its id. Else absent. */
  readonly title?: string;
}

export interface Order {
  readonly content: StoredPicture;
  /** One or more. */
  readonly styles: readonly StoredStyle[];
  readonly recipe: string;
  /** Long side of the picture, pixels. */
  readonly size: number;
  /** Steps at full size; null = the recipe's own. */
  readonly steps: number | null;
  /** 0..100 */
  readonly strength: number;
  readonly colors: 'style' | 'photo';
  readonly seed: number;
  /** At least this long between previews, milliseconds; 0 = none. */
  readonly previewIntervalMs: number;
}

/** What a door may ask of a job beside its pictures: the rows of the option table that hold for all doors. */
export const orderOptions = {
  recipe: pictureOptions.recipe,
  size: paintingOptions.size,
  steps: paintingOptions.steps,
  strength: paintingOptions.strength,
  colors: paintingOptions.colors,
  seed: paintingOptions.seed,
} as const;

export type OrderValues = ValuesOf<typeof orderOptions>;

/** Long side asked for in pixels; null = the recipe's own. */
export function askedSide(
  size: OrderValues['size'],
  { originalWidth, originalHeight }: StoredPicture,
): number | null {
  return typeof size === 'number' || size === null ? size : Math.max(originalWidth, originalHeight);
}
