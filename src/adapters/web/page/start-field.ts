/** Where a picture starts: a word, or a picture of the person's own. */
import type { PageOption, StartAnswer } from '../protocol.js';
import { element, freshId } from './dom.js';
import { createPictureField } from './picture-field.js';
import { words } from './words.js';

export interface StartField {
  readonly root: HTMLElement;
  /** Empty where nothing was chosen. */
  readonly start: string | File;
  /** Takes the picture away; a word stays. */
  clear(): void;
}

/** @param option the one with the words. */
export function createStartField(
  option: PageOption,
  upload: StartAnswer['upload'],
  refused: (reason: string) => void,
): StartField {
  const id = freshId(option.name);
  const select = element('select', { id, name: option.name, 'aria-describedby': `${id}-help` });
  select.append(element('option', { value: '' }, option.unset ?? ''));
  for (const choice of option.choices) select.append(element('option', { value: choice }, choice));
  const picture = createPictureField({
    ...{ label: words.startPicture, name: words.startPictureOf, upload, refused },
    changed() {
      select.disabled = picture.file !== null;
    },
  });
  const help = element('span', { class: 'help', id: `${id}-help` }, option.help);
  const root = element(
    'div',
    { class: 'field', 'data-option': option.name },
    element('label', { for: id }, words.start),
    select,
    picture.root,
    help,
  );
  return {
    root,
    get start() {
      return picture.file ?? select.value;
    },
    clear: () => picture.clear(),
  };
}
