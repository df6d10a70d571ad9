/** The buttons under a picture: what comes of each, where, and what refusals leave as it was. */
import { expect, it } from 'vitest';
import { readAddress } from '../../../../src/adapters/slack/address.js';
import { createClients } from '../../../../src/adapters/slack/clients.js';
import { createSlackApi } from '../../../../src/adapters/slack/web-api.js';
import type { Action } from '../../../../src/reply/reply.js';
import { refusal, refused } from '../../discord/interactions/talk.js';
import { bytes, filled, message, openStage, pictured, toldAlone } from './stage.js';

const id = (action: Action) => `v1:${action}:rokadimu`;

it.each<Action>(['stronger', 'weaker', 'again', 'hd', 'colors'])(
  '%s begins a message of its own in the same place',
  async (action) => {
    const stage = await openStage();
    const first = await pictured(stage);
    const exchange = stage.bo.press(first, id(action));
    await expect(exchange.acknowledged).resolves.toMatchObject({ response: null });
    const fresh = await message(stage, 'Painting lafihebo');
    expect([fresh.channel, fresh.thread, first.edits]).toEqual([stage.channel, null, 0]);
    const [press, { requester }] = stage.asked.press[0]!;
    expect(press).toEqual({ action, job: 'rokadimu', style: null });
    expect(requester).toMatchObject({ user: stage.bo.user.id, channel: stage.channel.id });
  },
);

it('what is in a thread stays there', async () => {
  const stage = await openStage();
  const root = stage.bo.say('look', [stage.photo(stage.bo)]);
  stage.bo.mention('style-3', [stage.photo(stage.bo)], root);
  const first = await message(stage, 'Painting rokadimu');
  expect(first.thread).toBe(root.ts);
  stage.ada.press(first, id('stronger'));
  expect((await message(stage, 'Painting lafihebo')).thread).toBe(root.ts);
});

it('what comes of a private picture is private', async () => {
  const stage = await openStage();
  await pictured(stage, { preset: 'style-1', private: ['yes'] });
  const there = stage.slack.as(stage.ada.user, stage.slack.directChannel(stage.ada.user));
  there.press(await message(stage, 'Painting rokadimu'), id('again'));
  const fresh = await message(stage, 'Painting lafihebo');
  expect(fresh.channel.kind).toBe('im');
  expect(readAddress(stage.asked.press[0]![1].address).channel).toBe(stage.ada.user.id);
});

it('where the app was taken out of the channel, nothing is begun', async () => {
  const stage = await openStage();
  const first = await pictured(stage);
  stage.slack.remove(stage.channel);
  expect((await toldAlone(stage.ada.press(first, id('stronger')))).words).toContain('/invite');
  expect(stage.asked.press).toEqual([]);
});

it.each<Action>(['stronger', 'cancel', 'delete', 'info'])(
  'a refusal of %s is for who pressed alone',
  async (action) => {
    const stage = await openStage();
    const first = await pictured(stage);
    stage.says.press = refused;
    const told = await toldAlone(stage.bo.press(first, id(action)));
    expect(told.words).toContain(refusal.title);
    expect([first.isDeleted, first.edits]).toEqual([false, 0]);
  },
);

it('cancel says nothing: the message shows it', async () => {
  const stage = await openStage();
  const first = await pictured(stage);
  const exchange = stage.ada.press(first, id('cancel'));
  await stage.slack.until(() => stage.log.some((line) => line.includes('"name":"cancel"')));
  expect(stage.asked.press[0]![0].action).toBe('cancel');
  expect(exchange.messages).toEqual([]);
});

it('an admin is known as one by Slack, at each press, where it matters', async () => {
  const stage = await openStage();
  const first = await pictured(stage);
  for (const [action, isAdmin] of [
    ['cancel', true],
    ['cancel', false],
    ['info', true],
  ] as const) {
    stage.mo.user.isAdmin = isAdmin;
    const { length } = stage.asked.press;
    stage.mo.press(first, id(action));
    await stage.slack.until(() => stage.asked.press.length > length);
  }
  expect(stage.asked.press.map(([, { requester }]) => requester.isModerator)).toEqual([true, false, false]);
});

it('info is told to who pressed alone', async () => {
  const stage = await openStage();
  const first = await pictured(stage);
  expect((await toldAlone(stage.bo.press(first, id('info')))).words).toContain('How it was made');
});

it('delete takes the message away', async () => {
  const stage = await openStage();
  const first = await pictured(stage);
  stage.ada.press(first, id('delete'));
  await stage.slack.until(() => first.isDeleted);
});

it('delete takes the picture along that the message shows', async () => {
  const stage = await openStage();
  const first = await pictured(stage);
  const { token } = stage.slack.installation(stage.team)!;
  const api = createSlackApi(createClients({ token, apiUrl: stage.slack.apiUrl }).patient, {
    isPatient: true,
  });
  const { signal } = new AbortController();
  const file = await api.upload({ name: 'a.png', bytes, alt: 'x' }, signal);
  await api.share(file, 'x', { channel: stage.channel.id, thread: first.ts }, signal);
  await stage.slack.until(() => stage.slack.file(file)!.isReady);
  const image = { type: 'image', alt_text: 'x', slack_file: { id: file } };
  const at = { channel: stage.channel.id, message: first.ts };
  await api.update(at, { blocks: [image, ...first.blocks] as never, text: 'x' }, signal);
  stage.ada.press(first, id('delete'));
  await stage.slack.until(() => first.isDeleted && stage.slack.file(file)!.isDeleted);
});

it('delete pressed elsewhere takes the job’s own message away, and that one', async () => {
  const stage = await openStage();
  const first = await pictured(stage);
  stage.says.command = async () => ({
    type: 'reply',
    reply: {
      ...refusal,
      buttons: [{ action: 'delete', job: 'rokadimu', label: 'Delete', emphasis: 'danger' }],
    },
  });
  const status = await toldAlone(stage.ada.slash('/stylize', 'status'));
  stage.ada.press(status, id('delete'));
  await stage.slack.until(() => first.isDeleted && status.isDeleted);
});

it('a job of another workspace, or of nobody, is refused by the studio', async () => {
  const stage = await openStage();
  const first = await pictured(stage);
  stage.jobs.clear();
  const told = await toldAlone(stage.ada.press(first, id('delete')));
  expect(told.words).toContain('no job rokadimu');
  expect([stage.asked.press, first.isDeleted]).toEqual([[], false]);
});

it('another style is chosen in a form, and comes in a message of its own', async () => {
  const stage = await openStage();
  const first = await pictured(stage);
  const view = await filled(await stage.bo.press(first, id('style')).modal());
  expect(view.callbackId).toBe(id('style'));
  stage.bo.submit(view, { preset: 'style-5' });
  const fresh = await message(stage, 'Painting lafihebo');
  expect([fresh.channel, fresh.ephemeralFor]).toEqual([stage.channel, null]);
  expect(stage.asked.press.map(([press]) => press.style)).toEqual([null, { preset: 'style-5' }]);
});

it('where no style can be chosen, the form says why', async () => {
  const stage = await openStage();
  const first = await pictured(stage);
  stage.says.press = refused;
  expect((await stage.bo.press(first, id('style')).modal()).words).toContain(refusal.title);
});

it('a style that is refused is told where the button is', async () => {
  const stage = await openStage();
  const first = await pictured(stage);
  const view = await stage.bo.press(first, id('style')).modal();
  stage.says.press = refused;
  stage.bo.submit(view, { preset: 'style-5' });
  const told = await message(stage, refusal.title);
  expect([told.channel, told.ephemeralFor]).toEqual([stage.channel, stage.bo.user.id]);
});
