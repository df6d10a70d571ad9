/** Style measurements as files: a second job with the same preset finds them, in whichever process. */
import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { GramStore } from '../atelier.js';
import type { Grams } from '../objective/targets.js';
import type { TensorSet } from '../tensor-set.js';
import { isUnfinished, readTensorFile, writeTensorFile } from './tensor-file.js';

export interface GramFolderOptions {
  /** Bytes of all files together; the ones not used for longest go first. One takes about 2.5 MB. @default 200e6 */
  readonly maxBytes?: number;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
}

const nameEnd = '.grams';
/** An unfinished file is left over from a killed process once it is this old, milliseconds. */
const abandonedAfterMs = 3_600_000;

/** @param folder made where it is not there. */
export function createGramFolder(
  folder: string,
  { maxBytes = 200e6, now = Date.now }: GramFolderOptions = {},
): GramStore {
  const pathOf = (key: string) => join(folder, `${key}${nameEnd}`);

  const list = async () => {
    const files = [];
    for (const name of await readdir(folder)) {
      const isOurs = name.endsWith(nameEnd) || isUnfinished(name, null);
      // Why null: another process may have removed it since.
      const found = isOurs ? await stat(join(folder, name)).catch(() => null) : null;
      if (found !== null) files.push({ name, bytes: found.size, usedAt: found.mtimeMs });
    }
    return files;
  };

  const makeRoom = async () => {
    let bytes = 0;
    for (const file of (await list()).sort((a, b) => b.usedAt - a.usedAt)) {
      const isAbandoned = isUnfinished(file.name, null) && now() - file.usedAt > abandonedAfterMs;
      bytes += file.bytes;
      if (bytes <= maxBytes && !isAbandoned) continue;
      bytes -= file.bytes;
      await rm(join(folder, file.name), { force: true });
    }
  };

  return {
    async get(key) {
      const path = pathOf(key);
      try {
        const grams = unpack(await readTensorFile(path));
        const at = now() / 1000;
        // Why no failure: of a folder that may only be read, the files are as good.
        await utimes(path, at, at).catch(() => undefined);
        return grams;
      } catch (error) {
        // Why: what is damaged is made again; where it cannot be removed, it will be written over.
        const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
        if (!isMissing) await rm(path, { force: true }).catch(() => undefined);
        return null;
      }
    },
    async put(key, grams) {
      try {
        await mkdir(folder, { recursive: true });
        await writeTensorFile(pathOf(key), pack(grams));
        await makeRoom();
      } catch {
        // Why: a full disk or a folder that must not be written to costs the next job a measurement, and this one nothing.
      }
    },
  };
}

/** Where the means of a layer are kept, if its formula has them. */
const meansOf = (layer: string): string => `${layer}/means`;

function pack(grams: Grams): TensorSet {
  const layers = Object.entries(grams);
  return {
    header: { positions: Object.fromEntries(layers.map(([layer, { positions }]) => [layer, positions])) },
    tensors: Object.fromEntries(
      layers.flatMap(([layer, { values, means }]) => [
        [layer, values],
        ...(means ? ([[meansOf(layer), means]] as const) : []),
      ]),
    ),
  };
}

function unpack({ header, tensors }: TensorSet): Grams {
  const positions = header.positions as Readonly<Record<string, number>>;
  const layers = Object.entries(positions).map(([layer, count]) => {
    const values = tensors[layer];
    if (values === undefined) throw new Error(`it lacks the Gram matrix of \`${layer}\``);
    const means = tensors[meansOf(layer)];
    return [layer, { values, positions: count, ...(means && { means }) }] as const;
  });
  return Object.fromEntries(layers);
}
