/** Styles by name, with weights, as somebody typed them. */
import type { StyleChoice } from '../../conversation/conversation.js';
import { readPresets } from '../chat/presets.js';
import { findStyle } from './spoken.js';

export type WeightedPresets = Awaited<ReturnType<typeof readPresets>>;

export interface TypedStyles {
  /** By id where it is known; else as it was typed. */
  readonly presets: WeightedPresets;
  /** The first that is none; null where there is no such, or it cannot be told. */
  readonly stranger: string | null;
}

/** @param choices null = not known (yet). @throws StudioError as `readPresets`. */
export async function readStyles(text: string, choices: readonly StyleChoice[] | null): Promise<TypedStyles> {
  // Why at first: the title of a style can have commas in it.
  const whole = choices === null ? null : findStyle(text, choices);
  if (whole !== null) return { presets: [{ name: whole.id, weight: 1 }], stranger: null };
  const presets = await readPresets(text);
  if (choices === null) return { presets, stranger: null };
  const found = presets.map((preset) => ({ ...preset, id: findStyle(preset.name, choices)?.id ?? null }));
  return {
    presets: found.map(({ name, weight, id }) => ({ name: id ?? name, weight })),
    stranger: found.find(({ id }) => id === null)?.name ?? null,
  };
}
