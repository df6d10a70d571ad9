/** Shortcuts: that of a message paints its picture, the global one asks for all. */
import { expect, it } from 'vitest';
import { message, openStage } from './stage.js';

it('the picture of a message is painted, and answered where the message is', async () => {
  const stage = await openStage();
  const said = stage.bo.say('look', [stage.photo(stage.bo)]);
  const view = await stage.ada.messageShortcut('stylize_message', said).modal();
  expect(view.words).toContain('photo_of_me.png');
  stage.ada.submit(view, { preset: 'style-2' });
  const shown = await message(stage, 'Painting');
  expect([shown.channel, shown.thread]).toEqual([stage.channel, null]);
  expect(stage.asked.stylize[0]![0].content).toMatchObject({ name: 'photo_of_me.png' });
});

it('one of several pictures is chosen; what is no picture is not offered', async () => {
  const stage = await openStage();
  const file = stage.slack.upload(stage.bo.user, { bytes: new Uint8Array([37, 80, 68, 70]), name: 'a.pdf' });
  const said = stage.bo.say('look', [file, stage.photo(stage.bo), stage.photo(stage.bo, 'photo_of_bo.png')]);
  const view = await stage.ada.messageShortcut('stylize_message', said).modal();
  const menu = view.parts.find(({ type }) => type === 'static_select');
  expect(menu?.options).toHaveLength(2);
  stage.ada.submit(view, { content: '1', preset: 'style-2' });
  await message(stage, 'Painting');
  expect(stage.asked.stylize[0]![0].content).toMatchObject({ name: 'photo_of_bo.png' });
});

it('a reply is answered in its thread, and elsewhere without one', async () => {
  const stage = await openStage();
  const other = stage.slack.addChannel(stage.team, { name: 'other' }, [stage.ada.user]);
  stage.slack.invite(other);
  const root = stage.bo.say('look');
  const said = stage.bo.say('here', [stage.photo(stage.bo)], root);
  for (const values of [{ preset: 'style-2' }, { preset: 'style-2', post_to: other.id }]) {
    const view = await stage.ada.messageShortcut('stylize_message', said).modal();
    stage.ada.submit(view, values);
    await view.until(({ isOpen }) => !isOpen);
  }
  const [first, second] = [await message(stage, 'rokadimu'), await message(stage, 'lafihebo')];
  expect([first.thread, second.thread, second.channel]).toEqual([root.ts, null, other]);
});

it('a message without pictures has a form that says so', async () => {
  const stage = await openStage();
  const view = await stage.ada.messageShortcut('stylize_message', stage.bo.say('words')).modal();
  expect(view.words).toContain('No picture');
  expect(view.body.submit).toBeUndefined();
});

it('the global one opens the form', async () => {
  const stage = await openStage();
  const view = await stage.ada.shortcut('stylize_global').modal();
  expect(view.callbackId).toBe('stylize');
  stage.ada.submit(view, { preset: 'style-2', post_to: stage.channel.id }, { content: [stage.photo()] });
  expect((await message(stage, 'Painting')).channel).toBe(stage.channel);
});

it('without a place it goes to who asked alone', async () => {
  const stage = await openStage();
  const home = stage.slack.as(stage.ada.user, stage.slack.directChannel(stage.ada.user));
  const view = await home.shortcut('stylize_global').modal();
  home.submit(view, { preset: 'style-2', private: ['yes'] }, { content: [stage.photo()] });
  expect((await message(stage, 'Painting')).channel.kind).toBe('im');
  expect(stage.asked.stylize[0]![0].isPrivate).toBe(true);
});

it('one that there is no more is told', async () => {
  const stage = await openStage();
  stage.ada.shortcut('stylize_later');
  await message(stage, 'does nothing any more');
});
