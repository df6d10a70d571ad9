/** A reply of the service: title, blocks, buttons; changed in place when it becomes another. */
import type { Button, Reply } from '../../../reply/reply.js';
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

export function createReplyView(reply: Reply, actions: ReplyActions): ReplyView {
  const title = element('h2', { class: 'title' });
  const blocks = element('div', { class: 'blocks' });
  const buttons = element('div', { class: 'buttons' });
  const root = element('div', { class: 'reply' }, title, blocks, buttons);
  let shown = reply;
  const views: BlockView[] = [];
  const pressable = new Map<string, { readonly made: HTMLButtonElement; button: Button }>();

  const updateBlocks = () => {
    for (const [at, block] of shown.blocks.entries()) {
      const view = views[at];
      if (view?.type === block.type) {
        view.update(block);
        continue;
      }
      const made = createBlockView(block, actions);
      if (view === undefined) blocks.append(made.root);
      else view.root.replaceWith(made.root);
      views[at] = made;
    }
    for (const view of views.splice(shown.blocks.length)) view.root.remove();
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
