import { extname } from 'node:path';
import { StudioError } from '../errors.js';

/**
 * What a path's extension stands for, in any case.
 * @param meanings by extension, in lower case and with the dot: all that may be written to such a path.
 * @throws StudioError `output-format`.
 */
export function readExtension<Meaning>(path: string, meanings: Readonly<Record<string, Meaning>>): Meaning {
  const extension = extname(path).toLowerCase();
  if (!Object.hasOwn(meanings, extension)) {
    throw new StudioError('output-format', { path, endings: Object.keys(meanings) });
  }
  return meanings[extension]!;
}
