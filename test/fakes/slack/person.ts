/** A user at a channel: what they can do in Slack's client, and what comes of it. */
import type { Body, Channel, Message, SlackFile, User, View } from './world.js';

/** Somebody tries what Slack's client would not let them do, so that no bot would hear of it. */
export class CannotDo extends Error {
  override readonly name = 'CannotDo';
}

/** What a control is given: a text or a number as text, an option's value or an id, or several of them. */
export type Value = string | readonly string[];

export interface Acknowledgement {
  /** Milliseconds of the fake's clock since the dispatch. */
  readonly afterMs: number;
  /** What came with it; null = nothing. */
  readonly response: Body | null;
}

/** Something that was sent to the bot, seen by the one who began it. */
export interface Exchange {
  /** Of the envelope; in HTTP mode an id of the fake's own. */
  readonly id: string;
  /** As it was sent. */
  readonly payload: Body;
  /** Milliseconds of the fake's clock. */
  readonly dispatchedAt: number;
  /** Opens a modal within 3 s, once; null where there is none. */
  readonly triggerId: string | null;
  /** Takes 5 messages within 30 minutes; null where there is none. */
  readonly responseUrl: string | null;
  /** How often it was sent, repetitions included. */
  readonly sent: number;
  /** Rejects when nothing came in time: `operation_timeout`; when nobody took it: `dispatch_failed`. */
  readonly acknowledged: Promise<Acknowledgement>;
  /** What it left: by the acknowledgement and the response_url. */
  readonly messages: readonly Message[];
  /** The first of `messages`, now or later. @param ms real milliseconds, default 20 000; then it rejects. */
  message(ms?: number): Promise<Message>;
  /** The modal that was opened or pushed with it, now or later. @param ms real milliseconds, default 20 000; then it rejects. */
  modal(ms?: number): Promise<View>;
}

/** An option that a bot offers while somebody types. */
export interface Choice {
  readonly text: string;
  readonly value: string;
}

/**
 * Every method throws a `CannotDo` for what Slack's client would not do. Controls go by their action_id, by the block_id of
 * their input, or by both with `/` between.
 */
export interface Person {
  readonly user: User;
  readonly channel: Channel;
  /** Writes a message. @param thread a message whose thread it goes to. */
  say(text: string, files?: readonly SlackFile[], thread?: Message): Message;
  /** Writes a message that begins with the bot's name; the bot hears of it where it is a member. */
  mention(
    text: string,
    files?: readonly SlackFile[],
    thread?: Message,
  ): { readonly message: Message; readonly exchange: Exchange | null };
  /** @param command with its slash. */
  slash(command: string, text?: string): Exchange;
  /** From the menu of shortcuts. */
  shortcut(callbackId: string): Exchange;
  /** From the menu of a message. */
  messageShortcut(callbackId: string, message: Message): Exchange;
  /** Presses a button of a message or a view. */
  press(where: Message | View, control: string): Exchange;
  /** Chooses in a menu of a message or a view, or fills an input that dispatches its actions. */
  select(where: Message | View, control: string, value: Value): Exchange;
  /** Types in an external_select. Rejects when no options come in time. */
  typeahead(where: Message | View, control: string, text: string): Promise<readonly Choice[]>;
  /** Fills inputs, by block_id, as far as they are named; nobody hears of it until something is sent or pressed. */
  fill(
    view: View,
    values?: Readonly<Record<string, Value>>,
    files?: Readonly<Record<string, readonly SlackFile[]>>,
  ): void;
  /** Fills inputs, by block_id, as far as they are named, and sends the modal. */
  submit(
    view: View,
    values?: Readonly<Record<string, Value>>,
    files?: Readonly<Record<string, readonly SlackFile[]>>,
  ): Exchange;
  /** Closes a modal. @returns null where the bot does not want to hear of it. */
  close(view: View): Exchange | null;
  /** Opens the bot's home tab. */
  openHome(): Exchange | null;
  /** The home tab as it is for them; null = there is none yet. */
  readonly home: View | null;
  /** Whether the picture of a file is shown to them. */
  sees(file: SlackFile): boolean;
}
