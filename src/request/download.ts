/**
 * Fetches pictures that people attached in a chat, from that chat's own hosts and no others: whoever could name any
 * address would have us look around in networks that only we can reach. Links to attachments are signed, so no error
 * repeats one.
 */
import { setTimeout as sleepFor } from 'node:timers/promises';
import { StudioError } from '../errors.js';
import { decodeLimits } from '../image/limits.js';

export interface DownloadParts {
  /** Of the platform: https on its own port. */
  readonly hosts: readonly string[];
  /** `host:port` pairs of the operator's: https, and plain http where the host is this machine. */
  readonly extraHosts: readonly string[];
  /** @default the global one */
  readonly fetch?: typeof fetch;
  /** @default what a picture may have */
  readonly maxBytes?: number;
  /** For all of it, and without any of it, milliseconds. @default 30 s and 10 s */
  readonly timeoutMs?: number;
  readonly idleMs?: number;
  /** So many at a time. @default 8 */
  readonly concurrency?: number;
  /** Before the second try, milliseconds; rejects where the signal is aborted. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface Wanted {
  /** What the person calls it; only for messages. */
  readonly name: string;
  /** Sent along, such as a token; there is no redirect that they could follow. */
  readonly headers?: Readonly<Record<string, string>>;
  /** As the platform says; what is too large is not begun. */
  readonly declaredBytes?: number;
  readonly signal: AbortSignal;
}

/**
 * @throws StudioError 'input-host', 'input-gone', 'input-unreachable', 'image-too-many-bytes'; the signal's reason where
 *   it is aborted.
 */
export type Download = (url: string, wanted: Wanted) => Promise<Uint8Array>;

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const retryMs = 500;
/** Statuses that say that a link is over: signed ones end after a day, and attachments go with their message. */
const goneStatuses: ReadonlySet<number> = new Set([401, 403, 404, 410]);

/** A failure before anything came: another try may find it over. */
class Passing extends Error {}

export function createDownload(parts: DownloadParts): Download {
  const { hosts, extraHosts, fetch: ask = fetch, maxBytes = decodeLimits.maxBytes } = parts;
  const { timeoutMs = 30_000, idleMs = 10_000, concurrency = 8 } = parts;
  const { sleep = (ms, signal) => sleepFor(ms, undefined, { signal }) } = parts;
  const enter = createTurnstile(concurrency);

  const fetchOnce = async (url: URL, { name, headers = {}, signal }: Wanted): Promise<Uint8Array> => {
    const timer = createTimer(timeoutMs, idleMs);
    const either = AbortSignal.any([signal, timer.signal]);
    try {
      const response = await ask(url, { headers, redirect: 'manual', signal: either });
      try {
        check(response, name, maxBytes);
        return await readBody(response, name, maxBytes, timer.touch);
      } finally {
        await response.body?.cancel().catch(() => undefined);
      }
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (timer.signal.aborted) throw unreachable(name, 'it takes too long');
      if (error instanceof StudioError || error instanceof Passing) throw error;
      throw new Passing('the connection broke', { cause: error });
    } finally {
      timer.end();
    }
  };

  return async (text, wanted) => {
    const { name, declaredBytes = 0, signal } = wanted;
    const url = checkUrl(text, hosts, extraHosts);
    if (declaredBytes > maxBytes) throw tooMany(name, declaredBytes, maxBytes);
    signal.throwIfAborted();
    const leave = await enter(signal);
    try {
      return await fetchOnce(url, wanted).catch(async (error) => {
        if (!(error instanceof Passing)) throw error;
        await sleep(retryMs, signal);
        return fetchOnce(url, wanted);
      });
    } catch (error) {
      // Why not the error: whoever sleeps wraps the reason in one of its own.
      signal.throwIfAborted();
      throw error instanceof Passing ? unreachable(name, error.message, error) : error;
    } finally {
      leave();
    }
  };
}

const unreachable = (name: string, detail: string, cause?: unknown) =>
  new StudioError('input-unreachable', { name, detail }, { cause });
const tooMany = (name: string, bytes: number, maxBytes: number) =>
  new StudioError('image-too-many-bytes', { name, bytes, maxBytes });

function checkUrl(text: string, hosts: readonly string[], extraHosts: readonly string[]): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const host = url?.hostname ?? 'an address that is none';
  if (url === null || url.username + url.password !== '') throw new StudioError('input-host', { host });
  const isSecure = url.protocol === 'https:';
  const isPlain = url.protocol === 'http:' && loopback.test(host);
  const pair = `${host}:${url.port || (isSecure ? 443 : 80)}`;
  const isOwn = isSecure && url.port === '' && hosts.includes(host);
  if (isOwn || ((isSecure || isPlain) && extraHosts.includes(pair))) return url;
  throw new StudioError('input-host', { host });
}

function check({ status, headers }: Response, name: string, maxBytes: number): void {
  if (status >= 500) throw new Passing(`the server says ${status}`);
  if (goneStatuses.has(status)) throw new StudioError('input-gone', { name });
  if (status !== 200) throw unreachable(name, `the server says ${status}`);
  // Why: Slack answers so where the token may not read files.
  if (/^text\/html\b/i.test(headers.get('content-type') ?? ''))
    throw unreachable(name, 'a web page came in its place; the bot may not be allowed to read files here');
  const length = Number(headers.get('content-length') ?? 0);
  if (length > maxBytes) throw tooMany(name, length, maxBytes);
}

async function readBody(
  { body }: Response,
  name: string,
  maxBytes: number,
  touch: () => void,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    touch();
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooMany(name, bytes, maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Aborts after so long in all, and after so long without a touch. */
function createTimer(totalMs: number, idleMs: number) {
  const abort = new AbortController();
  const stop = () => abort.abort();
  const total = setTimeout(stop, totalMs);
  const idle = setTimeout(stop, idleMs);
  return {
    signal: abort.signal,
    touch: () => void idle.refresh(),
    end() {
      clearTimeout(total);
      clearTimeout(idle);
    },
  };
}

/** Lets so many in at a time, in the order in which they came. */
function createTurnstile(most: number) {
  let inside = 0;
  const waiting: (() => void)[] = [];
  const leave = () => {
    inside--;
    waiting.shift()?.();
  };
  return async (signal: AbortSignal): Promise<() => void> => {
    while (inside >= most) {
      let wake: () => void = () => undefined;
      const turn = new Promise<void>((resolve) => {
        wake = resolve;
      });
      waiting.push(wake);
      signal.addEventListener('abort', wake, { once: true });
      await turn;
      signal.removeEventListener('abort', wake);
      if (!signal.aborted) continue;
      const place = waiting.indexOf(wake);
      if (place < 0) waiting.shift()?.();
      else waiting.splice(place, 1);
      throw signal.reason;
    }
    inside++;
    return leave;
  };
}
