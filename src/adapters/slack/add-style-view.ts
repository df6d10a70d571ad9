/** The form for a style of the workspace's own, and what was filled in. */
import type { types } from '@slack/bolt';
import { styleForm as words } from '../../reply/chat-words.js';
import { plain } from '../chat/plain-text.js';
import { writeActionId } from './action-id.js';
import { plainText } from './blocks/text-objects.js';
import { fieldLimits, named, toInput } from './fields.js';
import type { SentFile } from './inputs.js';
import { readState, type ViewState } from './view-state.js';

/** The block_ids: called as the options of `/styles`. */
const blocks = { name: 'name', image: 'image' } as const;
/** Letters of a name. */
const nameLength = 80;

/** @param name to begin with; may be empty. */
export function addStyleView(name: string): types.ModalView {
  const begun = plain(name, nameLength);
  const input: types.PlainTextInput = {
    ...{ type: 'plain_text_input', ...named, max_length: nameLength },
    ...(begun === '' ? {} : { initial_value: begun }),
  };
  return {
    ...{ type: 'modal', callback_id: writeActionId({ type: 'add-style' }) },
    title: plainText(words.title, fieldLimits.title),
    submit: plainText(words.submit, fieldLimits.title),
    close: plainText(words.close, fieldLimits.title),
    blocks: [
      toInput(blocks.name, words.name, input, false),
      toInput(blocks.image, words.image, { type: 'file_input', ...named, max_files: 1 }, false),
    ],
  };
}

export interface AddStyleFilled {
  readonly name: string | null;
  readonly image: SentFile | null;
}

export function readAddStyleView(state: ViewState): AddStyleFilled {
  const filled = readState(state);
  return { name: filled.typed(blocks.name), image: filled.file(blocks.image) };
}
