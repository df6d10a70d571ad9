/**
 * Where on a picture its styles go: masks become regions, each with the styles that are blended there (Gatys, Ecker, Bethge,
 * Hertzmann, Shechtman 2017, "Controlling Perceptual Factors in Neural Style Transfer", arXiv:1611.07865, section 4).
 */
import { StudioError } from '../errors.js';
import type { Size } from './planes/fit.js';
import { resizeStack } from './planes/resize.js';
import type { Mask } from './port.js';

/** A part of a picture of some size. */
export interface Region {
  /** Which styles are blended there, as places in their list. */
  readonly styles: readonly number[];
  /** How much of each pixel is in it, 0..1, row by row. Over all regions no pixel has more than 1. */
  readonly mask: Float32Array;
}

/** A region as the objective takes it. */
export interface GuidedRegion {
  readonly styles: readonly number[];
  /** Its share of the picture's area: so a style paints as strongly there as it would paint the whole. */
  readonly weight: number;
  /** By block of VGG19, see RegionTargets in objective/session.ts. */
  readonly guides: Readonly<Record<number, Float32Array>>;
}

/** What a mask may lack to 1 by rounding. */
const rounding = 1e-6;
const blocks = [1, 2, 3, 4, 5];

/**
 * Masks that are the same, byte by byte, are one region. A style without one takes what no mask covers.
 * @param masks of the styles, in their order; null = none.
 * @returns nothing where every style goes everywhere; else the regions that are not empty on a picture of this size.
 */
export function planRegions(masks: readonly (Mask | null)[], size: Size): readonly Region[] {
  const given = groupMasks(masks);
  if (given.length === 0) return [];
  const planes = given.map(({ mask }) => stretch(mask, size));
  const free = normalise(planes);
  const unmasked = masks.flatMap((mask, k) => (mask === null ? [k] : []));
  const regions = given.map(({ styles }, k) => ({ styles, mask: planes[k]! }));
  if (unmasked.length > 0) regions.push({ styles: unmasked, mask: free });
  const present = regions.filter(({ mask }) => mask.some((value) => value > 0));
  const isEverywhere =
    present.length === 1 && present[0]!.styles.length === masks.length && isWhole(present[0]!.mask);
  return isEverywhere ? [] : present;
}

/** @throws StudioError 'option-invalid' where every style has a mask, and all are empty: nothing would be painted. */
export function checkMasks(masks: readonly (Mask | null)[]): void {
  if (masks.some((mask) => mask === null || mask.data.some((value) => value > 0))) return;
  throw new StudioError('option-invalid', {
    option: 'mask',
    value: 'an empty one',
    expected: 'a mask that covers some of the photo',
  });
}

/** What of the picture is painted, soft edges included; null = all of it. */
export function coverOf(regions: readonly Region[]): Float32Array | null {
  const [first, ...others] = regions;
  if (first === undefined) return null;
  const cover = first.mask.slice();
  for (const { mask } of others) for (let i = 0; i < cover.length; i++) cover[i]! += mask[i]!;
  for (let i = 0; i < cover.length; i++) if (cover[i]! > 1 - rounding) cover[i] = 1;
  return isWhole(cover) ? null : cover;
}

/** @param size of the regions' picture, each side 16 or more. */
export function guideRegions(regions: readonly Region[], size: Size): readonly GuidedRegion[] {
  return regions.map(({ styles, mask }) => ({
    styles,
    weight: mask.reduce((sum, value) => sum + value, 0) / mask.length,
    guides: Object.fromEntries(blocks.map((block) => [block, guideAt(mask, size, block)])),
  }));
}

interface SharedMask {
  readonly mask: Mask;
  readonly styles: number[];
}

function groupMasks(masks: readonly (Mask | null)[]): readonly SharedMask[] {
  const groups: SharedMask[] = [];
  for (const [k, mask] of masks.entries()) {
    if (mask === null) continue;
    const same = groups.find((group) => isSame(group.mask, mask));
    if (same) same.styles.push(k);
    else groups.push({ mask, styles: [k] });
  }
  return groups;
}

const isSame = (a: Mask, b: Mask): boolean =>
  a.width === b.width && a.height === b.height && Buffer.compare(a.data, b.data) === 0;

const isWhole = (mask: Float32Array): boolean => mask.every((value) => value > 1 - rounding);

/** Averages where it shrinks, blends where it enlarges: bytes of 0 and 255 stay 0 and 1 away from edges. */
function stretch({ width, height, data }: Mask, size: Size): Float32Array {
  const whole = Float32Array.from(data, (value) => value / 255);
  const stack = resizeStack({ width, height, data: whole }, size.width, size.height, 'bilinear');
  return stack.data.map((value) => (value > 1 - rounding ? 1 : value));
}

/** Where masks overlap they share the pixel, in place. @returns what none covers */
function normalise(masks: readonly Float32Array[]): Float32Array {
  const free = new Float32Array(masks[0]!.length);
  for (let i = 0; i < free.length; i++) {
    let sum = 0;
    for (const mask of masks) sum += mask[i]!;
    if (sum > 1) for (const mask of masks) mask[i]! /= sum;
    free[i] = sum > 1 - rounding ? 0 : 1 - sum;
  }
  return free;
}

/** The mask averaged over what a position of the block looks at, so that the mean of its squares is 1. */
function guideAt(mask: Float32Array, { width, height }: Size, block: number): Float32Array {
  const side = 2 ** (block - 1);
  // As VGG19's poolings do, it drops what does not fill a square.
  const [columns, rows] = [Math.floor(width / side), Math.floor(height / side)];
  const guide = new Float32Array(columns * rows);
  for (let y = 0; y < rows * side; y++) {
    const to = Math.floor(y / side) * columns;
    for (let x = 0; x < columns * side; x++) guide[to + Math.floor(x / side)]! += mask[y * width + x]!;
  }
  const norm = Math.sqrt(guide.reduce((sum, value) => sum + value * value, 0) / guide.length);
  // Nothing of it is left where all of it lies in what was dropped.
  return norm === 0 ? guide : guide.map((value) => value / norm);
}
