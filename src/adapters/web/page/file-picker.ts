/** A button that asks for a picture file and looks at it before it is taken. */
import type { StartAnswer } from '../protocol.js';
import { button, element } from './dom.js';
import { checkFile } from './picked.js';

export interface FilePickerParts {
  readonly label: string;
  /** For a screen reader, where the label alone does not say what for. */
  readonly name?: string;
  readonly className: string;
  readonly upload: StartAnswer['upload'];
  picked(file: File): void;
  refused(reason: string): void;
}

export function createFilePicker(parts: FilePickerParts): HTMLElement {
  const { label, name, className, upload, picked, refused } = parts;
  const input = element('input', {
    type: 'file',
    accept: upload.types.join(','),
    hidden: true,
    tabindex: -1,
  });
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    // Why emptied: choosing the same file again is a change, too.
    input.value = '';
    if (file === undefined) return;
    const problem = checkFile(file, upload);
    if (problem === null) picked(file);
    else refused(problem);
  });
  const press = button(label, { class: className, 'aria-label': name ?? null }, () => input.click());
  return element('span', { class: 'picker' }, press, input);
}
