/** `/stylize`: the form, or another command by its first word. */
import { refuseUnknownWords } from '../../reply/chat-words.js';
import { within } from '../chat/patience.js';
import type { Answering } from './answering.js';
import { answerCommand } from './commands.js';
import type { Desk } from './desk.js';
import { openAddStyle } from './own-style.js';
import { findNearWords, findStyle } from './spoken.js';
import { openStylizeForm } from './stylize-form.js';
import { readTyped } from './typed.js';

export interface Slash {
  readonly text: string;
  /** Leave of Slack's to open a form. */
  readonly trigger: string;
}

/** For the names of the styles, milliseconds: what takes longer comes into a form that is open by then. */
const quickMs = 1000;

/** After the acknowledgement. @throws StudioError for words that a command has no place for. */
export async function answerSlash(desk: Desk, answering: Answering, { text, trigger }: Slash): Promise<void> {
  const typed = readTyped(text);
  const { channel, thread } = answering.occasion;
  const origin = { photos: [], channel, thread };
  switch (typed.type) {
    case 'form':
      return openStylizeForm(desk, answering, { trigger, style: null, origin });
    case 'command':
      // Why: what is typed brings no picture along.
      if (typed.name === 'styles' && typed.values.action === 'add')
        return openAddStyle(desk, answering, { trigger, name: String(typed.values.name ?? '') });
      return answerCommand(desk, answering, typed);
    case 'words': {
      const requester = await answering.requester();
      const choices = await within(desk.clock, quickMs, desk.conversation.styles(requester), null);
      if (choices === null || findStyle(typed.words, choices) !== null)
        return openStylizeForm(desk, answering, { trigger, style: typed.words, origin });
      return answering.tell(refuseUnknownWords(typed.words, findNearWords(typed.words, choices)));
    }
  }
}
