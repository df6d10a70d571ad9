/** "Another style": the menu for whoever pressed, and the picture in a message that all see. */
import { expect, it } from 'vitest';
import { readAddress } from '../../../../src/adapters/discord/address.js';
import type { Message } from '../../../fakes/discord/world.js';
import { answered, idsOf, openStage, type Stage } from './stage.js';
import { refusal, refused } from './talk.js';

const menu = 'v1:style:rokadimu';

/** A picture, and the menu for another style of it. */
const choosing = async ({ ask, photo, ada }: Stage, isPrivate = false) => {
  const message = await ask({ content: photo(), preset: 'style-1', private: isPrivate }).message();
  await message.until(({ text }) => text.includes('Painting'));
  return { message, chooser: await answered(ada.press(message, menu)) };
};

const isMenuGone = (chooser: Message) => !chooser.parts.some(({ type }) => type === 3);

it('shows the styles to whoever pressed, on pages', async () => {
  const stage = await openStage();
  const { chooser } = await choosing(stage);
  expect(chooser.ephemeralFor).toBe(stage.ada.user.id);
  expect(chooser.text).toContain('Instead of rokadimu');
  stage.ada.press(chooser, idsOf(chooser, 'v1:style-page:')[0]!);
  await chooser.until(({ text }) => text.includes('Style 12'));
  expect(idsOf(chooser, menu)).toEqual([menu]);
});

it('what is chosen is painted in a new message for all, and the menu goes', async () => {
  const stage = await openStage();
  const { chooser } = await choosing(stage);
  const exchange = stage.ada.choose(chooser, menu, ['style-5']);
  await expect(exchange.acknowledged).resolves.toMatchObject({ type: 6 });
  await chooser.until(isMenuGone);
  const fresh = exchange.followUps[0]!;
  await fresh.until(({ text }) => text.includes('Painting lafihebo'));
  expect(fresh.ephemeralFor).toBeNull();
  const [press, { address }] = stage.asked.press.at(-1)!;
  expect(press).toEqual({ action: 'style', job: 'rokadimu', style: { preset: 'style-5' } });
  expect(readAddress(address)).toMatchObject({
    ...{ token: exchange.token, message: fresh.id, isOriginal: false, isEphemeral: false, isReachable: true },
    channel: stage.channel.id,
  });
});

it('of a private picture it is painted where the menu was', async () => {
  const stage = await openStage();
  const { chooser } = await choosing(stage, true);
  const exchange = stage.ada.choose(chooser, menu, ['style-5']);
  await chooser.until(({ text }) => text.includes('Painting lafihebo'));
  expect(exchange.followUps).toEqual([]);
  expect(readAddress(stage.asked.press.at(-1)![1].address)).toMatchObject({
    ...{ message: chooser.id, isOriginal: true, isEphemeral: true },
  });
});

it('after a refusal nothing new is there, and the menu stays', async () => {
  const stage = await openStage();
  const { chooser } = await choosing(stage);
  stage.says.press = refused;
  const exchange = stage.ada.choose(chooser, menu, ['style-5']);
  await stage.discord.until(() => exchange.followUps.length === 2);
  const [fresh, told] = exchange.followUps;
  expect(fresh!.isDeleted).toBe(true);
  expect(told!.text).toContain(refusal.title);
  expect(told!.ephemeralFor).toBe(stage.ada.user.id);
  expect(isMenuGone(chooser)).toBe(false);
});

it('where it fails nothing new stays, either', async () => {
  const stage = await openStage();
  const { chooser } = await choosing(stage);
  stage.says.press = async () => {
    throw new TypeError('no');
  };
  const exchange = stage.ada.choose(chooser, menu, ['style-5']);
  await stage.discord.until(() => exchange.followUps.length === 2);
  expect(exchange.followUps[0]!.isDeleted).toBe(true);
});

it('a picture that is not there any more is refused without a menu', async () => {
  const stage = await openStage();
  const { message } = await choosing(stage);
  stage.says.press = refused;
  const told = await answered(stage.ada.press(message, menu));
  expect(told.text).toContain(refusal.title);
  expect(isMenuGone(told)).toBe(true);
});
