/** Pictures to choose from, with title and artist, and a way to bring one's own. */
import type { PagePicture, StartAnswer } from '../protocol.js';
import { element, setText } from './dom.js';
import { createFilePicker } from './file-picker.js';
import { openModal } from './modal.js';
import type { Picked } from './picked.js';
import { presetUrl } from './picture-url.js';

export interface GalleryParts {
  readonly title: string;
  readonly text?: string;
  readonly pictures: readonly PagePicture[];
  /** Label of the button for a file. */
  readonly uploadLabel: string;
  readonly upload: StartAnswer['upload'];
  /** Gets the focus back. */
  readonly from: HTMLElement;
  picked(picked: Picked): void;
}

export function openGallery(parts: GalleryParts): void {
  const choose = (picked: Picked) => {
    modal.close();
    parts.picked(picked);
  };
  const cards = parts.pictures.map(({ id, title, caption, width, height }) => {
    const image = element('img', { src: presetUrl(id), alt: '', width, height, loading: 'lazy' });
    const card = element(
      'button',
      { type: 'button', class: 'card', 'data-id': id },
      element('span', { class: 'thumb' }, image),
      element('b', {}, title),
      element('span', { class: 'caption' }, caption),
    );
    card.addEventListener('click', () => choose({ type: 'preset', id, title }));
    return element('li', {}, card);
  });
  const problem = element('p', { class: 'problem', role: 'alert' });
  const picker = createFilePicker({
    ...{ label: parts.uploadLabel, upload: parts.upload, className: 'normal' },
    refused: (reason) => setText(problem, reason),
    picked: (file) => choose({ type: 'file', file }),
  });
  const { title, text, from } = parts;
  const modal = openModal({
    ...{ title, from, className: 'chooser', ...(text === undefined ? {} : { text }) },
    content: [
      element('ul', { class: 'gallery' }, ...cards),
      element('div', { class: 'buttons' }, picker),
      problem,
    ],
  });
}
