/**
 * Seals what must not be read in the database: AES-256-GCM. The newest key seals, all of them open, so that a key is
 * changed by putting a new one before it.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

export interface Opened {
  readonly text: string;
  /** Another key than the newest sealed it. */
  readonly isOld: boolean;
}

export interface Seal {
  /** @param about where it is kept: it opens nowhere else. */
  seal(text: string, about: string): string;
  /** @throws SealBroken */
  open(sealed: string, about: string): Opened;
}

export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

const version = 'v1';
/** Bytes. A nonce of this length is what NIST SP 800-38D recommends. */
const [nonceBytes, tagBytes, idBytes] = [12, 16, 4];

/** Says which key it was, and nothing of the key. */
const idOf = (key: Uint8Array) =>
  createHash('sha256').update(key).digest().subarray(0, idBytes).toString('hex');

/** @param keys of 32 bytes, the newest first; at least one. */
export function createSeal(keys: readonly Uint8Array[]): Seal {
  const byId = new Map(keys.map((key) => [idOf(key), key]));
  const [newest] = keys;
  if (newest === undefined) throw new TypeError('Expected `keys` to have one at least');
  const newestId = idOf(newest);
  /** Why the version and the key's id too: nothing of what stands before the bytes can be changed, either. */
  const bind = (id: string, about: string) => Buffer.from(`${version}.${id}.${about}`);

  return {
    seal(text, about) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', newest, nonce, { authTagLength: tagBytes });
      cipher.setAAD(bind(newestId, about));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      const bytes = Buffer.concat([nonce, cipher.getAuthTag(), body]);
      return `${version}.${newestId}.${bytes.toString('base64url')}`;
    },

    open(sealed, about) {
      const [form, id = '', body = ''] = sealed.split('.');
      const key = byId.get(id);
      if (form !== version || key === undefined)
        throw new SealBroken(`it was sealed with another key (${id}), which is not in SLACK_ENCRYPTION_KEY`);
      const bytes = Buffer.from(body, 'base64url');
      if (bytes.length < nonceBytes + tagBytes) throw new SealBroken('it is too short');
      const nonce = bytes.subarray(0, nonceBytes);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
      decipher.setAAD(bind(id, about));
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      try {
        const text = Buffer.concat([
          decipher.update(bytes.subarray(nonceBytes + tagBytes)),
          decipher.final(),
        ]);
        return { text: text.toString('utf8'), isOld: id !== newestId };
      } catch (error) {
        throw new SealBroken('it was changed, or moved to another row', { cause: error });
      }
    },
  };
}
