/**
 * The answers to one interaction. The first must come within three seconds, so that handlers give it before they wait for
 * anything; how it was given decides where what is said later belongs.
 */
import {
  type AnySelectMenuInteraction,
  type APIModalInteractionResponseCallbackData,
  type ButtonInteraction,
  type Message,
  MessageFlags,
  type RepliableInteraction,
} from 'discord.js';
import type { Requester } from '../../job/job.js';
import type { Reply } from '../../reply/reply.js';
import { withPatience } from '../chat/patience.js';
import type { Address } from './address.js';
import type { Posted } from './api.js';
import type { Desk } from './desk.js';
import { asFailure, isFailure } from './failure.js';
import type { Payload } from './payload.js';
import type { Setting } from './render.js';
import { addressOf, isKeptPrivate, maxBytesOf, requesterOf } from './speaker.js';

export type Answerable = RepliableInteraction;
/** A button or a menu under a message. */
export type PressInteraction = ButtonInteraction | AnySelectMenuInteraction;

/** Discord has not taken the first answer: somebody else was faster, or it came too late. Nothing more is to be done. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken';
}

/** How the first answer was given; null = not yet. */
type Manner =
  /** "thinking...", for everybody or for the user alone. */
  | 'public'
  | 'private'
  /** A button or a menu of a message, which stays as it is. */
  | 'press'
  /** A form is shown: nothing can be said before it is sent. */
  | 'form';

export interface Answering<Of extends Answerable = Answerable> {
  readonly interaction: Of;
  readonly requester: Requester;
  /** Milliseconds until the first answer was taken; null = not yet. */
  readonly acknowledgedMs: number | null;
  /** Whether the first answer has been tried, by this or by somebody else. */
  readonly isBegun: boolean;
  /** Shows that something is coming. @throws NotTaken. */
  think(isEphemeral: boolean): Promise<void>;
  /** Takes a press; the message stays as it is. @throws NotTaken. */
  take(): Promise<void>;
  /** @throws NotTaken, DiscordFailure 'refused' for a form that Discord does not like. */
  show(form: APIModalInteractionResponseCallbackData): Promise<void>;
  /** Where the answer is: the message that is thinking, or the one that was pressed. */
  address(): Address;
  /** For what is rendered for the answer. */
  readonly setting: Setting;
  /** Puts a message in the place of the answer. */
  send(payload: Payload): Promise<Posted>;
  say(reply: Reply, about?: Pick<Setting, 'page' | 'command'>): Promise<Posted>;
  /** A further message. */
  add(payload: Payload, isEphemeral: boolean): Promise<Posted>;
  /** Says to the user alone what stands in the way; a message that was pressed stays as it is. */
  refuse(reply: Reply): Promise<void>;
  /** Takes the answer away, or the message that was pressed. */
  remove(): Promise<void>;
}

/** For a message to reach Discord, milliseconds. */
const sendMs = 60_000;

export const isEphemeralMessage = ({ flags }: Pick<Message, 'flags'>): boolean =>
  flags.has(MessageFlags.Ephemeral);

/** How an answer was given that was not given by this; null where there is none, or nothing can follow it. */
function mannerOf(interaction: Answerable): Manner | null {
  if (!interaction.deferred) return null;
  // Why so: of a press that was taken, discord.js knows nothing of the kind.
  return interaction.ephemeral === null ? 'press' : interaction.ephemeral ? 'private' : 'public';
}

export function createAnswering<Of extends Answerable>(
  { api, render, clock }: Pick<Desk, 'api' | 'render' | 'clock'>,
  interaction: Of,
): Answering<Of> {
  const requester = requesterOf(interaction);
  const setting: Setting = { requester, maxBytes: maxBytesOf(interaction) };
  const begunAt = clock.now();
  let manner: Manner | null = null;
  let isBegun = false;
  let acknowledgedMs: number | null = null;

  const acknowledge = async (how: Manner, send: () => Promise<unknown>) => {
    if (isBegun || interaction.deferred || interaction.replied)
      throw new TypeError('Expected an interaction without an answer');
    isBegun = true;
    try {
      await send();
    } catch (error) {
      const cause = asFailure(error, 'acknowledge');
      if (isFailure(cause, 'refused')) {
        // Why: something is wrong with this answer, and another one may be taken.
        isBegun = false;
        throw cause;
      }
      throw new NotTaken('The first answer was not taken', { cause });
    }
    manner = how;
    acknowledgedMs = clock.now() - begunAt;
  };

  /** What is sent is not the door's to stop: it says what has become of something. */
  const deliver = <Outcome>(act: (signal: AbortSignal) => Promise<Outcome>) =>
    withPatience(clock, sendMs, [], act);

  const pressed = (): Message | null =>
    manner === 'press' && 'message' in interaction ? interaction.message : null;

  const address = (): Address => {
    const message = pressed();
    const isEphemeral = message === null ? manner === 'private' : isEphemeralMessage(message);
    const about = { isOriginal: true, isEphemeral, now: clock.wall(), message: message?.id ?? null };
    return addressOf(interaction, about);
  };

  const send = (payload: Payload) =>
    deliver((signal) => api.editByToken(address(), payload, new Map(), signal));

  const add = (payload: Payload, isEphemeral: boolean) =>
    deliver((signal) => api.followUp(address(), payload, isEphemeral, signal));

  const remove = async () => {
    try {
      await deliver((signal) => api.deleteOriginal(address(), signal));
    } catch (error) {
      // Why: it was to go, and somebody else has done it.
      if (!isFailure(error, 'gone')) throw error;
    }
  };

  const say: Answering['say'] = async (reply, about = {}) =>
    send(await render(reply, { ...setting, ...about }));
  const addWords = async (reply: Reply) => {
    await add(await render(reply, setting), true);
  };

  const refusals: Readonly<Record<Manner, (reply: Reply) => Promise<void>>> = {
    async public(reply) {
      // Why first: a further message would take the place of what is thinking, and be seen by all.
      await remove();
      await addWords(reply);
    },
    async private(reply) {
      await say(reply);
    },
    press: addWords,
    async form() {
      throw new TypeError('Expected words before the form, or after it');
    },
  };

  return {
    ...{ interaction, requester, setting, address, send, say, add, remove },
    get acknowledgedMs() {
      return acknowledgedMs;
    },
    get isBegun() {
      return isBegun || interaction.deferred || interaction.replied;
    },
    think(wanted) {
      const isEphemeral = wanted || isKeptPrivate(interaction);
      return acknowledge(isEphemeral ? 'private' : 'public', () =>
        interaction.deferReply(isEphemeral ? { flags: MessageFlags.Ephemeral } : {}),
      );
    },
    take() {
      if (!('deferUpdate' in interaction)) throw new TypeError('Expected a button, a menu or a form');
      return acknowledge('press', () => interaction.deferUpdate());
    },
    show(form) {
      if (!('showModal' in interaction)) throw new TypeError('Expected no form after a form');
      return acknowledge('form', () => interaction.showModal(form));
    },
    refuse(reply) {
      manner ??= mannerOf(interaction);
      if (manner === null) throw new TypeError('Expected an interaction that is answered by this');
      return refusals[manner](reply);
    },
  };
}
