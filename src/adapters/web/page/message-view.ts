/** One message of the channel: who asked for what, and below it what has become of it. */
import type { PageMessage } from '../protocol.js';
import { element, freshId, setText } from './dom.js';
import { createReplyView, type ReplyActions } from './reply-view.js';
import { words } from './words.js';

export interface MessageView {
  readonly root: HTMLLIElement;
  readonly message: PageMessage;
  /** Takes a newer version; an older one that comes late is dropped. Returns whether it was taken. */
  update(message: PageMessage): boolean;
  focus(): void;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const calendar = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** @param user who looks at the page, so that own messages say `You`. */
export function createMessageView(first: PageMessage, user: string, actions: ReplyActions): MessageView {
  let message = first;
  const at = new Date(message.at);
  const isToday = at.toDateString() === new Date().toDateString();
  const time = element(
    'time',
    { datetime: at.toISOString(), title: calendar.format(at) },
    (isToday ? clock : calendar).format(at),
  );
  const said = element(
    'p',
    { class: 'said' },
    element('b', {}, message.user === user ? words.you : message.user),
    time,
    element('code', {}, message.command),
  );
  const view = createReplyView(message.reply, actions);
  view.title.id = freshId('message');
  const article = element('article', { 'aria-labelledby': view.title.id, tabindex: -1 }, said, view.root);
  const root = element('li', { 'data-job': message.job, 'data-kind': message.reply.kind }, article);
  return {
    root,
    get message() {
      return message;
    },
    update(next) {
      if (next.version <= message.version) return false;
      message = next;
      const hadFocus = article.contains(document.activeElement);
      root.dataset.kind = next.reply.kind;
      setText(said.querySelector('code')!, next.command);
      view.update(next.reply);
      // Why: the button that was pressed may be gone, and a keyboard would begin at the top of the page.
      if (hadFocus && !article.contains(document.activeElement)) article.focus({ preventScroll: true });
      return true;
    },
    focus: () => article.focus({ preventScroll: true }),
  };
}
