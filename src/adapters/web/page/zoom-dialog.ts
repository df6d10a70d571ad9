/** A picture as large as one wants: wheel, pinch, drag and keys. */
import type { ShownPicture } from '../../../reply/reply.js';
import { button, element, setText } from './dom.js';
import { openModal } from './modal.js';
import { pictureUrl } from './picture-url.js';
import { words } from './words.js';
import { fitted, panned, type View, zoomedAt } from './zoom-view.js';

/** How much a press of a key zooms, and how many pixels it moves. */
const keyZoom = 1.25;
const keyMove = 60;

/** @param from gets the focus back. */
export function openZoom({ picture, alt }: ShownPicture, from: HTMLElement): void {
  const image = element('img', { src: pictureUrl(picture), alt, draggable: 'false' });
  const stage = element(
    'div',
    { class: 'stage', tabindex: 0, role: 'group', 'aria-label': `${alt}. ${words.zoomHow}`, autofocus: true },
    image,
  );
  const level = element('output', { class: 'level' });
  let view: View = fitted;
  const show = (next: View) => {
    view = next;
    image.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
    setText(level, words.zoomed(Math.round(view.scale * 100)));
  };
  const size = () => ({ width: stage.clientWidth, height: stage.clientHeight });
  /** From the middle of the stage. */
  const place = ({ clientX, clientY }: MouseEvent) => {
    const { left, top, width, height } = stage.getBoundingClientRect();
    return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
  };
  const zoom = (factor: number, at = { x: 0, y: 0 }) => show(zoomedAt(view, factor, at, size()));
  const move = (x: number, y: number) => show(panned(view, { x, y }, size()));
  const keys: Readonly<Record<string, () => void>> = {
    '+': () => zoom(keyZoom),
    '=': () => zoom(keyZoom),
    '-': () => zoom(1 / keyZoom),
    '0': () => show(fitted),
    ArrowLeft: () => move(keyMove, 0),
    ArrowRight: () => move(-keyMove, 0),
    ArrowUp: () => move(0, keyMove),
    ArrowDown: () => move(0, -keyMove),
  };
  stage.addEventListener('keydown', (event) => {
    const act = keys[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    act();
  });
  stage.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      zoom(
        Math.exp(-event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 0.05 : 0.002)),
        place(event),
      );
    },
    { passive: false },
  );
  stage.addEventListener('dblclick', (event) => (view.scale > 1 ? show(fitted) : zoom(3, place(event))));
  followPointers(stage, place, move, zoom);

  const tools = element(
    'div',
    { class: 'buttons' },
    button(words.zoomOut, { class: 'normal' }, () => zoom(1 / keyZoom)),
    level,
    button(words.zoomIn, { class: 'normal' }, () => zoom(keyZoom)),
    button(words.fit, { class: 'normal' }, () => show(fitted)),
  );
  openModal({ title: words.zoomTitle, className: 'zoom', content: [stage, tools], from });
  show(fitted);
}

type Point = Readonly<Record<'x' | 'y', number>>;

/** One pointer moves; two move and zoom about the point between them. */
function followPointers(
  stage: HTMLElement,
  place: (event: MouseEvent) => Point,
  move: (x: number, y: number) => void,
  zoom: (factor: number, at: Point) => void,
): void {
  const pointers = new Map<number, Point>();
  const middle = () => {
    const points = [...pointers.values()];
    const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 });
    return { x: sum.x / points.length, y: sum.y / points.length };
  };
  const spread = () => {
    const [a, b] = [...pointers.values()];
    return a === undefined || b === undefined ? null : Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));
  };
  stage.addEventListener('pointerdown', (event) => {
    stage.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, place(event));
  });
  stage.addEventListener('pointermove', (event) => {
    if (!pointers.has(event.pointerId)) return;
    const [from, wide] = [middle(), spread()];
    pointers.set(event.pointerId, place(event));
    const [to, wider] = [middle(), spread()];
    move(to.x - from.x, to.y - from.y);
    if (wide !== null && wider !== null) zoom(wider / wide, to);
  });
  for (const end of ['pointerup', 'pointercancel'] as const) {
    stage.addEventListener(end, ({ pointerId }) => pointers.delete(pointerId));
  }
}
