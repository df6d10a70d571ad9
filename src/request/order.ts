/** What a stored job paints, as plain JSON with its pictures by their hash: the studio writes it, the painter reads it. */
import type { ValuesOf } from './option.js';
import { controlOptions, paintingOptions, pictureOptions, startWords } from './options.js';

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
  /** Where on the photo it goes, as a grey picture: white = here. Absent: see StylePicture in engine/port.ts. */
  readonly mask?: StoredPicture;
}

/** What a door may ask of a job beside its pictures: the rows of the option table that hold for all doors. */
export const orderOptions = {
  recipe: pictureOptions.recipe,
  size: paintingOptions.size,
  steps: paintingOptions.steps,
  strength: paintingOptions.strength,
  colors: paintingOptions.colors,
  seed: paintingOptions.seed,
  // Where a picture is sent along to start from, it is none of the texts.
  init: { ...paintingOptions.init, type: 'choice', choices: startWords },
  ...controlOptions,
} as const;

export type OrderValues = ValuesOf<typeof orderOptions>;

/** The values as asked for, and as far as limits allow. */
export interface Order extends Omit<OrderValues, 'size'> {
  readonly content: StoredPicture;
  /** One or more. */
  readonly styles: readonly StoredStyle[];
  /** The picture to start from, in place of `init`. */
  readonly initPicture: StoredPicture | null;
  /** Long side of the picture, pixels. */
  readonly size: number;
  /** At least this long between previews, milliseconds; 0 = none. */
  readonly previewIntervalMs: number;
}

/** Long side asked for in pixels; null = the recipe's own. */
export function askedSide(
  size: OrderValues['size'],
  { originalWidth, originalHeight }: StoredPicture,
): number | null {
  return typeof size === 'number' || size === null ? size : Math.max(originalWidth, originalHeight);
}

/** All pictures of an order among the stored files, each once. */
export function blobsOf({
  content,
  styles,
  initPicture,
}: Pick<Order, 'content' | 'styles' | 'initPicture'>): string[] {
  const pictures = [
    content,
    ...styles.flatMap((style) => [style, style.mask ?? []].flat()),
    initPicture ?? [],
  ].flat();
  return [...new Set(pictures.map(({ blob }) => blob))];
}

/** What an order asks for, without its pictures. */
export function valuesOf(order: Order): OrderValues {
  const names = Object.keys(orderOptions) as (keyof OrderValues)[];
  return Object.fromEntries(names.map((name) => [name, order[name]])) as OrderValues;
}
