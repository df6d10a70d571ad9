/** Files, and their addresses: signed, and good for a day. */
import { createHmac } from 'node:crypto';
import type { Attachment, Upload } from '../world.js';
import type { State } from './state.js';

/** An address is good for so long, milliseconds: discord-api-docs, reference, "Signed Attachment CDN URLs". */
const signedMs = 24 * 3_600_000;

/** As Discord renames files: what is not a letter, a digit, `.`, `_` or `-` becomes `_`. */
export const renameFile = (name: string): string => name.replace(/[^A-Za-z0-9._-]/g, '_') || 'unknown';

const signatureOf = (state: State, path: string, ex: string, is: string) =>
  createHmac('sha256', state.token).update(`${path}?${ex}&${is}`).digest('hex');

const hexSeconds = (ms: number) => Math.floor(ms / 1000).toString(16);

/** Whether an address may still be read. */
export function isSigned(state: State, path: string, query: URLSearchParams): boolean {
  const [ex, is, hm] = ['ex', 'is', 'hm'].map((name) => query.get(name) ?? '') as [string, string, string];
  return hm === signatureOf(state, path, ex, is) && Number.parseInt(ex, 16) * 1000 > state.time.wall();
}

/** A file, and the path that it is served under. */
export interface StoredAttachment extends Attachment {
  readonly path: string;
}

/** @param place where it belongs, the beginning of its path. */
export function createAttachment(
  state: State,
  { bytes, filename, ...upload }: Upload,
  place: string,
  description: string | null = null,
): StoredAttachment {
  const id = state.newId();
  const name = renameFile(filename);
  const path = `/${place}/${id}/${name}`;
  const attachment: StoredAttachment = {
    id,
    filename: name,
    size: bytes.length,
    bytes,
    contentType: upload.contentType ?? null,
    description,
    width: upload.width ?? null,
    height: upload.height ?? null,
    path,
    get url() {
      const wall = state.time.wall();
      const [ex, is] = [hexSeconds(wall + signedMs), hexSeconds(wall)];
      return `${state.origin}${path}?ex=${ex}&is=${is}&hm=${signatureOf(state, path, ex, is)}&`;
    },
  };
  state.attachments.set(path, attachment);
  return attachment;
}

/** The same file with another description. */
export function describe<Kind extends Attachment>(attachment: Kind, description: string | null): Kind {
  // Why not a spread: it would fix the address, which is signed at each reading.
  const fields = Object.getOwnPropertyDescriptors(attachment);
  return Object.defineProperties(
    {},
    { ...fields, description: { value: description, enumerable: true } },
  ) as Kind;
}
