/** `picture[:weight]`, repeated or comma separated, to names with weights. */
import { StudioError } from '../errors.js';

export interface WeightedName {
  /** A preset's name or a file, as typed. */
  readonly name: string;
  /** Share among the styles, above 0. */
  readonly weight: number;
}

const maxWeight = 1000;
const expected = `a weight above 0 and up to ${maxWeight} after the colon, as in cafe-terrace:2`;

// Why a number-like start: `C:\pictures\a.jpg` and `a:b.jpg` are names, `harvest:2x` is a slip in a weight.
const weighted = /^(.+):([+-]?[\d.][^\\/:]*)$/;

/**
 * @param entries as typed, each one or several separated by commas.
 * @param isFile whether a file of that name exists: an existing file wins over every other reading, so names with
 *   colons and commas work.
 * @param option what a refusal calls them.
 * @throws StudioError 'option-invalid' for a weight that is none, or an empty entry.
 */
export async function parseStyleList(
  entries: readonly string[],
  isFile: (path: string) => Promise<boolean>,
  option = 'style',
): Promise<readonly WeightedName[]> {
  const parsed = await Promise.all(entries.map((entry) => parseEntry(entry, isFile, option)));
  return parsed.flat();
}

async function parseEntry(
  entry: string,
  isFile: (path: string) => Promise<boolean>,
  option: string,
): Promise<WeightedName[]> {
  const text = entry.trim();
  if (await isFile(text)) return [{ name: text, weight: 1 }];
  const [, name, weight] = weighted.exec(text) ?? [];
  if (name !== undefined && weight !== undefined && (await isFile(name))) {
    return [{ name, weight: parseWeight(entry, weight, option) }];
  }
  if (text.includes(',')) {
    const parts = await Promise.all(text.split(',').map((part) => parseEntry(part, isFile, option)));
    return parts.flat();
  }
  if (text === '') {
    throw new StudioError('option-invalid', { option, value: entry, expected: 'a picture or a preset' });
  }
  if (name === undefined || weight === undefined) return [{ name: text, weight: 1 }];
  return [{ name, weight: parseWeight(entry, weight, option) }];
}

function parseWeight(entry: string, text: string, option: string): number {
  const weight = /^\+?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
  if (weight > 0 && weight <= maxWeight) return weight;
  throw new StudioError('option-invalid', { option, value: entry, expected });
}
