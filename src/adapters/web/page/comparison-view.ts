/** Before and after, one over the other, with a line between them that can be moved by pointer, touch and keys. */
import type { Block } from '../../../reply/reply.js';
import { element } from './dom.js';
import { createPictureView } from './picture-view.js';
import { words } from './words.js';

type Comparison = Extract<Block, { type: 'comparison' }>;

/** Percent of the photo that is shown at first: enough to see that there is something to move. */
const atFirst = 22;
const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -2,
  ArrowDown: -2,
  ArrowRight: 2,
  ArrowUp: 2,
  PageDown: -10,
  PageUp: 10,
  Home: -100,
  End: 100,
};

/** @param below shown in place of the painting until it has come. */
export function createComparisonView(
  block: Comparison,
  below: HTMLImageElement | null,
): {
  readonly root: HTMLElement;
  update(block: Comparison): void;
} {
  const after = createPictureView(block.after, below);
  const before = createPictureView(block.before, null);
  before.root.classList.add('before');
  const handle = element('div', {
    ...{ class: 'handle', role: 'slider', tabindex: 0, 'aria-label': words.slider },
    ...{ 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-orientation': 'horizontal' },
  });
  const tags = [
    element('span', { class: 'tag left', 'aria-hidden': 'true' }, words.before),
    element('span', { class: 'tag right', 'aria-hidden': 'true' }, words.after),
  ];
  const root = element('div', { class: 'comparison' }, after.root, before.root, ...tags, handle);
  let percent = atFirst;
  const move = (to: number) => {
    percent = Math.round(Math.min(100, Math.max(0, to)));
    root.style.setProperty('--split', `${percent}%`);
    root.classList.toggle('mostly-before', percent > 85);
    root.classList.toggle('mostly-after', percent < 12);
    handle.setAttribute('aria-valuenow', String(percent));
    handle.setAttribute('aria-valuetext', words.split(percent));
  };
  const follow = ({ clientX }: PointerEvent) => {
    const { left, width } = root.getBoundingClientRect();
    move(((clientX - left) / width) * 100);
  };
  root.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    root.setPointerCapture(event.pointerId);
    handle.focus({ preventScroll: true });
    follow(event);
  });
  root.addEventListener('pointermove', (event) => {
    if (root.hasPointerCapture(event.pointerId)) follow(event);
  });
  handle.addEventListener('keydown', (event) => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    move(percent + step);
  });
  move(percent);
  return {
    root,
    update(next) {
      after.update(next.after);
      before.update({ ...next.before, width: next.after.width, height: next.after.height });
    },
  };
}
