import { expect, test } from 'vitest';
import { presentInfo } from '../../src/reply/present-info.js';
import { done, harvest, job, order } from './pictures.js';

const factsOf = (...given: Parameters<typeof presentInfo>) =>
  Object.fromEntries(presentInfo(...given).blocks.flatMap((one) => (one.type === 'facts' ? one.facts : [])));

test('info has the recipe, the plot, the times, the place and the parent', () => {
  const made = done({ parent: 'halukemo', deaths: 1, notes: [{ code: 'resumed', detail: 'at step 8' }] });
  const reply = presentInfo(made, [harvest]);
  expect(reply).toMatchObject({
    kind: 'answer',
    isPrivate: true,
    title: 'About coffee in the style of Harvest',
  });
  expect(reply.blocks).toContainEqual({
    ...{ type: 'plot', title: 'Loss by step' },
    points: [
      [1, 9000],
      [30, 120],
    ],
  });
  expect(reply.blocks.at(-1)).toEqual({ type: 'note', text: 'Going on at step 8.' });
  expect(factsOf(made, [harvest])).toMatchObject({
    ...{ Job: 'rokadimu', Photo: 'coffee, 3000x2000', Style: 'Harvest by Vincent van Gogh', Size: '512x341' },
    ...{ Recipe: 'impasto', Strength: '50', Seed: '3', Colours: "the style's colours", 'Made from': 'halukemo' },
    ...{ 'Steps at full size': "the recipe's own", Waited: '2 s', Painted: '30 steps in 20 s' },
    ...{ Where: 'slot 1, cpu', Memory: '901 MiB at most', 'Processes that ended under it': '1' },
    ...{ Optimizer: 'lbfgs', 'Starts from': 'matched', 'Style layers': 'conv1_1, conv2_1' },
    'Asked for': '1970-01-01 00:00 UTC',
  });
});

test('info of one that has no picture has what there is, and weights where there are several styles', () => {
  const own = { ...order.styles[0]!, preset: null, label: 'waves', weight: 3 };
  const facts = factsOf(job({}, { styles: [...order.styles, own], steps: 40 }), [harvest]);
  expect(facts).toMatchObject({ 'Style 2': 'waves, weight 3', 'Steps at full size': '40', State: 'waiting' });
  expect(facts).not.toHaveProperty('Painted');
  expect(presentInfo(job(), []).blocks.some(({ type }) => type === 'plot')).toBe(false);
});
