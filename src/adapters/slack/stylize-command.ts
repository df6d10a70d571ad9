/** `/stylize`: the form, or another command by its first word. */

import { StudioError } from '../../errors.js';
import { refuseUnknownWords } from '../../reply/chat-words.js';
import { within } from '../chat/patience.js';
import type { Answering } from './answering.js';
import { answerCommand } from './commands.js';
import type { Desk } from './desk.js';
import { openAddStyle } from './own-style.js';
import { findNearWords } from './spoken.js';
import { openStylizeForm } from './stylize-form.js';
import { readTyped } from './typed.js';
import { readStyles } from './typed-styles.js';

export interface Slash {
  readonly text: string;
  /** Leave of Slack's to open a form. */
  readonly trigger: string;
}

/** For the names of the styles, milliseconds: what takes longer comes into a form that is open by then. */
const quickMs = 1000;

/** @throws StudioError 'option-invalid' for a system that there is none of. */
function checkRecipe({ studio }: Desk, typed: string | undefined): void {
  const names = studio.recipes().map(({ name }) => name);
  if (typed === undefined || names.length === 0 || names.includes(typed)) return;
  const expected = `one of ${names.join(', ')}`;
  throw new StudioError('option-invalid', { option: 'recipe', value: typed, expected });
}

/** After the acknowledgement. @throws StudioError for words that mean nothing here. */
export async function answerSlash(desk: Desk, answering: Answering, { text, trigger }: Slash): Promise<void> {
  const typed = readTyped(text);
  const { channel, thread } = answering.occasion;
  if (typed.type === 'command') {
    // Why: what is typed brings no picture along.
    if (typed.name === 'styles' && typed.values.action === 'add')
      return openAddStyle(desk, answering, { trigger, name: String(typed.values.name ?? '') });
    return answerCommand(desk, answering, typed);
  }
  const { styles, values } = typed;
  checkRecipe(desk, values.recipe);
  if (styles !== '') {
    const requester = await answering.requester();
    const choices = await within(desk.clock, quickMs, desk.conversation.styles(requester), null);
    const { stranger } = await readStyles(styles, choices);
    if (stranger !== null)
      return answering.tell(refuseUnknownWords(stranger, findNearWords(stranger, choices ?? [])));
  }
  const origin = { photos: [], channel, thread };
  return openStylizeForm(desk, answering, { trigger, styles, values, origin });
}
