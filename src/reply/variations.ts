/**
 * What the buttons under a picture change, as texts of the option table. One rule for both: a button is shown where its
 * change is one, and does that change when it is pressed.
 */
import type { ColorChoice } from '../engine/port.js';
import type { Order } from '../request/order.js';
import type { Action } from './reply.js';

export interface VariationLimits {
  /** Longest side of a picture in pixels, as the server has it. */
  readonly maxSize: number;
}

/** Buttons that change a value of the picture. */
export type VaryingAction = Extract<Action, 'stronger' | 'weaker' | 'hd' | 'colors'>;

/** null where there is nothing to change. */
type Change = (order: Order, limits: VariationLimits) => Readonly<Record<string, string>> | null;

/** Strength of one press, of 100: the next picture is visibly another one. */
const strengthStep = 15;
/** Sizes that HD goes to, long side in pixels. */
const sizes = [512, 768, 1024, 1536, 2048] as const;
/** A picture that grows by less is no other one. */
const leastGrowth = 1.25;
/** By so much it grows where there is room. */
const goodGrowth = 1.5;

const strengthBy =
  (difference: number): Change =>
  ({ strength }) => {
    const next = Math.min(100, Math.max(0, strength + difference));
    return next === strength ? null : { strength: String(next) };
  };

/** The next larger size to paint, within the server's longest side; null where the picture is as large as can be. */
export function largerSize(size: number, { maxSize }: VariationLimits): number | null {
  const next = sizes.find((one) => one >= size * goodGrowth) ?? maxSize;
  const allowed = Math.min(next, maxSize);
  return allowed >= size * leastGrowth ? allowed : null;
}

export const variations: Readonly<Record<VaryingAction, Change>> = {
  stronger: strengthBy(strengthStep),
  weaker: strengthBy(-strengthStep),
  hd({ size }, limits) {
    const larger = largerSize(size, limits);
    return larger === null ? null : { size: String(larger) };
  },
  colors: ({ colors }) => (colors === 'luminance' ? null : { colors: 'luminance' }),
};

/** Whose colours a picture has, in words. */
export const colorWords = {
  style: "the style's colours",
  content: "the photo's colours in the style",
  luminance: "the photo's colours",
} as const satisfies Readonly<Record<ColorChoice, string>>;

export const isVarying = (action: Action): action is VaryingAction => Object.hasOwn(variations, action);

/** What is said where a button would change nothing. */
export const nothingToVary = {
  stronger: 'It is as strong as it gets already.',
  weaker: 'It is as weak as it gets already.',
  hd: 'It is as large as pictures are painted here already.',
  colors: "It keeps the photo's colours already.",
} as const satisfies Readonly<Record<VaryingAction, string>>;
