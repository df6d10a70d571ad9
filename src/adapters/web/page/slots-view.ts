/** The two places for pictures: a photo and a style, each with a thumbnail once it is filled. */
import type { StartAnswer } from '../protocol.js';
import { button, element } from './dom.js';
import { createFilePicker } from './file-picker.js';
import { openGallery } from './gallery-dialog.js';
import {
  noSlots,
  type Picked,
  placePictures,
  type SlotName,
  type Slots,
  slotNames,
  titleOf,
} from './picked.js';
import { release } from './picture-field.js';
import { presetUrl } from './picture-url.js';
import { words } from './words.js';

export interface SlotsView {
  readonly root: HTMLElement;
  readonly slots: Slots;
  /** Puts pictures where there is room; into one place if it is named. */
  place(pictures: readonly Picked[], into?: SlotName): void;
  clear(): void;
}

const dialogs = {
  content: { title: words.samplesTitle, pictures: 'samples' },
  style: { title: words.presetsTitle, pictures: 'styles' },
} as const;
const titles = { content: words.photo, style: words.style } as const;

/** @param changed told when a place has been filled or emptied. @param refused told why a file cannot be taken. */
export function createSlotsView(
  start: Pick<StartAnswer, 'styles' | 'samples' | 'upload'>,
  changed: (slots: Slots) => void,
  refused: (reason: string) => void,
): SlotsView {
  let slots = noSlots;
  const createBox = (name: SlotName) =>
    element('div', { class: 'slot', 'data-slot': name, role: 'group', 'aria-label': titles[name] });
  const boxes: Readonly<Record<SlotName, HTMLElement>> = {
    content: createBox('content'),
    style: createBox('style'),
  };
  const swap = button('⇄', { class: 'swap', 'aria-label': words.swap, title: words.swap }, () =>
    set({ content: slots.style, style: slots.content }),
  );
  const root = element('div', { class: 'slots' }, boxes.content, swap, boxes.style);

  const set = (next: Slots) => {
    for (const name of slotNames) {
      const isKept = next[name] === slots[name] && boxes[name].childElementCount > 0;
      if (!isKept) show(name, next[name]);
    }
    slots = next;
    swap.disabled = slots.content === null && slots.style === null;
    changed(slots);
  };
  const show = (name: SlotName, picked: Picked | null) => {
    const box = boxes[name];
    const hadFocus = box.contains(document.activeElement);
    release(box);
    box.classList.toggle('filled', picked !== null);
    box.replaceChildren(...(picked === null ? emptyParts(name) : filledParts(name, picked)));
    if (hadFocus) box.querySelector('button')?.focus();
  };
  const put = (name: SlotName, picked: Picked | null) => set({ ...slots, [name]: picked });
  const choose = (name: SlotName, from: HTMLElement) =>
    openGallery({
      ...{ title: dialogs[name].title, pictures: start[dialogs[name].pictures], upload: start.upload },
      ...{ uploadLabel: words.uploadOf[name], from },
      picked: (picked) => {
        put(name, picked);
        boxes[name].querySelector('button')?.focus();
      },
    });
  const emptyParts = (name: SlotName) => [
    element('b', { class: 'slot-title' }, titles[name]),
    createFilePicker({
      ...{
        label: words.upload,
        name: words.uploadOf[name],
        className: 'small',
        upload: start.upload,
        refused,
      },
      picked: (file) => put(name, { type: 'file', file }),
    }),
    button(words.choose[name], { class: 'small', 'aria-label': words.chooseOf[name] }, (from) =>
      choose(name, from),
    ),
  ];
  const filledParts = (name: SlotName, picked: Picked) => {
    const title = titleOf(picked);
    const image = element('img', {
      src: picked.type === 'file' ? URL.createObjectURL(picked.file) : presetUrl(picked.id),
      alt: '',
    });
    const change = element(
      'button',
      { type: 'button', class: 'thumb', 'aria-label': words.chooseOf[name] },
      image,
    );
    change.addEventListener('click', () => choose(name, change));
    const caption = element('span', { class: 'slot-title' }, element('b', {}, titles[name]), ` ${title}`);
    const remove = button('×', { class: 'remove', 'aria-label': words.remove(title) }, () => put(name, null));
    return [change, caption, remove];
  };
  set(noSlots);
  return {
    root,
    get slots() {
      return slots;
    },
    place: (pictures, into) =>
      set(
        into !== undefined && pictures[0]
          ? { ...slots, [into]: pictures[0] }
          : placePictures(slots, pictures),
      ),
    clear: () => set(noSlots),
  };
}
