/** Asks before something goes for good. */
import { button, element } from './dom.js';
import { openModal } from './modal.js';
import { words } from './words.js';

/** @param from gets the focus back. @param agreed called when the person says yes. */
export function confirmDelete(from: HTMLElement, agreed: () => void): void {
  const keep = button(words.keep, { class: 'normal', autofocus: true }, () => modal.close());
  const go = button(words.deleteIt, { class: 'danger' }, () => {
    modal.close();
    agreed();
  });
  const modal = openModal({
    ...{ title: words.deleteTitle, text: words.deleteText, className: 'confirm', from },
    content: [element('div', { class: 'buttons' }, keep, go)],
  });
}
