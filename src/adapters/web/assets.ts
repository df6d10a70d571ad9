/** The page's own files, read once: the only names that are ever looked up are those found then. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

export interface Asset {
  readonly type: string;
  readonly bytes: Uint8Array;
  /** Strong. */
  readonly etag: string;
}

/** By path below the folder, with slashes: `index.html`, `main.js`. */
export type Assets = ReadonlyMap<string, Asset>;

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** @param folders those that come later win. */
export async function loadAssets(folders: readonly string[]): Promise<Assets> {
  const assets = new Map<string, Asset>();
  for (const folder of folders) {
    const names = await readdir(folder, { recursive: true });
    for (const name of names) {
      const type = types[extname(name)];
      if (type === undefined) continue;
      const bytes = await readFile(join(folder, name));
      assets.set(name.replaceAll(sep, '/'), { type, bytes, etag: etagOf(bytes) });
    }
  }
  return assets;
}

/** Several of one type as one; those that there are not are left out. @throws RangeError where there is none. */
export function joinAssets(parts: readonly (Asset | undefined)[]): Asset {
  const all = parts.filter((part) => part !== undefined);
  const [first] = all;
  if (first === undefined) throw new RangeError('Expected an asset, got none');
  const bytes = Buffer.concat(all.map((part) => part.bytes));
  return { type: first.type, bytes, etag: etagOf(bytes) };
}

export function etagOf(bytes: Uint8Array): string {
  return `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
}

/** Whether what a browser has already, as its If-None-Match says, is this. */
export function isKnown(etag: string, ifNoneMatch: string | undefined): boolean {
  return (ifNoneMatch ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}
