/** Commands in our sentences are called here as they are typed: in Discord each value has the name of its option. */
import { isCommandName } from '../../../commands/all.js';
import type { Command } from '../../../commands/command.js';
import type { Reply } from '../../reply/reply.js';
import { sayReply } from '../chat/reply-words.js';
import { offered } from './offered.js';

/** `/settings set max-steps 200`: a command, and words after it, of which some may belong to the sentence. */
const spoken = new RegExp(
  `(?<![\\w/.:<])/(${Object.keys(offered).join('|')})(?![\\w/-])((?: [a-z0-9-]+)*)`,
  'g',
);
/** `/stylize style:harvest`: a style that has a name is a preset here. */
const namedStyle = /\/stylize style:(?=\S)/g;

const jobId = /^(?:[a-z][aeiou]){4}$/;
/** How texts look that our sentences name, and other words of theirs do not. By `command.option`. */
const looks: Readonly<Record<string, (word: string) => boolean>> = {
  'help.command': isCommandName,
  'status.job': (word) => jobId.test(word),
  'cancel.job': (word) => jobId.test(word),
  'settings.name': (word) => /^[a-z]+-[a-z-]+$/.test(word),
  'settings.value': (word) => /^\d+$/.test(word),
};

function isValue({ name, options }: Command, option: string, word: string): boolean {
  const row = options[option];
  if (row?.type === 'choice') return row.choices.includes(word);
  return looks[`${name}.${option}`]?.(word) ?? false;
}

function nameValues(name: keyof typeof offered, rest: string): string {
  const command: Command = offered[name];
  const words = rest.split(' ').slice(1);
  const others = words.findIndex((word, k) => {
    const option = command.positional[k];
    return option === undefined || !isValue(command, option, word);
  });
  const values = others === -1 ? words.length : others;
  const named = words.map((word, k) => (k < values ? `${command.positional[k]}:${word}` : word));
  return [`/${name}`, ...named].join(' ');
}

/** `/settings set max-steps 200` as `/settings action:set name:max-steps value:200`. */
export const asTyped = (text: string): string =>
  text
    .replace(namedStyle, '/stylize preset:')
    .replace(spoken, (_, name: keyof typeof offered, rest: string) => nameValues(name, rest));

/** The same reply, with the commands that it names as they are typed in Discord. Twice is as good as once. */
export const replyAsTyped = (reply: Reply): Reply => sayReply(reply, asTyped);
