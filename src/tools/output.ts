/** Where a picture goes: its name, whether it may go there, and getting it there whole. */
import { randomUUID } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { StudioError } from '../errors.js';

/** Characters that some file system refuses, and what a shell would have to quote. */
const awkward = /[^\p{L}\p{N}._-]+/gu;
const maxNameLength = 120;

/** `<photo>-<style>[-<style>].png`, safe on every file system. */
export function nameOutput(labels: readonly string[]): string {
  const name = labels
    .map((label) => label.replace(awkward, '-').replace(/^[-.]+|[-.]+$/g, ''))
    .filter((label) => label !== '')
    .join('-');
  return `${name.slice(0, maxNameLength) || 'impasto'}.png`;
}

/** `out.png` -> `out-side-by-side.png`. */
export function nameBeside(path: string, word: string): string {
  const extension = extname(path);
  return join(dirname(path), `${basename(path, extension)}-${word}${extension}`);
}

/** Sees that no file would be written over another one of the same picture. @throws StudioError 'file-unwritable'. */
export function checkDistinct(paths: readonly string[]): void {
  const seen = new Set<string>();
  for (const path of paths) {
    if (seen.has(resolve(path)))
      throw new StudioError('file-unwritable', { path, detail: 'two things would be written to it' });
    seen.add(resolve(path));
  }
}

/**
 * Sees that a file can be written, before any work is done for it: the folder takes files, the place is no folder, and
 * none of the inputs would be lost.
 * @throws StudioError 'file-unwritable'.
 */
export async function checkWritable(path: string, inputs: readonly string[]): Promise<void> {
  await checkPlace(path, inputs);
  const trial = temporaryName(path);
  try {
    await (await open(trial, 'wx')).close();
    await rm(trial, { force: true });
  } catch (error) {
    throw unwritable(path, error);
  }
}

/**
 * The part of `checkWritable` that looks only at what is there: for more files of a folder that one was tried in.
 * @throws StudioError 'file-unwritable'.
 */
export async function checkPlace(path: string, inputs: readonly string[]): Promise<void> {
  const present = await identify(path);
  if (present === null) return;
  if (present.isDirectory()) throw new StudioError('file-unwritable', { path, detail: 'it is a folder' });
  if (!present.isFile()) throw new StudioError('file-unwritable', { path, detail: 'it is no plain file' });
  for (const input of inputs) {
    const other = await identify(input);
    if (other === null || other.ino !== present.ino || other.dev !== present.dev) continue;
    throw new StudioError('file-unwritable', { path, detail: 'it is one of the pictures to be read' });
  }
}

/**
 * Writes a file whole or not at all: beside its place first, then renamed over it.
 * @throws StudioError 'file-unwritable'.
 */
export async function writeWhole(path: string, data: Uint8Array | string): Promise<void> {
  const temporary = temporaryName(path);
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw unwritable(path, error);
  }
}

/** In the same folder, since a rename does not cross file systems. */
function temporaryName(path: string): string {
  return join(dirname(path), `.${randomUUID()}.impasto-part`);
}

async function identify(path: string) {
  try {
    return await stat(path, { bigint: true });
  } catch {
    // Why: what cannot be looked at is told about when it is opened, with a reason.
    return null;
  }
}

/** Words for the system's codes; others are told as Node does. */
const systemReasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  EACCES: 'no permission to write there',
  EPERM: 'no permission to write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENAMETOOLONG: 'the name is too long',
};

function unwritable(path: string, error: unknown): StudioError {
  const { code, message } = error as NodeJS.ErrnoException;
  const detail = systemReasons[code ?? ''] ?? message;
  return new StudioError('file-unwritable', { path, detail }, { cause: error });
}
