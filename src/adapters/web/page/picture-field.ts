/** A small place for a picture file in a form: a button until there is one, then a thumbnail with its name. */
import type { StartAnswer } from '../protocol.js';
import { button, element } from './dom.js';
import { createFilePicker } from './file-picker.js';
import { words } from './words.js';

export interface PictureField {
  readonly root: HTMLElement;
  readonly file: File | null;
  clear(): void;
}

export interface PictureFieldParts {
  readonly label: string;
  /** For a screen reader: what it is for. */
  readonly name: string;
  readonly upload: StartAnswer['upload'];
  /** @default the picture itself */
  readonly thumbnail?: (file: File) => HTMLElement;
  changed(): void;
  refused(reason: string): void;
}

export function createPictureField(parts: PictureFieldParts): PictureField {
  const { label, name, upload, thumbnail = createThumbnail, changed, refused } = parts;
  const root = element('span', { class: 'picture-field', role: 'group', 'aria-label': name });
  let file: File | null = null;

  const set = (next: File | null) => {
    file = next;
    const hadFocus = root.contains(document.activeElement);
    release(root);
    root.replaceChildren(...(next === null ? [picker] : filled(next)));
    if (hadFocus) root.querySelector('button')?.focus();
    changed();
  };
  const picker = createFilePicker({ label, name, className: 'small', upload, refused, picked: set });
  const filled = (chosen: File) => [
    thumbnail(chosen),
    element('span', { class: 'file-name' }, chosen.name),
    button('×', { class: 'remove', 'aria-label': words.remove(`${name}, ${chosen.name}`) }, () => set(null)),
  ];
  root.append(picker);
  return {
    root,
    get file() {
      return file;
    },
    clear: () => set(null),
  };
}

const createThumbnail = (file: File): HTMLElement =>
  element('img', { src: URL.createObjectURL(file), alt: '' });

/** Gives back the memory of thumbnails of files. */
export function release(box: HTMLElement): void {
  for (const { src } of box.querySelectorAll('img')) if (src.startsWith('blob:')) URL.revokeObjectURL(src);
}
