/** All other commands: answered to whoever asks, alone. */
import type { ButtonInteraction, ChatInputCommandInteraction } from 'discord.js';
import { refuseUnknownPress } from '../../reply/chat-words.js';
import type { RawValue } from '../../request/parse.js';
import { withPatience } from '../chat/patience.js';
import type { Answerable, Answering } from './answering.js';
import type { Desk } from './desk.js';
import { fetchPictures, readOptions, type Upload } from './inputs.js';
import { submitMs } from './submit.js';

export interface CommandDesk {
  /** @throws StudioError for pictures that cannot be had. */
  answer(answering: Answering<ChatInputCommandInteraction>): Promise<void>;
  /** Another page of what a command has answered: it is asked again. @param page from 1. */
  turn(answering: Answering<ButtonInteraction>, name: string, page: number): Promise<void>;
}

type Values = Readonly<Record<string, RawValue>>;

/** What only shows something, by command: it can be asked again for its pages. Null = without an action. */
const showing: Readonly<Record<string, readonly (string | null)[]>> = {
  styles: [null, 'list'],
  recipes: [null],
  queue: [null],
  status: [null],
  history: [null],
  settings: [null, 'list', 'audit'],
  privacy: [null, 'show'],
  help: [null],
};

/** Answers whose values are known for the pages after the first: an id of a page has no room for them. */
const mostRemembered = 1000;

export function createCommandDesk({ conversation, download, live, clock, closing }: Desk): CommandDesk {
  /** By message; the oldest first. What is not known any more, as after a restart, has the defaults. */
  const remembered = new Map<string, Values>();
  const remember = (message: string, values: Values) => {
    remembered.set(message, values);
    if (remembered.size > mostRemembered) remembered.delete(remembered.keys().next().value!);
  };

  const tell = async (
    answering: Answering<Answerable>,
    command: string,
    about: {
      readonly values: Values;
      readonly uploads: Readonly<Record<string, Upload>>;
      readonly page: number;
    },
  ) => {
    const { values, uploads, page } = about;
    const { requester } = answering;
    const answer = await withPatience(clock, submitMs, [closing], async (signal) => {
      const pictures = await fetchPictures(download, uploads, signal);
      return conversation.command(command, values, { requester, address: null }, signal, pictures);
    });
    if (answer.type === 'job') {
      live.show(answer.job);
      return null;
    }
    return answering.say(answer.reply, { command, page });
  };

  return {
    async answer(answering) {
      const { commandName, options } = answering.interaction;
      await answering.think(true);
      const typed = readOptions(options.data);
      const posted = await tell(answering, commandName, { ...typed, page: 1 });
      if (posted !== null) remember(posted.message, typed.values);
    },

    async turn(answering, name, page) {
      const values = remembered.get(answering.interaction.message.id) ?? {};
      const action = typeof values.action === 'string' ? values.action : null;
      if (!(showing[name] ?? []).includes(action)) {
        await answering.think(true);
        await answering.refuse(refuseUnknownPress());
        return;
      }
      await answering.take();
      await tell(answering, name, { values, uploads: {}, page });
    },
  };
}
