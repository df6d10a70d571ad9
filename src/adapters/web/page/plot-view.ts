/** The loss along the way, drawn, with its two ends in words. */
import type { Block } from '../../../reply/reply.js';
import { drawing, element, freshId } from './dom.js';
import { lossText, shapePlot } from './plot-shape.js';
import { words } from './words.js';

const box = { width: 320, height: 120, margin: 8 } as const;

export function createPlotView({ title, points }: Extract<Block, { type: 'plot' }>): HTMLElement {
  const shape = shapePlot(points, box);
  const caption = element('figcaption', {}, title);
  const figure = element('figure', { class: 'plot' }, caption);
  if (shape === null) return figure;
  const [first, last] = [shape.first, shape.last].map(([step, loss]) =>
    words.plotPoint(step, lossText(loss)),
  ) as [string, string];
  const [name, description] = [freshId('plot'), freshId('plot')];
  const drawn = drawing(
    'svg',
    {
      ...{ viewBox: `0 0 ${box.width} ${box.height}`, preserveAspectRatio: 'none', role: 'img' },
      ...{ 'aria-labelledby': name, 'aria-describedby': description },
    },
    drawing('title', { id: name }, title),
    drawing('desc', { id: description }, words.plotSummary(first, last)),
    drawing('path', { d: shape.path, class: 'curve', 'vector-effect': 'non-scaling-stroke' }),
  );
  const ends = element('p', { class: 'ends', 'aria-hidden': 'true' }, element('span', {}, first));
  ends.append(element('span', {}, last));
  figure.append(drawn, ends);
  return figure;
}
