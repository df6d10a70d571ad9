/** `--resume`: what a picture's own file says stands where nothing else is typed, and the picture is the start. */
import { StudioError } from '../errors.js';
import { readPictureRecord } from './info.js';

type Typed = Readonly<Record<string, string | readonly string[] | boolean>>;

/**
 * @param typed values of `stylize` by option name; an empty list is nothing typed.
 * @returns the same where nothing is resumed.
 * @throws StudioError 'record-missing' and as `readCapped`; 'option-invalid' where another start is typed.
 */
export async function resumeTyped(typed: Typed): Promise<Typed> {
  const { resume, init } = typed;
  if (typeof resume !== 'string') return typed;
  if (init !== undefined) {
    const expected = 'nothing beside --resume, whose picture is the start';
    throw new StudioError('option-invalid', { option: 'init', value: String(init), expected });
  }
  const { settings } = await readPictureRecord(resume);
  const given = Object.entries(typed).filter(([, value]) => !(Array.isArray(value) && value.length === 0));
  return { ...settings, ...Object.fromEntries(given), init: resume };
}
