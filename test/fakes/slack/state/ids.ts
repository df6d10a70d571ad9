/** Ids and secrets in the forms of Slack's. */
import { randomBytes } from 'node:crypto';
import type { Time } from './time.js';

/** Which letter ids begin with. */
const letters = {
  app: 'A',
  bot: 'B',
  channel: 'C',
  direct: 'D',
  enterprise: 'E',
  event: 'Ev',
  file: 'F',
  team: 'T',
  user: 'U',
  view: 'V',
} as const;

export interface Ids {
  id(of: keyof typeof letters): string;
  /** Of a message: seconds, and six digits that make them differ; each is later than those before. */
  ts(): string;
  /** So many letters that nobody can guess. */
  secret(length: number): string;
}

export function createIds(time: Time): Ids {
  let made = 36 ** 8;
  let last = 0;
  return {
    id(of) {
      made += 1;
      return `${letters[of]}0${made.toString(36).toUpperCase()}`;
    },
    ts() {
      last = Math.max(last + 1, Math.floor(time.wall() * 1000));
      return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`;
    },
    secret: (length) => randomBytes(length).toString('hex').slice(0, length),
  };
}
