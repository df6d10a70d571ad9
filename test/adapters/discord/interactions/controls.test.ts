/** What `/stylize` can be told beside photo and style: weights, controls, a mask, a picture to start from. */
import { expect, it } from 'vitest';
import { answered, bytes, idsOf, openStage, toldApart } from './stage.js';

it('several presets have their weights, and every control is handed on as it would be typed', async () => {
  const { discord, ask, asked, photo } = await openStage();
  const controls = { 'style-scale': 1.5, coarseness: 80, 'tv-weight': 1.5e-7, 'style-weight': 1e12 };
  const words = { init: 'noise', pooling: 'average', 'style-layers': 'conv1_1:2,conv4_1' };
  ask({ content: photo(), preset: 'style-3:2, mascot', ...controls, ...words });
  await discord.until(() => asked.stylize.length === 1);
  const [{ styles, values }] = asked.stylize[0]!;
  expect(styles).toEqual([
    { picture: { preset: 'style-3' }, weight: 2 },
    { picture: { preset: 'mascot' }, weight: 1 },
  ]);
  expect(values).toEqual({
    ...{ 'style-scale': '1.5', coarseness: '80', 'tv-weight': '0.00000015', 'style-weight': '1000000000000' },
    ...words,
  });
});

it('a mask and a picture to start from go along, also while a style is chosen', async () => {
  const { discord, ask, asked, photo, ada } = await openStage();
  const names = { content: photo(), mask: photo('where.png'), 'init-picture': photo('start.png') };
  const guidance = {
    masks: [{ name: 'where.png', bytes: Buffer.from(bytes) }],
    ...{ isMaskInverted: true, initPicture: { name: 'start.png', bytes: Buffer.from(bytes) } },
  };
  ask({ ...names, preset: 'style-1', 'invert-mask': true });
  await discord.until(() => asked.stylize.length === 1);
  expect(asked.stylize[0]![0]).toMatchObject({ ...guidance, values: {} });
  const message = await answered(ask({ ...names, 'invert-mask': true, coarseness: 10 }));
  ada.choose(message, idsOf(message, 'v1:pick:')[0]!, ['style-4']);
  await discord.until(() => asked.stylize.length === 2);
  expect(asked.stylize[1]![0]).toMatchObject({ ...guidance, values: { coarseness: '10' } });
});

it.each([
  ['style-1:0', 'a weight above 0'],
  ['style-1,', 'a picture or a preset'],
  ['a,b,c,d,e', 'at most 4'],
])('presets that cannot be read are told: %s', async (preset, words) => {
  const { discord, ask, asked, photo } = await openStage();
  const told = await toldApart(discord, ask({ content: photo(), preset }));
  expect(told.text).toContain(words);
  expect(asked.stylize).toEqual([]);
});
