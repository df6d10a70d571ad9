/** What the page asks for: forms to the conversation, and its answers back. */
import { commands, isCommandName } from '../../../commands/all.js';
import type { Answer, Conversation, Speaker } from '../../conversation/conversation.js';
import { StudioError } from '../../errors.js';
import { decodeLimits } from '../../image/limits.js';
import type { Channel } from './channel.js';
import { type Form, maxStyles, readPress, readStylize, readValues } from './form.js';
import type { Here } from './here.js';
import { createFormReader, type FormLimits } from './multipart.js';
import type { CommandAnswer } from './protocol.js';
import { createReceiver, type ReceiveLimits } from './receive.js';

/** A photo, each style with its mask, and a picture to start from; all else is text. */
const formLimits: FormLimits = {
  ...{ fileBytes: decodeLimits.maxBytes, textBytes: 65_536 },
  ...{ files: 2 + 2 * maxStyles, parts: 64 },
};
const bodyLimits: ReceiveLimits = {
  maxBytes: 80 * 2 ** 20,
  totalMs: 300_000,
  idleMs: 20_000,
  patienceMs: 5000,
};
/** Uploads at the same time: each may fill its part of the memory. */
const mostUploads = 4;

export interface AskingParts {
  readonly conversation: Pick<Conversation, 'stylize' | 'command' | 'press'>;
  readonly channel: Pick<Channel, 'add' | 'refresh'>;
}

export function createAsking({ conversation, channel }: AskingParts) {
  const receive = createReceiver(bodyLimits, mostUploads);

  const readForm = async (c: Here): Promise<Form> => {
    const { incoming } = c.env;
    const reader = createFormReader(incoming.headers['content-type'] ?? '', formLimits);
    await receive(incoming, reader.push);
    return reader.end();
  };

  /** A page watches by itself, so that nothing is to be sent anywhere. */
  const speak = (c: Here): Speaker => ({ requester: c.get('requester'), address: null });

  const tell = async (c: Here, answer: Answer): Promise<Response> => {
    const told: CommandAnswer =
      answer.type === 'reply' ? answer : { type: 'message', message: await channel.add(answer.job) };
    // Why: what was asked for may have changed or deleted others.
    await channel.refresh();
    return c.json(told);
  };

  return {
    async command(c: Here, name: string): Promise<Response> {
      const form = await readForm(c);
      if (!isCommandName(name))
        throw new StudioError('command-unknown', { name, known: Object.keys(commands) });
      const { signal } = c.req.raw;
      const answer =
        name === commands.stylize.name
          ? await conversation.stylize(readStylize(form), speak(c), signal)
          : await conversation.command(name, readValues(form), speak(c), signal);
      return tell(c, answer);
    },

    async press(c: Here): Promise<Response> {
      const press = readPress(await readForm(c));
      return tell(c, await conversation.press(press, speak(c), c.req.raw.signal));
    },
  };
}
