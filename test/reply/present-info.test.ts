import { expect, test } from 'vitest';
import { presentInfo } from '../../src/reply/present-info.js';
import { done, harvest, job, order, result } from './pictures.js';

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
    ...{
      Recipe: 'impasto',
      Strength: '50',
      Seed: '3',
      Colours: "the style's colours",
      'Made from': 'halukemo',
    },
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

test('info has every control that differs, the masks, the start, and what balances beta', () => {
  const [style] = order.styles;
  const made = done(
    {
      result: {
        ...result,
        recipe: { ...result.recipe, balanceGain: 3e-4, tunedOn: 'torchvision' },
      },
    },
    {
      styles: [{ ...style!, mask: { ...order.content, label: 'sky\u202egnp' } }, style!],
      ...{ coarseness: 80, 'style-scale': 2, pooling: 'average', 'tv-weight': 0, init: 'noise' },
      'style-layers': [
        { layer: 'conv1_1', weight: 2 },
        { layer: 'conv4_1', weight: 1 },
      ],
    },
  );
  const facts = factsOf(made, [harvest]);
  expect(facts).toMatchObject({
    ...{ 'Style 1': 'Harvest by Vincent van Gogh, weight 1, inside the mask sky gnp' },
    ...{ 'Style 2': 'Harvest by Vincent van Gogh, weight 1', Coarseness: '80', 'Style scale': '2' },
    ...{ Pooling: 'max', 'Total variation weight': '0', Start: 'noise' },
    'Style layers': 'conv1_1, conv2_1',
    Balance: "beta x 3e-4: its weights were tuned on torchvision's",
  });
  const reply = presentInfo(made, [harvest]);
  const asked = reply.blocks.flatMap((block, at) => (at === 0 && block.type === 'facts' ? block.facts : []));
  expect(asked).toContainEqual(['Pooling', 'average']);
  expect(asked).toContainEqual(['Style layers', 'conv1_1:2,conv4_1']);
});

test('info leaves out what is as it is anyway, and names the picture that another started from', () => {
  const facts = factsOf(done(), [harvest]);
  for (const name of ['Coarseness', 'Style scale', 'Start', 'Balance'])
    expect(facts).not.toHaveProperty([name]);
  const initPicture = { ...order.content, label: 'rokadimu' };
  expect(factsOf(done({}, { initPicture }), [harvest])).toMatchObject({ Start: 'rokadimu' });
});

test('the gain is for the weights whose activations the recipe balances', () => {
  const recipe = { balanceGain: 0.5, tunedOn: 'caffe', balancedOn: 'normalized' };
  expect(factsOf(done({ result: { ...result, recipe } }), []).Balance).toBe(
    'beta x 0.5: its weights were tuned on normalized ones',
  );
});

test.each([
  [1, undefined],
  [2.5, 'beta x 2.5'],
  [31.4159, 'beta x 31'],
  [0.0123, 'beta x 0.012'],
  [3.14e-4, 'beta x 3.1e-4'],
  [12345, 'beta x 1.2e4'],
])('a gain of %d is told as %s', (balanceGain, told) => {
  const made = done({ result: { ...result, recipe: { balanceGain } } });
  expect(factsOf(made, []).Balance).toBe(told);
});
