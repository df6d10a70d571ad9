/** What a person asks of the service, and where the answer goes: into the channel, or to them alone. */
import type { Reply } from '../../../reply/reply.js';
import type { CommandAnswer, PageAction } from '../protocol.js';
import type { Announcer } from './announcer.js';
import type { Api } from './api.js';
import type { About, Channel } from './channel.js';
import { commandForm, type Extras, pressForm } from './order-form.js';
import type { Given } from './parse-line.js';
import type { Picked, Slots } from './picked.js';
import { words } from './words.js';

export interface Ask {
  /**
   * Resolves to whether it was accepted; never rejects.
   * @param sent told how much has gone, 0..1.
   */
  command(order: Order, sent?: (share: number) => void): Promise<boolean>;
  /** The same for a button. While it is on its way, pressing it again does nothing. */
  press(pressed: Pressed, style: Picked | null, from: HTMLElement): Promise<void>;
}

export interface Pressed {
  readonly action: PageAction;
  readonly job: string;
}

export interface Order {
  readonly name: string;
  readonly given: readonly Given[];
  readonly slots: Slots;
  /** @default none */
  readonly extras?: Extras;
  /** Shown above an answer. */
  readonly typed: string;
}

export interface AskParts {
  readonly api: Pick<Api, 'command' | 'press'>;
  readonly channel: Pick<Channel, 'put' | 'show' | 'answer'>;
  readonly announcer: Announcer;
  /** Gets the focus when an answer is dismissed. */
  readonly home: () => HTMLElement;
}

/** Buttons whose message says by itself what has become of them: their answer is heard, not shown. */
const shownBelow: ReadonlySet<PageAction> = new Set(['cancel', 'delete']);

export function createAsk({ api, channel, announcer, home }: AskParts): Ask {
  const take = (answer: CommandAnswer, about: About, from: HTMLElement, isShown: boolean): boolean => {
    if (answer.type === 'message') {
      channel.put(answer.message);
      channel.show(answer.message.job);
      return true;
    }
    const { reply } = answer;
    const isRefused = reply.kind === 'refusal';
    if (isShown || isRefused) channel.answer(reply, about, from);
    if (isRefused) announcer.warn(spoken(reply));
    else announcer.say(reply.title);
    return !isRefused;
  };
  const attempt = async (
    work: () => Promise<CommandAnswer>,
    about: About,
    from: HTMLElement,
    isShown = true,
  ): Promise<boolean> => {
    try {
      return take(await work(), about, from, isShown);
    } catch {
      // Why any: whatever kept it from being sent, the person can only try again.
      return take({ type: 'reply', reply: notSent }, about, from, true);
    }
  };
  const underWay = new Set<string>();
  return {
    command: ({ name, given, slots, extras, typed }, sent = () => {}) =>
      attempt(() => api.command(name, commandForm(given, slots, extras), sent), { command: typed }, home()),
    async press({ action, job }, style, from) {
      const key = `${action}:${job}`;
      if (underWay.has(key)) return;
      underWay.add(key);
      const work = () => api.press(pressForm(action, job, style), () => {});
      await attempt(work, { job }, from, !shownBelow.has(action));
      underWay.delete(key);
    },
  };
}

/** What is shown where the service says nothing. */
const notSent: Reply = { kind: 'refusal', title: words.notSent, blocks: [], buttons: [], isPrivate: true };

/** A refusal as it is heard: what happened and what to do. */
function spoken({ title, blocks }: Reply): string {
  return [title, ...blocks.flatMap((block) => (block.type === 'text' ? block.text : []))].join('. ');
}
