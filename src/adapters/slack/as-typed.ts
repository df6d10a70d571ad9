/** A command is called here as it is typed: there is one in Slack, `/stylize`, and the others are its first word. */
import { commands } from '../../../commands/all.js';
import type { Reply } from '../../reply/reply.js';
import { sayReply } from '../chat/reply-words.js';

const others = Object.keys(commands).filter((name) => name !== 'stylize');
const slashed = new RegExp(`(?<![\\w/.:<])/(${others.join('|')})(?![\\w/-])`, 'g');
/** `/stylize style:harvest`: here a style's name stands by itself. */
const named = /\/stylize style:(?=\S)/g;

/** `/queue` as `/stylize queue`. */
export const asTyped = (text: string): string =>
  text.replace(slashed, '/stylize $1').replace(named, '/stylize ');

/** The same reply, with the commands that it names as they are typed in Slack. Twice is as good as once. */
export const replyAsTyped = (reply: Reply): Reply => sayReply(reply, asTyped);
