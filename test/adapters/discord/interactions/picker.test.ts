/** A photo without a style: the menu under it, who may choose, and what becomes of photos that nobody chooses for. */
import { expect, it } from 'vitest';
import { readAddress } from '../../../../src/adapters/discord/address.js';
import { refuseBecause } from '../../../../src/reply/answer.js';
import type { Message } from '../../../fakes/discord/world.js';
import { answered, bytes, callbacks, idsOf, openStage, type Stage, toldApart } from './stage.js';
import { refusal, refused } from './talk.js';

const menuOf = (message: Message) => idsOf(message, 'v1:pick:')[0]!;
const offered = (message: Message) => {
  const menu = message.parts.find(({ type }) => type === 3)!;
  return (menu.options as readonly { readonly value: string }[]).map(({ value }) => value);
};

/** The message with the menu. */
const choosing = async ({ ask, photo }: Stage, isPrivate = false): Promise<Message> =>
  answered(ask({ content: photo(), strength: 30, private: isPrivate }));

it('shows what there is, the own ones first, with pictures; the next page has the others', async () => {
  const stage = await openStage();
  const message = await choosing(stage);
  expect(offered(message)).toEqual(['mascot', ...Array.from({ length: 9 }, (_, k) => `style-${k + 1}`)]);
  expect(message.attachments).toHaveLength(10);
  stage.ada.press(message, idsOf(message, 'v1:pick-page:')[0]!);
  await message.until((now) => offered(now)[0] === 'style-10');
  expect(offered(message)).toEqual(['style-10', 'style-11', 'style-12']);
  expect(message.attachments).toHaveLength(3);
  expect(stage.asked.stylize).toEqual([]);
});

it('a choice goes on in the same message, with the token of the choice', async () => {
  const stage = await openStage();
  const { discord, ada, asked } = stage;
  const message = await choosing(stage);
  const pick = ada.choose(message, menuOf(message), ['style-2']);
  await expect(pick.acknowledged).resolves.toMatchObject({ type: 6 });
  await message.until(({ text }) => text.includes('Painting rokadimu'));
  const [input, { address }] = asked.stylize[0]!;
  expect(input).toEqual({
    content: { name: 'photo_of_me.png', bytes: Buffer.from(bytes) },
    styles: [{ picture: { preset: 'style-2' }, weight: 1 }],
    ...{ values: { strength: '30' }, isPrivate: false },
  });
  expect(readAddress(address)).toMatchObject({
    ...{ token: pick.token, message: message.id, isOriginal: true, isEphemeral: false, isReachable: true },
  });
  expect(discord.messages()).toHaveLength(1);
});

it('a private choice stays with whoever asked', async () => {
  const stage = await openStage();
  const message = await choosing(stage, true);
  stage.ada.choose(message, menuOf(message), ['mascot']);
  await message.until(({ text }) => text.includes('Painting'));
  const [input, { address }] = stage.asked.stylize[0]!;
  expect(input.isPrivate).toBe(true);
  expect(readAddress(address)).toMatchObject({ isEphemeral: true, isReachable: false });
});

it('somebody else is refused, and the menu stays for whoever asked', async () => {
  const stage = await openStage();
  const message = await choosing(stage);
  const { edits } = message;
  const told = await answered(stage.bo.choose(message, menuOf(message), ['style-2']));
  expect(told).toMatchObject({ ephemeralFor: stage.bo.user.id });
  expect(told.text).toContain('Somebody else');
  const page = await answered(stage.bo.press(message, idsOf(message, 'v1:pick-page:')[0]!));
  expect(page.text).toContain('Somebody else');
  expect(stage.asked.stylize).toEqual([]);
  expect(message.edits).toBe(edits);
});

it('two choices at the same moment paint one picture', async () => {
  const stage = await openStage();
  const message = await choosing(stage);
  const menu = menuOf(message);
  stage.ada.choose(message, menu, ['style-2']);
  stage.ada.choose(message, menu, ['style-3']);
  await stage.discord.until(
    () => callbacks(stage.discord).filter(({ status }) => status === 204).length === 3,
  );
  await message.until(({ text }) => text.includes('Painting'));
  expect(stage.asked.stylize).toHaveLength(1);
});

it('after a refusal the menu is still there', async () => {
  const stage = await openStage();
  const message = await choosing(stage);
  const menu = menuOf(message);
  stage.says.stylize = refused;
  const first = stage.ada.choose(message, menu, ['style-2']);
  expect((await toldApart(stage.discord, first)).text).toContain(refusal.title);
  delete stage.says.stylize;
  stage.ada.choose(message, menu, ['style-2']);
  await message.until(({ text }) => text.includes('Painting'));
  expect(stage.asked.stylize).toHaveLength(2);
});

it('a photo that cannot be used is refused before anybody chooses', async () => {
  const stage = await openStage();
  stage.says.examine = async () => refuseBecause('This picture cannot be used', 'It is empty.');
  const told = await toldApart(stage.discord, stage.ask({ content: stage.photo() }));
  expect(told.text).toContain('It is empty');
});

it('what nobody chooses for goes after ten minutes, and the message says so', async () => {
  const stage = await openStage();
  const message = await choosing(stage);
  const menu = menuOf(message);
  // The bot knows that the menu is there.
  await stage.discord.until(() => stage.log.some((line) => line.includes('discord interaction')));
  stage.clock.leap(9 * 60_000);
  expect(menuOf(message)).toBe(menu);
  stage.clock.leap(60_000);
  await message.until(({ text }) => text.includes('No style was chosen'));
  expect(message.text).toContain('10 min');
  expect(idsOf(message, 'v1:')).toEqual([]);
  expect(message.attachments).toEqual([]);
});

it('a choice for what is not known any more is told to type it again', async () => {
  const stage = await openStage();
  const message = await choosing(stage);
  const [menu, page] = [menuOf(message), idsOf(message, 'v1:pick-page:')[0]!];
  stage.shutDown();
  for (const exchange of [stage.ada.choose(message, menu, ['style-2']), stage.ada.press(message, page)]) {
    const told = await answered(exchange);
    expect(told.ephemeralFor).toBe(stage.ada.user.id);
    expect(told.text).toContain('/stylize');
  }
  expect(stage.asked.stylize).toEqual([]);
});
