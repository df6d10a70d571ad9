/** What is sent to the service: a command, or a button with a style. */
import type { PageAction } from '../protocol.js';
import type { Given } from './parse-line.js';
import type { Picked, Slots } from './picked.js';
import { type StyleChoice, usualWeight } from './style-list.js';

/** What the form has beside its two places. */
export interface Extras {
  /** The first one is the style in its place. */
  readonly styles: readonly StyleChoice[];
  /** A picture to start from, or a word; empty = neither. */
  readonly start: string | File;
}

export const noExtras: Extras = { styles: [], start: '' };

/** The fields of a command. Pictures that were typed go before those of the form; masks stay where they are. */
export function commandForm(
  given: readonly Given[],
  slots: Slots,
  { styles, start }: Extras = noExtras,
): FormData {
  const form = new FormData();
  const typed = (name: string) => given.filter(({ option }) => option.name === name).map(({ text }) => text);
  const values: Record<string, string> = {};
  for (const { option, text } of given) {
    if (option.type === 'picture') form.append(option.name, text);
    else if (option.type !== 'pictures') values[option.name] = text;
  }
  if (slots.content !== null && !form.has('content')) form.append('content', fieldOf(slots.content));
  const named = typed('style').map(splitWeight);
  const asked =
    named.length > 0
      ? named.map((one, at) => ({ ...one, mask: styles[at]?.mask ?? null }))
      : chosenOf(slots, styles);
  const masks = typed('mask');
  const drawn = asked.map(({ mask }) => (mask === null ? '' : fieldOf(mask)));
  for (const { field, weight } of asked) {
    form.append('style', field);
    form.append('weight', weight);
  }
  // Why an empty text: masks come in the order of the styles, and this one has none.
  const isMasked = drawn.some((mask) => mask !== '');
  for (const mask of masks.length > 0 ? masks : isMasked ? drawn : []) form.append('mask', mask);
  if (start !== '' && !form.has('init')) form.append('init', start);
  form.append('values', JSON.stringify(values));
  return form;
}

interface Asked {
  readonly field: string | File;
  readonly weight: string;
  readonly mask: Picked | null;
}

/** The style in its place, and those beside it. */
function chosenOf({ style }: Slots, [first, ...others]: readonly StyleChoice[]): readonly Asked[] {
  return [{ weight: usualWeight, mask: null, ...first, picked: style }, ...others].flatMap(
    ({ picked, weight, mask }) => (picked === null ? [] : [{ field: fieldOf(picked), weight, mask }]),
  );
}

/** `harvest:2` is harvest with twice the weight. */
function splitWeight(text: string): { readonly field: string; readonly weight: string } {
  const weighted = /^(.+):(\d+\.?\d*|\.\d+)$/.exec(text);
  return { field: weighted?.[1] ?? text, weight: weighted?.[2] ?? usualWeight };
}

const fieldOf = (picked: Picked): string | File => (picked.type === 'file' ? picked.file : picked.id);

/** The fields of a button. */
export function pressForm(action: PageAction, job: string, style: Picked | null): FormData {
  const form = new FormData();
  form.append('action', action);
  form.append('job', job);
  if (style !== null) form.append('style', fieldOf(style));
  return form;
}
