/** What a person typed for a picture, to pixels: a preset's or sample's name, else a file. */
import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { StudioError } from '../errors.js';
import { type DecodedImage, decodeImage } from '../image/decode.js';
import { decodeLimits } from '../image/limits.js';
import type { Gallery, Preset } from './presets.js';

/** A picture that was asked for, decoded. */
export interface Picture extends DecodedImage {
  /** What people call it: the preset's name, or the file's without folder and extension. */
  readonly label: string;
  /** Where it was read from. */
  readonly path: string;
  /** The preset or sample it is, if it is one. */
  readonly preset: Preset | null;
}

/** A picture as a door hands it over: a stranger's bytes, or a name from the gallery. Never a path. */
export type PictureSource =
  | {
      readonly bytes: Uint8Array;
      /** What the person calls the file; only for messages. */
      readonly name: string;
    }
  | { readonly preset: string };

/**
 * Decodes a picture that a door hands over.
 * @throws StudioError 'picture-not-found' for a name that is none, and what `decodeImage` throws.
 */
export async function decodeSource(
  source: PictureSource,
  gallery: Gallery,
  { maxSide, signal }: { readonly maxSide: number; readonly signal: AbortSignal },
): Promise<DecodedImage & { readonly label: string; readonly preset: Preset | null }> {
  if ('preset' in source) {
    const preset = gallery.find(source.preset);
    const bytes = await readCapped(preset.file, decodeLimits.maxBytes);
    return { ...(await decodeImage(bytes, { name: preset.id, maxSide, signal })), label: preset.id, preset };
  }
  const { bytes, name } = source;
  if (bytes.length > decodeLimits.maxBytes) {
    const { maxBytes } = decodeLimits;
    throw new StudioError('image-too-many-bytes', { name, bytes: bytes.length, maxBytes });
  }
  const decoded = await decodeImage(bytes, { name, maxSide, signal });
  return { ...decoded, label: basename(name, extname(name)), preset: null };
}

/** Whether a path names a regular file. Never throws. */
export async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    // Why: names with odd characters, folders without permission: whatever it is, it is no file that we can read.
    return false;
  }
}

/**
 * Finds and decodes a picture. A preset's or sample's exact name comes first, then a file, then the gallery's looser
 * spellings (`Coffee.jpg`, `cafe terrace`).
 * @param maxSide pixels of the longer side that are enough; a larger picture is shrunk while decoding.
 * @throws StudioError 'picture-not-found' for a word that is nothing, 'file-unreadable' for a path, and what
 *   `decodeImage` throws.
 */
export async function loadPicture(
  name: string,
  gallery: Gallery,
  { maxSide, signal }: { readonly maxSide?: number; readonly signal?: AbortSignal } = {},
): Promise<Picture> {
  const preset = await findPreset(name, gallery);
  const path = preset?.file ?? name;
  const bytes = await readCapped(path, decodeLimits.maxBytes);
  const decoded = await decodeImage(bytes, {
    name: preset?.id ?? basename(path),
    ...(maxSide === undefined ? {} : { maxSide }),
    ...(signal === undefined ? {} : { signal }),
  });
  return { ...decoded, label: preset?.id ?? basename(path, extname(path)), path, preset };
}

/**
 * The preset or sample that a text names; null where it names a file.
 * @throws StudioError 'picture-not-found' for a word that is nothing, 'file-unreadable' for a path.
 */
export async function findPreset(name: string, gallery: Gallery): Promise<Preset | null> {
  const all = [...gallery.styles, ...gallery.samples];
  const exact = all.find(({ id }) => id === name);
  if (exact !== undefined) return exact;
  if (await exists(name)) return null;
  const loose = gallery.lookUp(name);
  if (loose !== null) return loose;
  if (looksLikePath(name))
    throw new StudioError('file-unreadable', { path: name, detail: 'there is no such file' });
  return gallery.find(name);
}

/** With a folder or an extension it was meant as a file. */
function looksLikePath(name: string): boolean {
  return /[\\/]/.test(name) || extname(name) !== '';
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    // Why: what is there but may not be looked at must be told as such, not as a missing preset.
    return (error as NodeJS.ErrnoException).code === 'EACCES';
  }
}

/** Words for the system's codes; others are told as Node does. */
const systemReasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many files are open',
};

/**
 * Reads a regular file of at most `maxBytes`. Its size is looked at before anything is read, and a pipe or a device is
 * not waited for.
 * @throws StudioError 'file-unreadable' or 'image-too-many-bytes'.
 */
export async function readCapped(path: string, maxBytes: number): Promise<Uint8Array> {
  const refuse = (detail: string, cause?: unknown) =>
    new StudioError('file-unreadable', { path, detail }, { cause });
  try {
    // Why O_NONBLOCK: opening a pipe for reading would otherwise wait for its writer, for ever.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = await file.stat();
      if (stats.isDirectory()) throw refuse('it is a folder');
      if (!stats.isFile()) throw refuse('it is a pipe or a device, not a file');
      if (stats.size > maxBytes) {
        throw new StudioError('image-too-many-bytes', { name: basename(path), bytes: stats.size, maxBytes });
      }
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof StudioError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw refuse(systemReasons[code ?? ''] ?? message, error);
  }
}
