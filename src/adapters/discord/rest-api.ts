/** Discord's REST API by the client of discord.js: the port api.ts, and how patient that client is. */
import { type APIMessage, REST, Routes } from 'discord.js';
import type { Address } from './address.js';
import type { DiscordApi, Posted } from './api.js';
import { asFailure, DiscordFailure } from './failure.js';
import { attachedOf, toRequest } from './payload.js';

export interface RestsOptions {
  /** Without the version. */
  readonly api: string;
  /** The bot's. */
  readonly token: string;
}

export interface Rests {
  /** For what must arrive: waits where Discord says so, and repeats once what got no answer. */
  readonly patient: REST;
  /** For what the next one replaces: fails where it would have to wait, and repeats nothing. */
  readonly impatient: REST;
}

/**
 * `timeout`: until an answer begins, the upload included, milliseconds. Why two clients: one holds all further requests
 * of a bucket back after a 429, and what must arrive shall not stand behind what need not.
 */
const haste = {
  patient: { retries: 1, timeout: 60_000 },
  impatient: { retries: 0, timeout: 10_000, rejectOnRateLimit: () => true },
} as const satisfies Readonly<Record<keyof Rests, Partial<REST['options']>>>;

/**
 * A client that keeps its token. Why: discord.js forgets it at the first 401, and one that Discord says by mistake would
 * keep all answers back that need it until the next start.
 */
class SteadyRest extends REST {
  override setToken(token: string | null): this {
    return token === null ? this : super.setToken(token);
  }
}

export function createRests({ api, token }: RestsOptions): Rests {
  const open = (options: Partial<REST['options']>) => new SteadyRest({ api, ...options }).setToken(token);
  return { patient: open(haste.patient), impatient: open(haste.impatient) };
}

/** Messages that `newest` looks at: the most that Discord gives at once. */
const newestLimit = 100;

/** @param rest with the bot's token. Requests by an interaction's token go without it. */
export function createDiscordApi(rest: REST): DiscordApi {
  const edit = (
    route: `/${string}`,
    ...[auth, request, signal]: [boolean, ReturnType<typeof toRequest>, AbortSignal]
  ) => ask('edit', signal, async (own) => posted(await rest.patch(route, { ...request, auth, signal: own })));

  return {
    async editByToken(address, payload, attached, signal) {
      return edit(ownRoute(address), false, toRequest(payload, attached), signal);
    },

    editAsBot({ channel, message }, payload, signal, attached) {
      return edit(Routes.channelMessage(channel, message), true, toRequest(payload, attached), signal);
    },

    followUp({ application, token }, payload, isEphemeral, signal) {
      const request = { ...toRequest(payload, new Map(), isEphemeral), auth: false };
      return ask('follow up', signal, async (own) =>
        posted(await rest.post(Routes.webhook(application, token), { ...request, signal: own })),
      );
    },

    async deleteOriginal({ application, token }, signal) {
      await ask('delete', signal, (own) =>
        rest.delete(Routes.webhookMessage(application, token, '@original'), { auth: false, signal: own }),
      );
    },

    async deleteAsBot({ channel, message }, signal) {
      await ask('delete', signal, (own) =>
        rest.delete(Routes.channelMessage(channel, message), { signal: own }),
      );
    },

    post(channel, payload, { nonce, mention }, signal) {
      const { body, files } = toRequest(payload);
      const mentions = { ...body.allowed_mentions, users: [mention] };
      const unique = { ...body, allowed_mentions: mentions, nonce, enforce_nonce: true };
      return ask('post', signal, async (own) =>
        posted(await rest.post(Routes.channelMessages(channel), { body: unique, files, signal: own })),
      );
    },

    newest(channel, signal) {
      const query = new URLSearchParams({ limit: String(newestLimit) });
      return ask('look', signal, async (own) => {
        const found = (await rest.get(Routes.channelMessages(channel), {
          query,
          signal: own,
        })) as APIMessage[];
        return found
          .filter(({ author }) => author.bot === true)
          .map(({ id, components = [] }) => ({ message: id, customIds: customIdsIn(components) }))
          .filter(({ customIds }) => customIds.length > 0);
      });
    },
  };
}

function ownRoute({ application, token, isOriginal, message }: Address): `/${string}` {
  if (!isOriginal && message === null) throw new TypeError('Expected the id of a follow-up, got null');
  return Routes.webhookMessage(application, token, isOriginal ? '@original' : message!);
}

/** What is needed of a message that Discord answered with. */
function posted(answer: unknown): Posted {
  const message = answer as APIMessage;
  return { channel: message.channel_id, message: message.id, attached: attachedOf(message) };
}

/** Of all depths: rows in containers, accessories of sections. */
function customIdsIn(component: unknown): readonly string[] {
  if (Array.isArray(component)) return component.flatMap(customIdsIn);
  if (typeof component !== 'object' || component === null) return [];
  const { custom_id: id, components, accessory } = component as { readonly [name: string]: unknown };
  return [...(typeof id === 'string' ? [id] : []), ...customIdsIn(components), ...customIdsIn(accessory)];
}

/**
 * Asks Discord once, with a signal of its own: discord.js listens to it and never stops listening, and does not hear it
 * while it waits for a rate limit. It sends nothing for a signal that has been aborted meanwhile.
 * @throws DiscordFailure, or an AbortError where `signal` is aborted.
 */
async function ask<Answer>(
  deed: string,
  signal: AbortSignal,
  send: (own: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const own = new AbortController();
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      own.abort();
      reject(new DOMException(`${deed}: aborted`, 'AbortError'));
    };
  });
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (signal.aborted) stop();
    return await Promise.race([aborted, own.signal.aborted ? aborted : send(own.signal)]);
  } catch (error) {
    // Why: discord.js tells of its own timeout as of an abort, too.
    const isTimeout = error instanceof Error && error.name === 'AbortError' && !signal.aborted;
    throw isTimeout ? new DiscordFailure('unreachable', deed, 0, 0) : asFailure(error, deed);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
