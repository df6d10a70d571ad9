/** `--resume`: what a picture's own file says stands where nothing else is typed, and the picture is the start. */
import { StudioError } from '../errors.js';
import type { PictureRecord } from '../request/record.js';
import { readPictureRecord } from './info.js';

type Typed = Readonly<Record<string, string | readonly string[] | boolean>>;

/**
 * @param typed values of `stylize` by option name; an empty list is nothing typed.
 * @returns the same where nothing is resumed.
 * @throws StudioError 'record-missing' and as `readCapped`; 'option-invalid' where another start is typed, where the file
 *   only shows a picture, and where one that it was made from has no name there and is not typed.
 */
export async function resumeTyped(typed: Typed): Promise<Typed> {
  const { resume, init } = typed;
  if (typeof resume !== 'string') return typed;
  if (init !== undefined) {
    const expected = 'nothing beside --resume, whose picture is the start';
    throw new StudioError('option-invalid', { option: 'init', value: String(init), expected });
  }
  const record = await readPictureRecord(resume);
  if (record.shows !== undefined) {
    const expected = `the picture itself, of which this is a ${record.shows}`;
    throw new StudioError('option-invalid', { option: 'resume', value: resume, expected });
  }
  const given = Object.entries(typed).filter(([, value]) => !(Array.isArray(value) && value.length === 0));
  const all: Typed = { ...record.settings, ...Object.fromEntries(given), init: resume };
  const lost = needsOf(record).find(([option]) => all[option] === undefined);
  if (lost !== undefined) {
    const [option, what] = lost;
    const expected = `${what}, which ${resume} was painted with and does not name`;
    throw new StudioError('option-invalid', { option, value: '', expected });
  }
  return all;
}

/** What was painted in a chat or on the page names no picture of a person's own. */
const needsOf = ({
  pictures: { masks },
}: PictureRecord): readonly (readonly [option: string, what: string])[] => [
  ['content', 'the photo'],
  ['style', 'the styles'],
  // Why: without it the style would go everywhere, and nothing would say so.
  ...(masks.length === 0 ? [] : [['mask', 'the masks'] as const]),
];
