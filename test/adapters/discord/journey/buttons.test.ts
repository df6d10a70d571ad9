/** The buttons under a picture: each of them, by its owner, by others, and after a restart of the bot. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../../fakes/discord/world.js';
import {
  buttonOf,
  endless,
  finished,
  jobOf,
  openStage,
  painting,
  patience,
  privately,
  type Stage,
  taken,
} from './stage.js';

let stage: Stage;
let picture: Message;
beforeAll(async () => {
  stage = await openStage();
  picture = await finished(stage.ask());
}, 90_000);
afterAll(() => stage?.close());

const press = (action: string, who = stage.ada) => who.press(picture, buttonOf(picture, action));

describe.each([false, true])('after a restart: %s', (isRestarted) => {
  beforeAll(async () => {
    if (isRestarted) await stage.restart();
  }, 60_000);

  it.each([
    ['stronger', /strength (?!50)/],
    ['weaker', /strength (?!50)/],
    ['again', /seed (?!0 )/],
    ['colors', /photo's colours/],
  ])('%s paints another picture, in a message of its own', { timeout: patience }, async (action, says) => {
    const message = await finished(press(action));
    expect(message.id).not.toBe(picture.id);
    expect(jobOf(message)).not.toBe(jobOf(picture));
    expect(message.text).toMatch(says);
    expect(picture.isDeleted).toBe(false);
  });

  it('hd paints a larger one', { timeout: patience }, async () => {
    const message = await taken(press('hd'));
    stage.ada.press(message, buttonOf(message, 'cancel'));
    await finished({ ...message, message: async () => message } as never);
    const job = await stage.service.studio.history({ ...requester(), user: stage.ada.user.id }, 1);
    expect(job[0]!.size).toBeGreaterThan(128);
  });

  it('another style is chosen from a menu that only the one who pressed sees', {
    timeout: patience,
  }, async () => {
    const exchange = press('style');
    const chooser = await (await exchange.message()).until(
      ({ parts }) => parts.some(({ type }) => type === 3),
      patience,
    );
    expect(chooser.ephemeralFor).toBe(stage.ada.user.id);
    const menu = chooser.parts.find(({ type }) => type === 3)!.custom_id as string;
    const pick = stage.ada.choose(chooser, menu, ['harvest']);
    await stage.discord.until(() => pick.followUps.length > 0, patience);
    const message = pick.followUps[0]!;
    await message.until(
      (now) => now.text.includes('Harvest') && /v1:delete:/.test(JSON.stringify(now.components)),
      patience,
    );
    expect(message.ephemeralFor).toBeNull();
  });

  it('info tells how it was made, with the loss as a picture', async () => {
    const exchange = press('info');
    const message = await (await exchange.message()).until(({ isLoading }) => !isLoading, patience);
    expect(message.ephemeralFor).toBe(stage.ada.user.id);
    expect(message.text).toMatch(/Recipe/);
    expect(message.text).toContain(jobOf(picture)!);
    expect(message.attachments.some(({ filename }) => filename.endsWith('.png'))).toBe(true);
  });

  it('others are told that it is not theirs, and nothing changes', async () => {
    const before = picture.revisions.length;
    const stranger = stage.discord.as(someone(), stage.channel);
    for (const action of ['stronger', 'delete']) {
      expect(await privately(stage.discord, press(action, stranger))).toMatch(/somebody else's/);
    }
    expect(picture.revisions.length).toBe(before);
    expect(picture.isDeleted).toBe(false);
  });

  it('cancel stops one that is painted, and keeps what there is', { timeout: patience }, async () => {
    const message = await painting(stage.ask(endless));
    stage.ada.press(message, buttonOf(message, 'cancel'));
    await message.until(({ text }) => /Stopped/.test(text), patience);
    expect(message.attachments.some(({ filename }) => filename.endsWith('.png'))).toBe(true);
  });
});

it('delete takes the message and the job away', async () => {
  const id = jobOf(picture)!;
  press('delete');
  await stage.discord.until(() => picture.isDeleted, patience);
  const asked = stage.ada.slash('status', { job: id });
  expect(await privately(stage.discord, asked)).toContain('There is no job');
});

function someone() {
  const user = stage.discord.addUser();
  stage.discord.join(stage.guild, user);
  return user;
}

const requester = () => ({
  ...({ door: 'discord', tenant: stage.guild.id, channel: null, roles: [], isModerator: false } as const),
});
