/** What an empty channel says: one sentence, and pairs of pictures to try. */
import type { PagePicture, StartAnswer } from '../protocol.js';
import { element } from './dom.js';
import { presetUrl } from './picture-url.js';
import { words } from './words.js';

/** Pairs that show what it can do; those whose pictures are not there are left out. */
const pairs = [
  ['coffee', 'cafe-terrace'],
  ['chelsea-cat', 'harvest'],
  ['raccoon', 'stained-glass'],
] as const;

/** @param paint called with a sample and a preset that shall be painted. */
export function fillWelcome(
  root: HTMLElement,
  { samples, styles }: Pick<StartAnswer, 'samples' | 'styles'>,
  paint: (photo: PagePicture, style: PagePicture) => void,
): void {
  const cards = pairs.flatMap(([photoId, styleId]) => {
    const photo = samples.find(({ id }) => id === photoId);
    const style = styles.find(({ id }) => id === styleId);
    if (photo === undefined || style === undefined) return [];
    const names = `${photo.id} + ${style.id}`;
    const card = element(
      'button',
      { type: 'button', class: 'try', 'aria-label': words.tryPair(names, photo.title, style.title) },
      element('span', { class: 'pair' }, thumb(photo), thumb(style)),
      element('span', { class: 'names' }, names),
    );
    card.addEventListener('click', () => paint(photo, style));
    return [element('li', {}, card)];
  });
  root.replaceChildren(
    element('p', { class: 'greeting' }, words.greeting),
    element('ul', { class: 'tries' }, ...cards),
    element('p', { class: 'aside' }, words.tryOne),
  );
}

const thumb = ({ id }: PagePicture) => element('img', { src: presetUrl(id), alt: '' });
