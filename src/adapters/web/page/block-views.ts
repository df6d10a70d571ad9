/** Every kind of block of a reply: how it is made, and how it becomes the next one where it stays. */
import type { Block, GalleryItem, ShownPicture } from '../../../reply/reply.js';
import { createComparisonView } from './comparison-view.js';
import { button, element, setText } from './dom.js';
import { downloadUrl } from './picture-url.js';
import { createPictureView, keepRoom } from './picture-view.js';
import { createPlotView } from './plot-view.js';
import { words } from './words.js';

export interface BlockView {
  readonly type: Block['type'];
  readonly root: HTMLElement;
  /** Takes a block of its own type. */
  update(block: Block): void;
}

export interface BlockActions {
  /** @param from gets the focus back. */
  zoom(shown: ShownPicture, from: HTMLElement): void;
  /** Shows how it was painted. */
  playTimelapse(shown: ShownPicture, from: HTMLElement): void;
  /** Has it painted further. */
  goOn(job: string, from: HTMLElement): void;
  /** A picture of a gallery was chosen. */
  pick(item: GalleryItem): void;
}

type Of<Type extends Block['type']> = Extract<Block, { type: Type }>;
type Make<Type extends Block['type']> = (
  block: Of<Type>,
  actions: BlockActions,
  below: HTMLImageElement | null,
) => { readonly root: HTMLElement; readonly update?: (block: Of<Type>) => void };

const makers: { readonly [Type in Block['type']]: Make<Type> } = {
  text({ text }) {
    const root = element('p', { class: 'text' }, text);
    return { root, update: (next) => setText(root, next.text) };
  },
  note({ text }) {
    const root = element('p', { class: 'note' }, text);
    return { root, update: (next) => setText(root, next.text) };
  },
  progress(block) {
    const bar = element('div', {
      class: 'bar',
      role: 'progressbar',
      'aria-valuemin': 0,
      'aria-valuemax': 100,
    });
    const label = element('span', { class: 'label' });
    bar.append(element('div', { class: 'fill' }));
    const update = (next: Of<'progress'>) => {
      const value = next.value === null ? null : Math.round(next.value * 100);
      bar.classList.toggle('unknown', value === null);
      bar.style.setProperty('--share', `${value ?? 0}%`);
      if (value === null) bar.removeAttribute('aria-valuenow');
      else bar.setAttribute('aria-valuenow', String(value));
      const said = [next.label, next.remaining].filter((words) => words !== null).join(', ');
      bar.setAttribute('aria-label', said);
      setText(label, said);
    };
    update(block);
    const legend = element('p', { class: 'legend' }, label);
    return { root: element('div', { class: 'progress' }, legend, bar), update };
  },
  picture(block, actions, below) {
    const view = createPictureView(block, below);
    return framed(view.root, block, view.update, (next: Of<'picture'>) => next, actions);
  },
  comparison(block, actions, below) {
    const view = createComparisonView(block, below);
    return framed(view.root, block, view.update, ({ after }: Of<'comparison'>) => after, actions);
  },
  facts({ facts }) {
    const rows = facts.map(([name, value]) =>
      element('div', {}, element('dt', {}, name), element('dd', {}, value)),
    );
    return { root: element('dl', { class: 'facts' }, ...rows) };
  },
  table({ columns, rows }) {
    const head = element('tr', {}, ...columns.map((name) => element('th', { scope: 'col' }, name)));
    // Why data-name: on a phone each row is a card, and says by itself what its values are.
    const body = rows.map((row) =>
      element('tr', {}, ...row.map((text, at) => element('td', { 'data-name': columns[at] ?? '' }, text))),
    );
    const table = element('table', {}, element('thead', {}, head), element('tbody', {}, ...body));
    return { root: element('div', { class: 'table' }, table) };
  },
  gallery({ items }, actions) {
    const cards = items.map((item) => {
      const image = createPictureView(item, null).root;
      const caption = element('span', { class: 'caption' }, item.caption);
      const card = element(
        'button',
        { type: 'button', class: 'card' },
        image,
        element('b', {}, item.title),
        caption,
      );
      card.addEventListener('click', () => actions.pick(item));
      return element('li', {}, card);
    });
    return { root: element('ul', { class: 'gallery' }, ...cards) };
  },
  plot: (block) => ({ root: createPlotView(block) }),
};

/** A picture with what can be done with it below. */
function framed<Next extends Block>(
  view: HTMLElement,
  block: Next,
  update: (next: Next) => void,
  main: (next: Next) => ShownPicture,
  actions: BlockActions,
) {
  let shown = main(block);
  const more = button(words.moreSteps, { class: 'tool' }, (from) => {
    if (shown.picture.type === 'result') actions.goOn(shown.picture.job, from);
  });
  const film = button(words.timelapse, { class: 'tool' }, (from) => actions.playTimelapse(shown, from));
  const zoom = button(words.zoom, { class: 'tool' }, (from) => actions.zoom(shown, from));
  const download = element('a', { class: 'tool', download: true }, words.download);
  const tools = element('p', { class: 'tools' }, more, film, zoom, download);
  const root = element('div', { class: 'framed' }, view, tools);
  const show = (next: Next) => {
    shown = main(next);
    keepRoom(root, shown);
    const url = downloadUrl(shown.picture);
    tools.hidden = url === null;
    if (url !== null) download.href = url;
    film.hidden = shown.hasTimelapse !== true;
    zoom.setAttribute('aria-label', words.zoomOf(shown.alt));
    film.setAttribute('aria-label', words.timelapseOf(shown.alt));
    more.setAttribute('aria-label', words.moreStepsOf(shown.alt));
  };
  show(block);
  return {
    root,
    update(next: Next) {
      show(next);
      update(next);
    },
  };
}

/**
 * A view of a block. One without an `update` of its own is made anew when the block has changed.
 * @param below what a picture shows until it has come: the one that was in its place.
 */
export function createBlockView(
  block: Block,
  actions: BlockActions,
  below: HTMLImageElement | null,
): BlockView {
  const make = makers[block.type] as Make<Block['type']>;
  const made = make(block as never, actions, below);
  let { root } = made;
  let before = JSON.stringify(block);
  return {
    type: block.type,
    get root() {
      return root;
    },
    update(next) {
      const now = JSON.stringify(next);
      if (now === before) return;
      before = now;
      if (made.update !== undefined) return made.update(next as never);
      const fresh = make(next as never, actions, null).root;
      root.replaceWith(fresh);
      root = fresh;
    },
  };
}
