/** The buttons under a picture: how each is acknowledged, what comes of it, and what refusals leave as it was. */
import { expect, it } from 'vitest';
import { readAddress } from '../../../../src/adapters/discord/address.js';
import { answer } from '../../../../src/reply/answer.js';
import type { Action } from '../../../../src/reply/reply.js';
import { permission } from '../../../fakes/discord/state/permissions.js';
import type { Message } from '../../../fakes/discord/world.js';
import { answered, openStage, type Stage, toldApart } from './stage.js';
import { refusal, refused } from './talk.js';

/** A message with all buttons; the job under it is rokadimu. */
const pictured = async ({ ask, photo, jobs }: Stage, isPrivate = false): Promise<Message> => {
  const message = await ask({ content: photo(), preset: 'style-1', private: isPrivate }).message();
  await message.until(({ text }) => text.includes('Painting'));
  const job = jobs.get('rokadimu')!;
  jobs.set(job.id, { ...job, address: { ...readAddress(job.address), message: message.id } });
  return message;
};

const id = (action: Action) => `v1:${action}:rokadimu`;

it.each<Action>(['stronger', 'weaker', 'again', 'hd', 'colors'])(
  '%s begins a message of its own',
  async (action) => {
    const stage = await openStage();
    const message = await pictured(stage);
    const { edits } = message;
    const exchange = stage.ada.press(message, id(action));
    const fresh = await (await exchange.message()).until(({ text }) => text.includes('Painting lafihebo'));
    expect(fresh.id).not.toBe(message.id);
    expect(fresh.ephemeralFor).toBeNull();
    expect(message.edits).toBe(edits);
    const [press, { address }] = stage.asked.press[0]!;
    expect(press).toEqual({ action, job: 'rokadimu', style: null });
    expect(readAddress(address)).toMatchObject({
      token: exchange.token,
      isOriginal: true,
      isEphemeral: false,
    });
  },
);

it('what comes of a private picture is private', async () => {
  const stage = await openStage();
  const message = await pictured(stage, true);
  const fresh = await answered(stage.ada.press(message, id('stronger')));
  expect(fresh.ephemeralFor).toBe(stage.ada.user.id);
  expect(readAddress(stage.asked.press[0]![1].address)).toMatchObject({
    isEphemeral: true,
    isReachable: false,
  });
});

it('where a job cannot be looked up in time, nothing is public', async () => {
  const stage = await openStage({
    studio: { job: () => new Promise(() => undefined) } as never,
  });
  const message = await pictured(stage);
  const exchange = stage.ada.press(message, id('stronger'));
  await stage.discord.until(() => {
    stage.clock.leap(100);
    return exchange.isEphemeral !== null;
  });
  expect(exchange.isEphemeral).toBe(true);
});

it.each<Action>(['stronger', 'again'])('a refusal of %s leaves no message behind', async (action) => {
  const stage = await openStage();
  const message = await pictured(stage);
  stage.says.press = refused;
  const exchange = stage.bo.press(message, id(action));
  const thinking = await exchange.message();
  expect((await toldApart(stage.discord, exchange)).text).toContain(refusal.title);
  expect(thinking.isDeleted).toBe(true);
  expect(message.isDeleted).toBe(false);
});

it('a picture in a channel where none may be shown is refused before it is asked for', async () => {
  const stage = await openStage();
  const message = await pictured(stage);
  stage.guild.appPermissions &= ~permission.attachFiles;
  const told = await toldApart(stage.discord, stage.ada.press(message, id('stronger')));
  expect(told.text).toContain('Attach Files');
  expect(stage.asked.press).toEqual([]);
});

it('cancel is taken without a word: the message itself shows it', async () => {
  const stage = await openStage();
  const message = await pictured(stage);
  const exchange = stage.ada.press(message, id('cancel'));
  await expect(exchange.acknowledged).resolves.toMatchObject({ type: 6 });
  await stage.discord.until(
    () => stage.log.filter((line) => line.includes('discord interaction')).length === 2,
  );
  expect(stage.asked.press[0]![0].action).toBe('cancel');
  expect(exchange.followUps).toEqual([]);
});

it('cancel on another message than its own says that it stops', async () => {
  const stage = await openStage();
  const message = await pictured(stage);
  const job = stage.jobs.get('rokadimu')!;
  stage.jobs.set(job.id, { ...job, address: { ...readAddress(job.address), message: '1' } });
  const told = await toldApart(stage.discord, stage.ada.press(message, id('cancel')));
  expect(told.text).toContain('It stops');
});

it('delete takes the message away', async () => {
  const stage = await openStage();
  const message = await pictured(stage);
  const exchange = stage.ada.press(message, id('delete'));
  await stage.discord.until(() => message.isDeleted);
  expect(exchange.followUps).toEqual([]);
});

it('delete on another message than its own, as that of /status, takes both away', async () => {
  const stage = await openStage();
  const { ada, says, discord, failures } = stage;
  const message = await pictured(stage);
  const button = { action: 'delete', job: 'rokadimu', label: 'Delete', emphasis: 'danger' } as const;
  says.command = async () => ({ type: 'reply', reply: { ...answer('It is done'), buttons: [button] } });
  const card = await answered(ada.slash('status'));
  expect(card.id).not.toBe(message.id);
  const again = await answered(ada.slash('status'));
  ada.press(card, id('delete'));
  await discord.until(() => card.isDeleted && message.isDeleted);
  // The job's message is gone already.
  const exchange = ada.press(again, id('delete'));
  await discord.until(() => again.isDeleted);
  expect([exchange.followUps, failures]).toEqual([[], []]);
});

it.each<Action>(['cancel', 'delete'])('a refused %s is told apart, and the message stays', async (action) => {
  const stage = await openStage();
  const message = await pictured(stage);
  const { edits } = message;
  stage.says.press = refused;
  const told = await toldApart(stage.discord, stage.bo.press(message, id(action)));
  expect(told.text).toContain(refusal.title);
  expect(message).toMatchObject({ isDeleted: false, edits });
});

it('info is for whoever pressed', async () => {
  const stage = await openStage();
  const told = await answered(stage.bo.press(await pictured(stage), id('info')));
  expect(told.ephemeralFor).toBe(stage.bo.user.id);
  expect(told.text).toContain('impasto');
});

it('each is acknowledged, although nobody answers', async () => {
  const stage = await openStage();
  const message = await pictured(stage);
  stage.says.press = () => new Promise(() => undefined);
  const actions: readonly Action[] = ['cancel', 'delete', 'info', 'style', 'stronger'];
  const types = await Promise.all(
    actions.map(async (action) => (await stage.ada.press(message, id(action)).acknowledged).type),
  );
  expect(types).toEqual([6, 6, 5, 5, 5]);
});
