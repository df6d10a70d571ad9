/** `/stylize`: the form, or another command by its first word. */
import { refuseUnknownWords } from '../../reply/chat-words.js';
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

/** After the acknowledgement. @throws StudioError for words that a command has no place for. */
export async function answerSlash(desk: Desk, answering: Answering, { text, trigger }: Slash): Promise<void> {
  const typed = readTyped(text);
  const { channel, thread } = answering.occasion;
  const origin = { photos: [], channel, thread };
  switch (typed.type) {
    case 'form':
      return openStylizeForm(desk, answering, { trigger, preset: null, origin });
    case 'command':
      // Why: what is typed brings no picture along.
      if (typed.name === 'styles' && typed.values.action === 'add')
        return openAddStyle(desk, answering, { trigger, name: String(typed.values.name ?? '') });
      return answerCommand(desk, answering, typed);
    case 'words': {
      const choices = await desk.conversation.styles(await answering.requester());
      const style = findStyle(typed.words, choices);
      if (style !== null) return openStylizeForm(desk, answering, { trigger, preset: style.id, origin });
      return answering.tell(refuseUnknownWords(typed.words, findNearWords(typed.words, choices)));
    }
  }
}
