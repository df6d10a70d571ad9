/** Who has shown the token: a random id, signed with it, in a cookie. Nothing is stored; another token ends them all. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export interface SessionOptions {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
  /** So many random bytes. */
  readonly random: (bytes: number) => Uint8Array;
}

export interface Sessions {
  /** Takes the same time whatever is wrong with it. */
  isToken(text: string): boolean;
  /** The value of a new cookie. */
  issue(): string;
  /** The user that a cookie's value stands for; null for one that is not of our making, or too old. */
  read(cookie: string): string | null;
}

/** Of a cookie. */
export const sessionSeconds = 30 * 24 * 3600;

const digest = (text: string) => createHash('sha256').update(text).digest();

export function createSessions({ token, wall, random }: SessionOptions): Sessions {
  const key = digest(`impasto session ${token}`);
  const expected = digest(token);
  const sign = (text: string) => createHmac('sha256', key).update(text).digest();

  return {
    isToken: (text) => timingSafeEqual(digest(text), expected),
    issue() {
      const id = Buffer.from(random(16)).toString('hex');
      const text = `${id}.${Math.floor(wall() / 1000) + sessionSeconds}`;
      return `${text}.${sign(text).toString('hex')}`;
    },
    read(cookie) {
      const [, id, until, signature] = /^([\da-f]{32})\.(\d{1,12})\.([\da-f]{64})$/.exec(cookie) ?? [];
      if (id === undefined || until === undefined || signature === undefined) return null;
      if (!timingSafeEqual(Buffer.from(signature, 'hex'), sign(`${id}.${until}`))) return null;
      return Number(until) * 1000 > wall() ? `guest-${id.slice(0, 12)}` : null;
    },
  };
}
