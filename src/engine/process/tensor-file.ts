/**
 * A set of vectors as a file that is there wholly or not at all: written under a name of its own, brought to the disk,
 * and only then renamed. So a reader never meets half of one, and of two writers the later one wins.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, constants, fsync, openSync, renameSync, rmSync, writev } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { promisify } from 'node:util';
import type { TensorSet } from '../tensor-set.js';
import { decodeTensors, encodeTensors } from './tensor-format.js';

/** Writes pieces one after the other; returns how many bytes were taken, which may be fewer. */
export type WritePieces = (fd: number, pieces: readonly Uint8Array[]) => Promise<number>;

export interface TensorFileOptions {
  /** Asked when the file is on the disk, right before it takes its name: false leaves what has that name alone. @default true */
  readonly isWanted?: () => boolean;
  /** @default writev of node:fs */
  readonly write?: WritePieces;
}

const writeThrough = async (fd: number, pieces: readonly Uint8Array[]): Promise<number> =>
  (await promisify(writev)(fd, pieces as Uint8Array[])).bytesWritten;

/** Files under way are called `NAME.RANDOM.part`, in the folder of NAME. */
const partEnd = '.part';
/** Larger files are none of ours: the largest picture's state without history has about 500 MB. */
const maxBytes = 2 ** 30;

/**
 * Writes a file and lets it take its name. The vectors are handed to the system before the first turn of the event loop and
 * in one piece, so that a thread that computes without pause does not hold the write up; they must not be written to
 * until the promise settles.
 * @returns false where it was no longer wanted.
 * @throws the system's error, e.g. ENOSPC; nothing of the file is left then.
 */
export async function writeTensorFile(
  path: string,
  set: TensorSet,
  { isWanted = () => true, write = writeThrough }: TensorFileOptions = {},
): Promise<boolean> {
  const part = `${path}.${randomBytes(6).toString('hex')}${partEnd}`;
  // Why O_SYNC: written and on the disk in one go, where a separate fsync would wait for another turn. Windows has none.
  const isSynchronous = constants.O_SYNC !== undefined;
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_SYNC ?? 0);
  const fd = openSync(part, flags, 0o600);
  try {
    try {
      await writeAll(fd, encodeTensors(set), write);
      if (!isSynchronous) await promisify(fsync)(fd);
    } finally {
      closeSync(fd);
    }
    const isStillWanted = isWanted();
    if (isStillWanted) renameSync(part, path);
    else rmSync(part, { force: true });
    if (!isStillWanted) return false;
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
  return true;
}

async function writeAll(fd: number, pieces: readonly Uint8Array[], write: WritePieces): Promise<void> {
  let left = pieces;
  while (left.length > 0) {
    let taken = await write(fd, left);
    if (taken === 0) throw new Error('the system takes no more bytes');
    const rest: Uint8Array[] = [];
    for (const piece of left) {
      if (piece.length > taken) rest.push(piece.subarray(taken));
      taken = Math.max(0, taken - piece.length);
    }
    left = rest;
  }
}

/** Brings a folder's new names to the disk. */
async function syncFolder(folder: string): Promise<void> {
  // Why no failure: Windows opens no folders, and the file is whole under either name.
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/**
 * Reads a file back, checked to the last byte.
 * @throws the system's error where it cannot be read (ENOENT where it is not there); Error with the reason where it is not
 *   what was written.
 */
export async function readTensorFile(path: string): Promise<TensorSet> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    if (size > maxBytes) throw new Error(`it is ${size} bytes long, ${maxBytes} at most`);
    const bytes = new Uint8Array(size);
    let at = 0;
    while (at < size) {
      const { bytesRead } = await handle.read(bytes, at, size - at, at);
      if (bytesRead === 0) throw new Error(`it is cut off after ${at} of ${size} bytes`);
      at += bytesRead;
    }
    return decodeTensors(bytes);
  } finally {
    await handle.close();
  }
}

/** Whether a file of a folder is one that was never finished, of `path` or (null) of any. */
export function isUnfinished(name: string, path: string | null): boolean {
  return name.endsWith(partEnd) && (path === null || name.startsWith(`${basename(path)}.`));
}
