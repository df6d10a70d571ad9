/** What `/stylize` can be told beside photo and style: typed, and in the form once it shows all. */
import { expect, it } from 'vitest';
import { bytes, message, openStage, type Stage, toldAlone } from './stage.js';

const bufferOf = (name: string) => ({ name, bytes: Buffer.from(bytes) });
const startOf = (view: Awaited<ReturnType<typeof opened>>, id: string) => {
  const block = view.blocks.find(({ block_id }) => block_id === id);
  const { initial_value: text, initial_option: option } = (block?.element ?? {}) as {
    readonly initial_value?: string;
    readonly initial_option?: { readonly value: string };
  };
  return text ?? option?.value ?? null;
};
const opened = ({ ada }: Stage, text = '') => ada.slash('/stylize', text).modal();

/** The form after its button was pressed. */
const widened = async (stage: Stage, text = '') => {
  const view = await opened(stage, text);
  stage.ada.press(view, 'v1:controls');
  return view.until(({ blocks }) => blocks.some(({ block_id }) => block_id === 'mask'));
};

it('more controls come at a press; what was filled in stays, and all of it becomes a job', async () => {
  const stage = await openStage();
  const { ada } = stage;
  const view = await opened(stage);
  const photo = stage.photo();
  ada.fill(view, { preset: 'style-3', strength: '70', size: '512' }, { content: [photo] });
  ada.press(view, 'v1:controls');
  await view.until(({ revisions }) => revisions.length === 2);
  expect([startOf(view, 'preset'), startOf(view, 'strength')]).toEqual(['style-3', '70']);
  const files = {
    mask: [stage.photo(ada, 'photo_of_mask.png')],
    'init-picture': [stage.photo(ada, 'photo_of_start.png')],
  };
  const controls = { coarseness: '80', pooling: 'average', 'style-layers': 'conv1_1:2,relu4_1' };
  ada.submit(view, { ...controls, more_presets: 'mascot:2', 'invert-mask': 'on' }, files);
  await message(stage, 'Painting');
  expect(stage.asked.stylize[0]![0]).toEqual({
    content: bufferOf('photo_of_me.png'),
    styles: [
      { picture: { preset: 'style-3' }, weight: 1 },
      { picture: { preset: 'mascot' }, weight: 2 },
    ],
    values: { strength: '70', size: '512', colors: 'style', ...controls },
    masks: [bufferOf('photo_of_mask.png')],
    ...{ isMaskInverted: true, initPicture: bufferOf('photo_of_start.png'), isPrivate: false },
  });
});

it('of two presses the second changes nothing', async () => {
  const stage = await openStage();
  const view = await opened(stage);
  const [first, second] = [stage.ada.press(view, 'v1:controls'), stage.ada.press(view, 'v1:controls')];
  await Promise.all([first.acknowledged, second.acknowledged]);
  await view.until(({ revisions }) => revisions.length > 1);
  stage.ada.submit(view, { preset: 'style-1' }, { content: [stage.photo()] });
  await message(stage, 'Painting');
  expect(view.revisions).toHaveLength(2);
});

it('further styles may be called by their titles', async () => {
  const stage = await openStage();
  const view = await widened(stage);
  stage.ada.submit(view, { more_presets: 'Our Mascot:2, style 4' }, { content: [stage.photo()] });
  await message(stage, 'Painting');
  expect(stage.asked.stylize[0]![0].styles).toEqual([
    { picture: { preset: 'mascot' }, weight: 2 },
    { picture: { preset: 'style-4' }, weight: 1 },
  ]);
});

it('what is wrong with controls is told at their fields, all at once', async () => {
  const stage = await openStage();
  const view = await widened(stage);
  const wrong = { more_presets: 'mascto, style-1', 'style-layers': 'conv9_9', preset: 'style-1' };
  stage.ada.submit(view, wrong, { content: [stage.photo()] });
  await view.until(({ errors }) => Object.keys(errors).length > 0);
  expect(Object.keys(view.errors).sort()).toEqual(['more_presets', 'style-layers']);
  expect(view.errors.more_presets).toBe('"mascto" is no style here. Did you mean mascot?');
  expect(view.errors['style-layers']).toContain('expected layers of VGG19');
  stage.ada.submit(view, { more_presets: 'style-2:0', 'style-layers': 'conv1_1' });
  await view.until(({ errors }) => errors.more_presets?.includes('a weight above 0') === true);
  expect([view.isOpen, stage.asked.stylize]).toEqual([true, []]);
});

it('what was typed stands in the form, the styles with their weights too', async () => {
  const stage = await openStage();
  const typed = 'preset:style-3:2,mascot strength:70 coarseness:80 init:Noise recipe:impasto private:on';
  const view = await opened(stage, typed);
  const names = ['more_presets', 'strength', 'coarseness', 'init', 'recipe', 'preset'];
  expect(names.map((id) => startOf(view, id))).toEqual([
    ...['style-3:2, mascot', '70', '80', 'noise', 'impasto', null],
  ]);
  stage.ada.submit(view, {}, { content: [stage.photo()] });
  await message(stage, 'Painting');
  expect(stage.asked.stylize[0]![0]).toMatchObject({
    styles: [{ picture: { preset: 'style-3' }, weight: 2 }, { picture: { preset: 'mascot' } }],
    values: { strength: '70', coarseness: '80', init: 'noise', recipe: 'impasto' },
    isPrivate: true,
  });
});

it('everyday options that were typed need no more controls', async () => {
  const view = await opened(await openStage(), 'Our Mascot strength:70');
  expect([startOf(view, 'preset'), startOf(view, 'strength')]).toEqual(['mascot', '70']);
  expect(view.blocks.some(({ block_id }) => block_id === 'mask')).toBe(false);
});

it.each([
  ['strength:101', 'strength: expected a number from 0 to 100, got "101".'],
  ['mask:here.png', 'mask: expected a picture that is sent along'],
  ['recipe:gatys-1888', 'recipe: expected one of'],
  ['mascot:0', 'a weight above 0'],
  ['mascot, style-77', '"style-77" is no command and no style here'],
])('what is typed wrong is told, and no form opens: %s', async (text, words) => {
  const stage = await openStage();
  expect((await toldAlone(stage.ada.slash('/stylize', text))).words).toContain(words);
  expect(stage.slack.modals()).toEqual([]);
});
