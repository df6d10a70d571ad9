/** The way in where the operator has set a token: a small page, and a cookie for whoever knows it. */
import type { IncomingMessage } from 'node:http';
import { StudioError } from '../../errors.js';
import { describeError } from '../../reply/errors.js';
import type { Attempts } from './attempts.js';
import { receive } from './receive.js';
import { type Sessions, sessionSeconds } from './session.js';

const cookieName = 'impasto';
/** A token, with room for what browsers put around it. */
const limits = { maxBytes: 4096, totalMs: 10_000, idleMs: 5000, patienceMs: 500 } as const;

export interface Login {
  /** The user whom a request's cookie stands for; null where it has none that is good. */
  whoIs(cookies: string | undefined): string | null;
  /** The page, with a sentence about what went wrong. */
  page(message?: string): string;
  /** @returns the cookie, or the page that says no. */
  enter(incoming: IncomingMessage): Promise<Entry>;
}

export type Entry =
  | { readonly type: 'in'; readonly cookie: string }
  | { readonly type: 'out'; readonly status: 403 | 429; readonly page: string };

export interface LoginParts {
  readonly sessions: Sessions;
  readonly attempts: Attempts;
  /** With `{message}` in it. */
  readonly template: string;
}

export function createLogin({ sessions, attempts, template }: LoginParts): Login {
  const page = (message = '') => template.replace('{message}', () => message);
  const refuse = (status: 403 | 429, error: StudioError): Entry => ({
    ...{ type: 'out', status },
    page: page(describeError(error)),
  });

  return {
    page,
    whoIs(cookies = '') {
      for (const pair of cookies.split(';')) {
        const [name, value] = pair.trim().split('=', 2);
        const user = name === cookieName ? sessions.read(value ?? '') : null;
        if (user !== null) return user;
      }
      return null;
    },
    async enter(incoming) {
      const address = incoming.socket.remoteAddress ?? '';
      const chunks: Uint8Array[] = [];
      await receive(incoming, limits, (chunk) => chunks.push(chunk));
      const seconds = attempts.wait(address);
      if (seconds > 0) return refuse(429, new StudioError('login-slow', { seconds }));
      const token = new URLSearchParams(Buffer.concat(chunks).toString('utf8')).get('token') ?? '';
      if (!sessions.isToken(token.trim())) {
        attempts.failed(address);
        return refuse(403, new StudioError('login-wrong', {}));
      }
      // Why the origin: a browser that is on https says so there, whatever stands between it and us.
      const isSecure = incoming.headers.origin?.startsWith('https://') === true;
      const rules = `Path=/; HttpOnly; SameSite=Strict; Max-Age=${sessionSeconds}${isSecure ? '; Secure' : ''}`;
      return { type: 'in', cookie: `${cookieName}=${sessions.issue()}; ${rules}` };
    },
  };
}
