/**
 * Brings the last state of a job to Discord: into the message that told of it so far, or, where that cannot be edited any
 * more, into a new one. See src/job/courier.ts for what is done so that it is never there twice.
 */
import { ComponentType } from 'discord.js';
import type { Conversation } from '../../conversation/conversation.js';
import type { JobClock } from '../../job/clock.js';
import type { Courier, Parcel } from '../../job/courier.js';
import type { Job, Json } from '../../job/job.js';
import type { Log } from '../../log.js';
import { presentInWords, presentUnshown } from '../../reply/unshown.js';
import type { LiveMessages } from '../chat/live.js';
import { type Address, leastMaxBytes, readAddress } from './address.js';
import type { DiscordApi } from './api.js';
import { readCustomId } from './custom-id.js';
import { lastMomentMs } from './editor.js';
import { DiscordFailure, type FailureKind, isFailure } from './failure.js';
import type { Payload } from './payload.js';
import type { Render } from './render.js';
import { type Forms, sendSmaller } from './send-smaller.js';

export interface CourierParts {
  /** Of a patient client. */
  readonly api: Pick<DiscordApi, 'editByToken' | 'editAsBot' | 'post' | 'newest'>;
  readonly live: Pick<LiveMessages, 'finish'>;
  readonly conversation: Pick<Conversation, 'present'>;
  readonly render: Render;
  readonly clock: Pick<JobClock, 'wall'>;
  readonly log: Log;
}

/** One try: what is to be brought, and by whose leave. */
interface Try extends Pick<Parcel, 'job' | 'delivery'> {
  readonly address: Address;
  readonly save: (receipt: Json) => Promise<void>;
  readonly signal: AbortSignal;
}

/** One way to bring it. */
interface Way {
  /** Bytes that a file may have. */
  readonly maxBytes: number;
  readonly send: (payload: Payload) => Promise<void>;
}

/** What a refusal by one way means: another way is tried, or a later try, or none will ever succeed. */
const meanings: Readonly<Record<FailureKind, 'next' | 'later' | 'never'>> = {
  gone: 'never',
  'token-dead': 'next',
  answered: 'never',
  'too-large': 'never',
  forbidden: 'next',
  uneditable: 'next',
  limited: 'later',
  refused: 'never',
  unreachable: 'later',
};

export function createCourier(parts: CourierParts): Courier {
  const { live, conversation, render, log } = parts;

  const formsOf = async (job: Job): Promise<Forms> => {
    const reply = await conversation.present(job);
    const { requester } = job;
    const inWords = { requester, maxBytes: leastMaxBytes };
    return {
      whole: (maxBytes) => render(reply, { requester, maxBytes }),
      unshown: () => render(presentUnshown(reply), inWords),
      inWords: () => render(presentInWords(job), inWords),
    };
  };

  return {
    async deliver({ job, address, delivery }, save, signal) {
      // Why first: an edit that tells of the progress must not come after this one.
      await live.finish(job.id);
      const attempt: Try = { job, delivery, address: readAddress(address), save, signal };
      const forms = await formsOf(job);
      for (const open of ways) {
        const way = await open(attempt, parts);
        if (way === null) continue;
        try {
          await sendSmaller(forms, way.maxBytes, way.send);
          return 'delivered';
        } catch (error) {
          if (!(error instanceof DiscordFailure) || meanings[error.kind] === 'later') throw error;
          const isOurs = error.kind === 'refused' || error.kind === 'too-large';
          log[isOurs ? 'error' : 'info']({ job: job.id, err: error }, 'discord: an answer was refused');
          if (meanings[error.kind] === 'never') return 'given-up';
        }
      }
      return 'given-up';
    },
  };
}

/** In the order in which they are tried; null where one cannot be gone. */
const ways: readonly ((attempt: Try, parts: CourierParts) => Promise<Way | null>)[] = [
  /** The message is edited by its interaction's token. */
  async ({ address, delivery, signal }, { api, clock }) => {
    const isNamed = address.isOriginal || address.message !== null;
    const isAlive = address.expiresAt - lastMomentMs > clock.wall();
    if (delivery.receipt !== null || !isNamed || !isAlive) return null;
    return {
      maxBytes: address.maxBytes,
      async send(payload) {
        await api.editByToken(address, payload, new Map(), signal);
      },
    };
  },

  /** The message is edited by the bot. */
  async ({ address, delivery, signal }, { api }) => {
    const { message } = address;
    if (delivery.receipt !== null || !isBotThere(address) || message === null) return null;
    const place = { channel: address.channel, message };
    return asBot(address, async (payload) => {
      await api.editAsBot(place, payload, signal);
    });
  },

  /** A new message takes its place, and tells its user of it. */
  async (attempt, { api }) => {
    const { job, address, delivery, save, signal } = attempt;
    // Why not what is private: in a channel everybody would see it.
    if (!isBotThere(address) || job.isPrivate) return null;
    const { channel } = address;
    const mention = job.requester.user;
    const message = await posted(attempt, channel, api);
    return asBot(address, async (payload) => {
      const telling = mentioning(mention, payload);
      if (message !== null) {
        await api.editAsBot({ channel, message }, telling, signal);
        return;
      }
      const made = await api.post(channel, telling, { nonce: delivery.nonce, mention }, signal);
      await save({ message: made.message });
    });
  },
];

/** Whether the bot can do something where the message is without an interaction's leave. */
const isBotThere = (address: Address): address is Address & { readonly channel: string } =>
  address.isReachable && !address.isEphemeral && address.channel !== null;

/** Why no more bytes: how many the bot itself may send there, no interaction tells. */
const asBot = ({ maxBytes }: Address, send: Way['send']): Way => ({
  maxBytes: Math.min(maxBytes, leastMaxBytes),
  async send(payload) {
    try {
      await send(payload);
    } catch (error) {
      // Why: this is the bot's own token; who has given it a wrong one will give it a right one.
      if (isFailure(error, 'token-dead')) throw new Error('Discord refuses the token of the bot');
      throw error;
    }
  },
});

const mentioning = (user: string, { components, files }: Payload): Payload => ({
  components: [{ type: ComponentType.TextDisplay, content: `<@${user}>` }, ...components],
  files,
});

/** The message that an earlier try has posted, as far as it can be found; its id is saved then. */
async function posted(
  { job, address, delivery, save, signal }: Try,
  channel: string,
  api: Pick<DiscordApi, 'newest'>,
): Promise<string | null> {
  if (delivery.receipt !== null) return (delivery.receipt as { readonly message: string }).message;
  if (delivery.tries < 2) return null;
  const isOfJob = (text: string) => {
    const id = readCustomId(text);
    return id?.type === 'job' && id.job === job.id;
  };
  try {
    const found = (await api.newest(channel, signal)).find(
      ({ message, customIds }) => message !== address.message && customIds.some(isOfJob),
    );
    if (found === undefined) return null;
    await save({ message: found.message });
    return found.message;
  } catch (error) {
    // Why: who may not read what was said before may still say something, and the nonce stays the same.
    if (isFailure(error, 'forbidden')) return null;
    throw error;
  }
}
