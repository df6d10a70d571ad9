/** How a picture was painted: a file that moves, over and over, until one stops it. */
import type { ShownPicture } from '../../../reply/reply.js';
import { button, element, isCalm, setAttributes, setText } from './dom.js';
import { openModal } from './modal.js';
import { pictureUrl, timelapseUrl } from './picture-url.js';
import { words } from './words.js';

/** @param from gets the focus back. */
export function openTimelapse({ picture, alt, width, height }: ShownPicture, from: HTMLElement): void {
  if (picture.type !== 'result') return;
  const moving = timelapseUrl(picture.job);
  const image = element('img', { alt, width, height, class: 'film' });
  // Why still at first for some: they have asked for less movement, and see it when they say so.
  let isPlaying = !isCalm();
  const toggle = button('', { class: 'normal', autofocus: true }, () => {
    isPlaying = !isPlaying;
    show();
  });
  const show = () => {
    setText(toggle, isPlaying ? words.stop : words.play);
    setAttributes(image, { src: isPlaying ? moving : pictureUrl(picture) });
  };
  show();
  const download = element('a', { class: 'tool', href: `${moving}?full`, download: true }, words.download);
  openModal({
    ...{ title: words.timelapseTitle, className: 'timelapse', from },
    content: [image, element('div', { class: 'buttons' }, toggle, download)],
  });
}
