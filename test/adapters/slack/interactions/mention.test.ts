/** A mention: two pictures, or one and the name of a style; all in the thread. */
import { expect, it } from 'vitest';
import { findStyleIn, readMention } from '../../../../src/adapters/slack/mention.js';
import { choices, refusal, refused } from '../../discord/interactions/talk.js';
import { message, openStage } from './stage.js';

it('two pictures are the photo and the style, in a thread below', async () => {
  const stage = await openStage();
  const files = [stage.photo(), stage.photo(stage.ada, 'photo_of_waves.png')];
  const { message: said } = stage.ada.mention('please', files);
  const shown = await message(stage, 'Painting');
  expect([shown.channel, shown.thread]).toEqual([stage.channel, said.ts]);
  const [input, { requester }] = stage.asked.stylize[0]!;
  expect(input).toMatchObject({
    content: { name: 'photo_of_me.png' },
    styles: [{ picture: { name: 'photo_of_waves.png' } }],
    isPrivate: false,
  });
  expect(requester.channel).toBe(stage.channel.id);
});

it('a picture and the name of a style', async () => {
  const stage = await openStage();
  stage.ada.mention('in the style of Our Mascot, please!', [stage.photo()]);
  await message(stage, 'Painting');
  expect(stage.asked.stylize[0]![0].styles).toEqual([{ picture: { preset: 'mascot' }, weight: 1 }]);
});

it('a picture alone is painted where the workspace has a style for that', async () => {
  const stage = await openStage();
  stage.says.needsStyle = async () => false;
  stage.ada.mention('', [stage.photo()]);
  await message(stage, 'Painting');
  expect(stage.asked.stylize[0]![0].styles).toEqual([]);
});

it.each([
  ['', 1, 'What shall be painted'],
  ['mascto', 1, '/stylize mascot'],
  ['hello there', 0, 'What shall be painted'],
])('"%s" with %s pictures is answered in the thread, in words', async (text, count, words) => {
  const stage = await openStage();
  const files = count === 0 ? [] : [stage.photo()];
  const { message: said } = stage.ada.mention(text, files);
  const told = await message(stage, words);
  expect([told.thread, told.ephemeralFor]).toEqual([said.ts, null]);
  expect(stage.asked.stylize).toEqual([]);
});

it('a refusal is told in the thread', async () => {
  const stage = await openStage();
  stage.says.stylize = refused;
  const { message: said } = stage.ada.mention('style-1', [stage.photo()]);
  const told = await message(stage, refusal.title);
  expect([told.thread, told.ephemeralFor]).toEqual([said.ts, null]);
});

it('a photo that is gone is told in the thread', async () => {
  const stage = await openStage();
  stage.slack.failNext({ call: 'files.info', error: 'file_deleted' });
  const { message: said } = stage.ada.mention('style-1', [stage.photo()]);
  expect((await message(stage, 'not there any more')).thread).toBe(said.ts);
});

it('bots are not answered', () => {
  expect(readMention({ bot_id: 'B1', text: 'x' })).toBeNull();
  expect(readMention({ subtype: 'message_changed', text: 'x' })).toBeNull();
  expect(readMention({ text: 'x', files: [{ id: 'F123', mimetype: 'application/pdf' }] })).toEqual({
    ...{ text: 'x', files: [] },
  });
});

it.each([
  ['<@U1> style 12 please', 'style-12'],
  ['"our mascot"', 'mascot'],
  ['<@U1> STYLE-2', 'style-2'],
  ['our', null],
  ['masc', 'mascot'],
  ['this is a long sentence about masc and more', null],
  ['', null],
])('%s names %s', (text, id) => {
  expect(findStyleIn(text, choices)?.id ?? null).toBe(id);
});
