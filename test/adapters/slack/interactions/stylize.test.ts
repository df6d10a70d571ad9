/** `/stylize`: the form, opened in time, and what comes of it. */
import { expect, it } from 'vitest';
import { readAddress } from '../../../../src/adapters/slack/address.js';
import { choices, refusal, refused } from '../../discord/interactions/talk.js';
import { bytes, filled, message, openStage, toldAlone } from './stage.js';

const bufferOf = (name = 'photo_of_me.png') => ({ name, bytes: Buffer.from(bytes) });

it('a photo and a preset become a job, in the channel where it was asked for', async () => {
  const stage = await openStage();
  await stage.ask({ preset: 'style-3', strength: '70', colors: 'luminance' });
  const shown = await message(stage, 'Painting rokadimu');
  expect([shown.channel, shown.thread]).toEqual([stage.channel, null]);
  const [input, { requester, address }] = stage.asked.stylize[0]!;
  expect(input).toEqual({
    content: bufferOf(),
    styles: [{ picture: { preset: 'style-3' }, weight: 1 }],
    values: { strength: '70', colors: 'luminance' },
    isPrivate: false,
  });
  expect(requester).toEqual({
    ...{ door: 'slack', tenant: stage.team.id, user: stage.ada.user.id, channel: stage.channel.id },
    ...{ roles: [], isModerator: false },
  });
  expect(readAddress(address)).toEqual({
    ...{ team: stage.team.id, enterprise: null, channel: stage.channel.id, thread: null, message: null },
  });
});

it('a picture of one’s own and a preset are two styles of equal weight', async () => {
  const stage = await openStage();
  await stage.ask(
    { preset: 'style-1' },
    { content: [stage.photo()], style: [stage.photo(stage.ada, 'photo_of_waves.png')] },
  );
  await message(stage, 'Painting');
  expect(stage.asked.stylize[0]![0].styles).toEqual([
    { picture: bufferOf('photo_of_waves.png'), weight: 1 },
    { picture: { preset: 'style-1' }, weight: 1 },
  ]);
});

it('for the person alone it goes to their direct messages', async () => {
  const stage = await openStage();
  await stage.ask({ preset: 'style-1', private: ['yes'] });
  const shown = await message(stage, 'Painting');
  expect(shown.channel).toBe(stage.slack.directChannel(stage.ada.user));
  const [input, { requester, address }] = stage.asked.stylize[0]!;
  expect([input.isPrivate, requester.channel]).toEqual([true, null]);
  expect(readAddress(address).channel).toBe(stage.ada.user.id);
});

it('who administers the workspace is known by Slack, at each form', async () => {
  const stage = await openStage();
  for (const isAdmin of [true, false]) {
    stage.mo.user.isAdmin = isAdmin;
    const view = await stage.mo.slash('/stylize').modal();
    stage.mo.submit(view, { preset: 'style-1' }, { content: [stage.photo(stage.mo)] });
    await stage.slack.until(() => stage.asked.stylize.length === (isAdmin ? 1 : 2));
  }
  expect(stage.asked.stylize.map(([, { requester }]) => requester.isModerator)).toEqual([true, false]);
});

it('where Slack does not say who somebody is, they are nobody special', async () => {
  const stage = await openStage();
  stage.slack.installation(stage.team)!.scopes.delete('users:read');
  const view = await stage.mo.slash('/stylize').modal();
  stage.mo.submit(view, { preset: 'style-1' }, { content: [stage.photo(stage.mo)] });
  await message(stage, 'Painting');
  expect(stage.asked.stylize[0]![1].requester.isModerator).toBe(false);
});

it.each([
  ['style-3', 'style-3'],
  ['Our Mascot', 'mascot'],
  ['stylize mascot', 'mascot'],
  ['“Style 12”', 'style-12'],
])('/stylize %s opens the form with that style', async (text, id) => {
  const { ada } = await openStage();
  const { parts } = await ada.slash('/stylize', text).modal();
  const menu = parts.find((part) => part.type === 'static_select' && part.initial_option !== undefined);
  expect(menu?.initial_option).toMatchObject({ value: id });
});

it.each([
  ['mascto', 'Did you mean /stylize mascot?'],
  ['setings', 'Did you mean /stylize settings?'],
  ['something else entirely', '/stylize alone opens a form'],
])('/stylize %s is answered with what is near: %s', async (text, words) => {
  const { ada } = await openStage();
  expect((await toldAlone(ada.slash('/stylize', text))).words).toContain(words);
});

it('a form whose styles are long in coming says so, and then shows them', async () => {
  const stage = await openStage();
  let arrive: () => void = () => undefined;
  stage.says.styles = () =>
    new Promise((resolve) => {
      arrive = () => resolve([]);
    });
  const exchange = stage.ada.slash('/stylize');
  await exchange.acknowledged;
  await stage.slack.until(() => {
    stage.clock.leap(100);
    return stage.slack.modals().length > 0;
  });
  const view = await exchange.modal();
  expect(view.words).toContain('One moment');
  arrive();
  expect((await filled(view)).callbackId).toBe('stylize');
});

it('a form that comes to nothing says why', async () => {
  const stage = await openStage();
  let fail: () => void = () => undefined;
  stage.says.styles = () =>
    new Promise((_, reject) => {
      fail = () => reject(new Error('the disk is gone'));
    });
  const exchange = stage.ada.slash('/stylize');
  await stage.slack.until(() => {
    stage.clock.leap(100);
    return stage.slack.modals().length > 0;
  });
  fail();
  expect((await filled(await exchange.modal())).words).toContain('nobody foresaw');
  await stage.slack.until(() => stage.log.some((line) => line.includes('the disk is gone')));
});

it('a trigger that is used up is told', async () => {
  const stage = await openStage();
  stage.slack.failNext({ call: 'views.open', error: 'expired_trigger_id' });
  expect((await toldAlone(stage.ada.slash('/stylize'))).words).toContain('once more');
});

it('a refusal is whispered where the picture would have been', async () => {
  const stage = await openStage();
  stage.says.stylize = refused;
  await stage.ask();
  const told = await message(stage, refusal.title);
  expect([told.channel, told.ephemeralFor]).toEqual([stage.channel, stage.ada.user.id]);
});

it('a job is not asked for while the bot is being stopped', async () => {
  const stage = await openStage();
  const view = await stage.ada.slash('/stylize').modal();
  stage.shutDown();
  stage.ada.submit(view, { preset: 'style-1' }, { content: [stage.photo()] });
  await message(stage, 'being restarted');
  expect(stage.shown).toEqual([]);
});

it('a workspace with more styles than a menu holds finds them by their name', async () => {
  const stage = await openStage();
  const many = Array.from({ length: 150 }, (_, k) => ({
    ...choices[1]!,
    id: `many-${k}`,
    title: `Many ${k}`,
  }));
  stage.says.styles = async () => many;
  const view = await stage.ada.slash('/stylize').modal();
  const found = await stage.ada.typeahead(view, 'preset', 'many 14');
  expect(found.map(({ value }) => value)).toEqual([
    'many-14',
    ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((k) => `many-14${k}`),
  ]);
  stage.ada.submit(view, { preset: 'many-149' }, { content: [stage.photo()] });
  await message(stage, 'Painting');
  expect(stage.asked.stylize[0]![0].styles).toEqual([{ picture: { preset: 'many-149' }, weight: 1 }]);
});

it('no styles are suggested where they cannot be had, and nobody is bothered', async () => {
  const stage = await openStage();
  stage.says.styles = async () =>
    Array.from({ length: 150 }, (_, k) => ({ ...choices[1]!, id: `many-${k}` }));
  const view = await stage.ada.slash('/stylize').modal();
  stage.says.styles = () => Promise.reject(new Error('busy'));
  await expect(stage.ada.typeahead(view, 'preset', 'x')).resolves.toEqual([]);
  expect(stage.slack.messages()).toEqual([]);
});
