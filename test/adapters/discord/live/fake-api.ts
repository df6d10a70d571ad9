/** Discord's port as a test wants it: what was asked, and answers one after the other. */
import type { Address } from '../../../../src/adapters/discord/address.js';
import type { DiscordApi, Posted } from '../../../../src/adapters/discord/api.js';
import { DiscordFailure, type FailureKind } from '../../../../src/adapters/discord/failure.js';
import type { Attached, Payload } from '../../../../src/adapters/discord/payload.js';

/** A promise that a test settles. */
export function createGate() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

type Method = 'editByToken' | 'editAsBot' | 'post' | 'newest';

export interface Call {
  readonly method: Method;
  /** Of a message; the channel of `post` and `newest`. */
  readonly where: string | null;
  readonly payload: Payload;
  readonly attached: Attached;
  readonly signal: AbortSignal;
  readonly unique: { readonly nonce: string; readonly mention: string } | null;
  /** By the clock of the test. */
  readonly at: number;
}

/** What becomes of a request. */
export type Fate =
  | FailureKind
  | { readonly kind: FailureKind; readonly status?: number; readonly retryAfterMs?: number }
  /** Settles when the test wants, or is aborted. */
  | Promise<void>;

export const channel = '200000000000000002';
export const message = '400000000000000004';
const nothing: Payload = { components: [], files: [] };

export function createFakeApi(now: () => number) {
  const calls: Call[] = [];
  const fates: (Fate | null)[] = [];
  let newest: Awaited<ReturnType<DiscordApi['newest']>> = [];

  const meet = async (fate: Fate | null, signal: AbortSignal) => {
    if (fate === null) return;
    if (fate instanceof Promise) {
      const aborted = new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      });
      return Promise.race([fate, aborted]);
    }
    const { kind, status = 400, retryAfterMs = 0 } = typeof fate === 'string' ? { kind: fate } : fate;
    throw new DiscordFailure(kind, 'test', status, 0, retryAfterMs);
  };

  const take = async (call: Omit<Call, 'at'>): Promise<Posted> => {
    calls.push({ ...call, at: now() });
    await meet(fates.shift() ?? null, call.signal);
    const attached = new Map(call.payload.files.map(({ name }) => [name, `id of ${name}`]));
    return { channel, message: call.method === 'post' ? `posted ${calls.length}` : message, attached };
  };

  const empty: Attached = new Map();
  const api: Pick<DiscordApi, Method> = {
    editByToken: (address: Address, payload, attached, signal) =>
      take({ method: 'editByToken', where: address.message, payload, attached, signal, unique: null }),
    editAsBot: (place, payload, signal, attached = empty) =>
      take({ method: 'editAsBot', where: place.message, payload, attached, signal, unique: null }),
    post: (where, payload, unique, signal) =>
      take({ method: 'post', where, payload, attached: empty, signal, unique }),
    async newest(where, signal) {
      await take({ method: 'newest', where, payload: nothing, attached: empty, signal, unique: null });
      return newest;
    },
  };

  return {
    api,
    calls,
    /** What becomes of the next requests; null = they are taken, as are all that come later. */
    fate: (...more: readonly (Fate | null)[]) => void fates.push(...more),
    setNewest(posts: typeof newest) {
      newest = posts;
    },
  };
}
