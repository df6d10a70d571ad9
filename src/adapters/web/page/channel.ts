/** The messages of the channel in the order of their time, with private answers between them. */
import type { Reply } from '../../../reply/reply.js';
import type { PageMessage } from '../protocol.js';
import { createAnswerView } from './answer-view.js';
import { createMessageView, type MessageView } from './message-view.js';
import type { ReplyActions } from './reply-view.js';

/** What an answer is about: a line that was typed, or a job whose button was pressed. */
export type About = { readonly command: string } | { readonly job: string };

export interface Channel {
  /** A message that is new or has changed. */
  put(message: PageMessage): void;
  /** The jobs that there are: messages of others have gone. */
  keepOnly(jobs: readonly string[]): void;
  remove(job: string): void;
  /** Shows an answer to this tab, below the message of a job or at the end. */
  answer(reply: Reply, about: About, from: HTMLElement): void;
  /** Brings the message of a job into sight; false where it is not in the channel. */
  show(job: string): boolean;
  showEnd(): void;
}

export interface ChannelParts {
  readonly list: HTMLElement;
  readonly user: string;
  readonly actions: ReplyActions;
  /** Told when a message is new or has changed; `before` is null for a new one. */
  changed(before: Reply | null, after: PageMessage): void;
  /** Told whether anything is shown. */
  filled(isFilled: boolean): void;
  /** Gets the focus when what had it has gone. */
  readonly home: () => HTMLElement;
}

/** Pixels from the end within which a reader is taken along. */
const nearEnd = 160;

export function createChannel({ list, user, actions, changed, filled, home }: ChannelParts): Channel {
  const views = new Map<string, MessageView>();
  const page = document.scrollingElement!;
  const isAtEnd = () => page.scrollHeight - page.scrollTop - page.clientHeight < nearEnd;
  const showEnd = () => page.scrollTo({ top: page.scrollHeight });
  const tell = () => filled(list.childElementCount > 0);

  const place = (view: MessageView) => {
    const { at } = view.message;
    const later = [...views.values()].filter((other) => other.message.at > at);
    const next = later.sort((a, b) => a.message.at - b.message.at)[0];
    list.insertBefore(view.root, next?.root ?? null);
  };
  const remove = (job: string) => {
    const view = views.get(job);
    if (view === undefined) return;
    const hadFocus = view.root.contains(document.activeElement);
    view.root.remove();
    views.delete(job);
    if (hadFocus) home().focus({ preventScroll: true });
    tell();
  };
  return {
    put(message) {
      const known = views.get(message.job);
      if (known !== undefined) {
        const before = known.message.reply;
        const follows = isAtEnd() && before.kind !== message.reply.kind;
        if (known.update(message)) changed(before, message);
        if (follows) showEnd();
        return;
      }
      const follows = isAtEnd();
      const view = createMessageView(message, user, actions);
      place(view);
      views.set(message.job, view);
      tell();
      changed(null, message);
      if (follows) showEnd();
    },
    keepOnly(jobs) {
      for (const job of [...views.keys()].filter((known) => !jobs.includes(known))) remove(job);
    },
    remove,
    answer(reply, about, from) {
      const command = 'command' in about ? about.command : null;
      const shown = createAnswerView(reply, command, actions, () => {
        tell();
        (from.isConnected ? from : home()).focus({ preventScroll: true });
      });
      const above = 'job' in about ? views.get(about.job)?.root : undefined;
      if (above === undefined) list.append(shown);
      else above.after(shown);
      tell();
      // Why: what is long is read from its beginning.
      const isLong = shown.offsetHeight > page.clientHeight / 2;
      shown.scrollIntoView({ block: isLong ? 'start' : above === undefined ? 'end' : 'nearest' });
    },
    show(job) {
      const view = views.get(job);
      view?.root.scrollIntoView({ block: 'end' });
      return view !== undefined;
    },
    showEnd,
  };
}
