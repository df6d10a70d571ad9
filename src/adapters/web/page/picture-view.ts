/** A picture in a box that keeps its room: a new one fades in over the old one. */
import type { ShownPicture } from '../../../reply/reply.js';
import { element, isCalm } from './dom.js';
import { pictureUrl } from './picture-url.js';
import { words } from './words.js';

export interface PictureView {
  readonly root: HTMLElement;
  update(shown: ShownPicture): void;
}

/** Room for a picture: its shape is known before its bytes are. */
export function keepRoom(box: HTMLElement, { width, height }: Pick<ShownPicture, 'width' | 'height'>): void {
  const isKnown = width !== null && height !== null;
  box.classList.toggle('shapeless', !isKnown);
  if (!isKnown) return;
  box.style.setProperty('--shape', `${width} / ${height}`);
  box.style.setProperty('--ratio', String(width / height));
}

/** Milliseconds that one picture takes to become the next; the same as in message.css. */
const fadeMs = 500;

/** @param below shown until the picture has come; null = a line of text. */
export function createPictureView(shown: ShownPicture, below: HTMLImageElement | null): PictureView {
  const hint = element('span', { class: 'hint' }, words.noPicture);
  const root = element('div', { class: 'picture' }, below ?? hint);
  let [address, alt] = ['', ''];
  let top = below;

  const appear = (image: HTMLImageElement, forAddress: string) => {
    // Why: a later picture may be here already, or on its way.
    if (forAddress !== address) return image.remove();
    const old = top;
    top = image;
    image.alt = alt;
    old?.setAttribute('aria-hidden', 'true');
    hint.remove();
    root.append(image);
    if (isCalm()) return old?.remove();
    image.classList.add('arriving');
    setTimeout(() => {
      image.classList.remove('arriving');
      old?.remove();
    }, fadeMs);
  };
  const update = (next: ShownPicture) => {
    keepRoom(root, next);
    alt = next.alt;
    if (top !== null) top.alt = alt;
    const wanted = pictureUrl(next.picture);
    if (wanted === address) return;
    address = wanted;
    const image = element('img', { alt: '', draggable: 'false' });
    image.src = wanted;
    image.decode().then(
      () => appear(image, wanted),
      () => {
        // Why only the first: a preview that has gone meanwhile leaves the one before it.
        if (top === null && wanted === address) hint.textContent = missing(next);
      },
    );
  };
  update(shown);
  return { root, update };
}

const missing = ({ picture }: ShownPicture) =>
  picture.type === 'preview' ? words.noPicture : words.pictureGone;
