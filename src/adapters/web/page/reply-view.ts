/** A reply of the service: title, blocks, buttons; changed in place when it becomes another. */
import type { Block, Button, Reply } from '../../../reply/reply.js';
import { type BlockActions, type BlockView, createBlockView } from './block-views.js';
import { button, element, setText } from './dom.js';

export interface ReplyActions extends BlockActions {
  press(pressed: Button, from: HTMLElement): void;
}

export interface ReplyView {
  readonly root: HTMLElement;
  /** Names the reply, for labels. */
  readonly title: HTMLElement;
  update(reply: Reply): void;
}

const isPictured = ({ type }: Block) => type === 'picture' || type === 'comparison';

export function createReplyView(reply: Reply, actions: ReplyActions): ReplyView {
  const title = element('h2', { class: 'title' });
  const blocks = element('div', { class: 'blocks' });
  const buttons = element('div', { class: 'buttons' });
  const root = element('div', { class: 'reply' }, title, blocks, buttons);
  let shown = reply;
  let views: readonly BlockView[] = [];
  const pressable = new Map<string, { readonly made: HTMLButtonElement; button: Button }>();

  const updateBlocks = () => {
    const left = new Set(views);
    const next = shown.blocks.map((block) => {
      const known = [...left].find(({ type }) => type === block.type);
      if (known === undefined) return block;
      left.delete(known);
      known.update(block);
      return known;
    });
    // Why: the picture that was here last stays until the one that takes its place has come.
    const below = [...left].map(({ root: old }) => old.querySelector<HTMLImageElement>('.picture img'));
    views = next.map((one) =>
      'root' in one ? one : createBlockView(one, actions, isPictured(one) ? (below.shift() ?? null) : null),
    );
    for (const { root: old } of left) old.remove();
    for (const [at, view] of views.entries()) {
      if (blocks.children[at] !== view.root) blocks.insertBefore(view.root, blocks.children[at] ?? null);
    }
  };
  const updateButtons = () => {
    const wanted = shown.buttons.map((one) => {
      const key = `${one.action}:${one.job}`;
      const known = pressable.get(key);
      const entry = known ?? {
        button: one,
        made: button(one.label, {}, (from) => actions.press(pressable.get(key)!.button, from)),
      };
      entry.button = one;
      pressable.set(key, entry);
      setText(entry.made, one.label);
      entry.made.className = one.emphasis;
      return entry.made;
    });
    // Why compared: a button that is taken out and put back loses the focus.
    const same =
      wanted.length === buttons.children.length && wanted.every((one, at) => buttons.children[at] === one);
    if (!same) buttons.replaceChildren(...wanted);
    buttons.hidden = wanted.length === 0;
  };
  const update = (next: Reply) => {
    shown = next;
    root.dataset.kind = next.kind;
    setText(title, next.title);
    updateBlocks();
    updateButtons();
  };
  update(reply);
  return { root, title, update };
}
