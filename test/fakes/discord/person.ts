/** A user at a channel: what they can do in Discord's client, and what comes of it. */
import type { Attachment, Body, Channel, Component, Message, Role, User } from './world.js';

/** Somebody tries what Discord's client would not let them do, so that no bot would hear of it. */
export class CannotDo extends Error {
  override readonly name = 'CannotDo';
}

/** What an option of a command is given. */
export type OptionValue = string | number | boolean | Attachment | User | Channel | Role;
/** What a component of a modal is given: a text, choices' values, files, or a tick. */
export type ModalValue = string | boolean | readonly string[] | readonly Attachment[];

export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

/** A modal that is open. */
export interface Modal {
  readonly customId: string;
  readonly title: string;
  readonly components: readonly Component[];
  /** The interaction that opened it. */
  readonly interaction: string;
}

export interface Acknowledgement {
  /** Of Discord's interaction callback types, 4 to 9. */
  readonly type: number;
  /** Milliseconds of the fake's clock since the dispatch. */
  readonly afterMs: number;
}

/** An interaction, seen by the one who began it. */
export interface Exchange {
  readonly id: string;
  readonly token: string;
  /** Milliseconds of the fake's clock. */
  readonly dispatchedAt: number;
  /** As it went over the gateway. */
  readonly payload: Body;
  /** The first answer. Rejects at the deadline: "The application did not respond". */
  readonly acknowledged: Promise<Acknowledgement>;
  /** Whether the answer is for the user alone; null while there is none. */
  readonly isEphemeral: boolean | null;
  /** The message of the answer (`@original`), from when it is there, "thinking..." or not. Rejects where there will be none. */
  message(): Promise<Message>;
  /** Further messages. */
  readonly followUps: readonly Message[];
  /** The modal of the answer. Rejects where the answer is another. */
  modal(): Promise<Modal>;
}

/** Every method throws a `CannotDo` for what Discord's client would not do. */
export interface Person {
  readonly user: User;
  readonly channel: Channel;
  /** Writes a message. */
  say(content: string, uploads?: readonly Attachment[]): Message;
  slash(
    name: string,
    options?: Readonly<Record<string, OptionValue>>,
    within?: { readonly group?: string; readonly subcommand?: string },
  ): Exchange;
  /** A message's context menu. */
  messageCommand(name: string, message: Message): Exchange;
  /** Types in an option. Rejects when no choices come in time. */
  autocomplete(
    name: string,
    options: Readonly<Record<string, OptionValue>>,
    focused: string,
    within?: { readonly group?: string; readonly subcommand?: string },
  ): Promise<readonly Choice[]>;
  press(message: Message, customId: string): Exchange;
  /** Chooses in a menu: its options' values, or users', roles' or channels' ids. */
  choose(message: Message, customId: string, values: readonly string[]): Exchange;
  /** Sends a modal; components that are not named stay as they are. */
  submit(modal: Modal, values?: Readonly<Record<string, ModalValue>>): Exchange;
}
