/** An answer that only this tab has: it stays until it is dismissed. */
import type { Reply } from '../../../reply/reply.js';
import { button, element, freshId } from './dom.js';
import { createReplyView, type ReplyActions } from './reply-view.js';
import { words } from './words.js';

/**
 * @param command what was typed; null for what a button answered.
 * @param dismissed called when it has gone.
 */
export function createAnswerView(
  reply: Reply,
  command: string | null,
  actions: ReplyActions,
  dismissed: () => void,
): HTMLLIElement {
  const view = createReplyView(reply, actions);
  view.title.id = freshId('answer');
  const dismiss = button(words.dismiss, { class: 'quiet' }, () => {
    root.remove();
    dismissed();
  });
  const line = element('p', { class: 'said' }, element('span', {}, words.onlyYou), dismiss);
  if (command !== null) line.prepend(element('code', {}, command));
  const article = element('article', { 'aria-labelledby': view.title.id, tabindex: -1 }, line, view.root);
  const root = element('li', { class: 'answer', 'data-kind': reply.kind }, article);
  return root;
}
