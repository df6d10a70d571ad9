/** Names of styles as one text: `cafe-terrace:2, harvest`. */
import { StudioError } from '../../errors.js';
import { parseStyleList, type WeightedName } from '../../request/style-list.js';

/** Each is decoded, stored and looked at by the network. */
const mostPresets = 4;

/** In a chat nothing that is typed is a file. */
const noFile = async () => false;

/** @throws StudioError 'option-invalid' for an empty entry, a weight that is none, or too many. */
export async function readPresets(text: string): Promise<readonly WeightedName[]> {
  const presets = await parseStyleList([text], noFile, 'preset');
  if (presets.length <= mostPresets) return presets;
  throw new StudioError('option-invalid', {
    ...{ option: 'preset', value: `${presets.length} styles`, expected: `at most ${mostPresets}` },
  });
}

/** As it is typed: weights of 1 are left out. */
export const writePresets = (presets: readonly WeightedName[]): string =>
  presets.map(({ name, weight }) => (weight === 1 ? name : `${name}:${weight}`)).join(', ');

/** The last of the names that somebody is typing, and its weight as far as it is there; what is before it stays. */
export function splitLast(typed: string): {
  readonly before: string;
  readonly name: string;
  readonly weight: string;
} {
  const at = typed.lastIndexOf(',') + 1;
  const before = typed.slice(0, at).trim();
  const last = typed.slice(at).trim();
  const [, name = last, weight = ''] = /^(.+)(:[\d.]*)$/.exec(last) ?? [];
  return { before: before === '' ? '' : `${before} `, name, weight: weight === ':' ? '' : weight };
}
