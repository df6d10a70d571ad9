/** The form of "Another style", and what was chosen in it. */
import type { types } from '@slack/bolt';
import type { StyleChoice } from '../../conversation/conversation.js';
import { styleChange as words } from '../../reply/form-words.js';
import { writeActionId } from './action-id.js';
import { plainText } from './blocks/text-objects.js';
import { fieldLimits, toInput, toStyleMenu } from './fields.js';
import { readState, type ViewState } from './view-state.js';

/** As in the form for a picture: the same suggestions while somebody types. */
const block = 'preset';

/** @param styles one or more. */
export const chooseView = (styles: readonly StyleChoice[], job: string): types.ModalView => ({
  type: 'modal',
  callback_id: writeActionId({ type: 'job', action: 'style', job }),
  title: plainText(words.title, fieldLimits.title),
  submit: plainText(words.submit, fieldLimits.title),
  close: plainText(words.close, fieldLimits.title),
  blocks: [toInput(block, words, toStyleMenu(styles, null, words.placeholder), false)],
});

/** The id of the style; null where none was chosen. */
export const readChooseView = (state: ViewState): string | null => readState(state).chosen(block);
