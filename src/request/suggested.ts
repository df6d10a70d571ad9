/** What suits a style: its manifest's settings stand where the person says nothing. */
import { findPreset, isFile } from './pictures.js';
import type { Gallery } from './presets.js';
import { parseStyleList } from './style-list.js';

/**
 * Option values, as texts to be parsed, that suit the styles asked for: those of a single preset. Several styles, or a
 * file, suggest nothing.
 * @throws StudioError as `parseStyleList`, or when a name is none.
 */
export async function suggestSettings(
  style: readonly string[],
  gallery: Gallery,
): Promise<Readonly<Record<string, string>>> {
  const names = await parseStyleList(style, isFile);
  if (names.length !== 1) return {};
  const preset = await findPreset(names[0]!.name, gallery);
  const settings = Object.entries(preset?.suggested ?? {});
  return Object.fromEntries(settings.map(([option, value]) => [option, String(value)]));
}
