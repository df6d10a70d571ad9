/** Forms that ask for nothing: that something is coming, and what stands in the way. */
import type { types } from '@slack/bolt';
import { oneMoment } from '../../reply/chat-words.js';
import type { Words } from './api.js';

/** docs.slack.dev/reference/views: letters of a title. */
const titleLength = 24;

const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text });

/** A form that says something, and can only be closed. */
export const noticeView = (title: string, { blocks }: Pick<Words, 'blocks'>): types.ModalView => ({
  ...{ type: 'modal', callback_id: 'notice', title: plain(title.slice(0, titleLength)) },
  ...{ close: plain('Close'), blocks: [...blocks] },
});

/** Shown until there is something else. */
export const loadingView = (title: string): types.ModalView =>
  noticeView(title, { blocks: [{ type: 'section', text: plain(oneMoment) }] });
