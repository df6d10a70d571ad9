/** A dialog over the page: keeps the focus inside, Escape closes it, and the focus goes back where it was. */
import { button, element, freshId } from './dom.js';
import { words } from './words.js';

export interface Modal {
  readonly root: HTMLDialogElement;
  close(): void;
}

export interface ModalParts {
  readonly title: string;
  readonly text?: string;
  readonly className: string;
  readonly content: readonly HTMLElement[];
  /** Gets the focus at the end. */
  readonly from: HTMLElement;
  /** Told once, however it was closed. */
  readonly closed?: () => void;
}

export function openModal({ title, text, className, content, from, closed }: ModalParts): Modal {
  const heading = element('h2', { id: freshId('dialog') }, title);
  const root = element('dialog', { class: className, 'aria-labelledby': heading.id });
  const shut = button(words.close, { class: 'quiet' }, () => root.close());
  root.append(element('header', {}, heading, shut));
  if (text !== undefined) root.append(element('p', { class: 'text' }, text));
  root.append(...content);
  root.addEventListener('click', (event) => {
    // Why: a click on the dialog itself is one beside its content.
    if (event.target === root && isOutside(root, event)) root.close();
  });
  root.addEventListener('close', () => {
    root.remove();
    if (from.isConnected) from.focus({ preventScroll: true });
    closed?.();
  });
  document.body.append(root);
  root.showModal();
  return { root, close: () => root.close() };
}

function isOutside(root: HTMLElement, { clientX, clientY }: MouseEvent): boolean {
  const { left, right, top, bottom } = root.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}
