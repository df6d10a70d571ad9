/** What people come for: pictures asked for in every way there is, by the real client, queue and renderer. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decodeImage } from '../../../../src/image/decode.js';
import type { Message } from '../../../fakes/discord/world.js';
import {
  buttonOf,
  buttonsOf,
  finished,
  jobOf,
  openStage,
  patience,
  privately,
  quick,
  type Stage,
  taken,
} from './stage.js';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(() => stage?.close());

const resultOf = ({ attachments }: Message) => {
  const result = attachments.find(({ filename }) => filename.endsWith('.png'));
  if (result === undefined)
    throw new Error(`no picture among ${attachments.map(({ filename }) => filename)}`);
  return result;
};

it('paints one attachment after another, in one message from the queue to the picture', {
  timeout: patience,
}, async () => {
  const { ada, photo, painting } = stage;
  const exchange = ada.slash('stylize', { content: photo(), style: painting(), ...quick, strength: 70 });
  expect(await exchange.acknowledged).toMatchObject({ type: 5 });
  const message = await finished(exchange);
  const { bytes, filename, description } = resultOf(message);
  const { width, height } = await decodeImage(bytes, { name: filename });
  expect(Math.max(width, height)).toBe(128);
  expect(filename).toMatch(/^coffee-night-cafe-|^coffee-night_cafe-/);
  expect(description ?? '').not.toBe('');
  expect(message.text).toContain('strength 70');
  expect(message.text).toContain('coffee');
  expect(exchange.followUps).toEqual([]);
  expect(message.pinged).toEqual([]);
  expect(new Set(buttonsOf(message).map((id) => id.split(':')[1]))).toEqual(
    new Set(['stronger', 'weaker', 'style', 'again', 'hd', 'colors', 'info', 'delete']),
  );
});

it('takes a preset by name, offered as it is typed', { timeout: patience }, async () => {
  const { ada, photo } = stage;
  const choices = await ada.autocomplete('stylize', { content: photo() }, 'preset');
  expect(choices.length).toBeGreaterThan(9);
  const typed = await ada.autocomplete('stylize', { content: photo(), preset: 'gogh' }, 'preset');
  expect(typed.map(({ name }) => name).join()).toContain('Vincent van Gogh');
  const message = await finished(
    ada.slash('stylize', { content: photo(), preset: String(typed[0]!.value), ...quick }),
  );
  expect(message.text).toContain('Vincent van Gogh');
});

it('offers the presets where no style is given, and paints in the same message', {
  timeout: patience,
}, async () => {
  const { ada, bo, channel, discord, photo } = stage;
  const exchange = ada.slash('stylize', { content: photo(), ...quick });
  const message = await (await exchange.message()).until(
    ({ parts }) => parts.some(({ type }) => type === 3),
    patience,
  );
  const menu = message.parts.find(({ type }) => type === 3)!.custom_id as string;
  expect(message.attachments.length).toBeGreaterThan(5);
  const stranger = discord.as(bo.user, channel).choose(message, menu, ['harvest']);
  expect(await privately(discord, stranger)).not.toBe('');
  const pick = ada.choose(message, menu, ['harvest']);
  expect(await pick.acknowledged).toMatchObject({ type: 6 });
  await message.until((now) => buttonsOf(now).some((id) => id.startsWith('v1:delete:')), patience);
  expect(message.text).toContain('Harvest');
  expect(resultOf(message).size).toBeGreaterThan(1000);
});

it('paints a picture of a message, from its menu over a form', { timeout: patience }, async () => {
  const { ada, bo, photo } = stage;
  // Why: the form asks for neither.
  await stage.set('max-size', '128');
  await stage.set('default-steps', '4');
  const message = bo.say('look', [photo()]);
  const exchange = ada.messageCommand('Stylize this image', message);
  expect(await exchange.acknowledged).toMatchObject({ type: 9 });
  const modal = await exchange.modal();
  const names = JSON.stringify(modal.components);
  const field = (type: number) =>
    modal.components
      .map(({ component }) => component as { type: number; custom_id: string })
      .find((one) => one?.type === type)!.custom_id;
  expect(names).toContain('night-cafe');
  const sent = ada.submit(modal, { [field(3)]: ['night-cafe'], [field(4)]: '30' });
  const done = await finished(sent);
  await stage.set('max-size', null);
  await stage.set('default-steps', null);
  expect(done.text).toContain('strength 30');
  expect(done.text).toContain('Night Café');
});

it('says so at once where a message has no picture', async () => {
  const { ada, bo, discord } = stage;
  const exchange = ada.messageCommand('Stylize this image', bo.say('only words'));
  expect(await privately(discord, exchange)).toMatch(/picture/i);
});

it('works in direct messages, and for who brought the bot along into a server without it', {
  timeout: patience,
}, async () => {
  const { discord, ask, ada } = stage;
  const direct = discord.as(ada.user, discord.directChannel(ada.user));
  expect((await finished(ask({}, direct))).attachments.length).toBeGreaterThan(0);
  const elsewhere = discord.addGuild({ name: 'Elsewhere', hasApp: false });
  const traveller = discord.addUser({ name: 'cy', hasApp: true });
  discord.join(elsewhere, traveller);
  const there = discord.as(traveller, discord.addChannel(elsewhere));
  expect((await finished(ask({}, there))).attachments.length).toBeGreaterThan(0);
});

it('keeps a private picture for the one who asked', { timeout: patience }, async () => {
  const { ada, bo, ask, discord } = stage;
  const exchange = ask({ private: true });
  const message = await finished(exchange);
  expect(message.ephemeralFor).toBe(ada.user.id);
  const asked = bo.slash('status', { job: jobOf(message)! });
  expect(await privately(discord, asked)).toContain('There is no job');
});

it('says what was corrected', { timeout: patience }, async () => {
  await stage.set('max-steps', '5');
  try {
    const message = await finished(stage.ask({ steps: 900 }));
    expect(message.text).toMatch(/900.*5|5.*900|limited to 5/);
  } finally {
    await stage.set('max-steps', null);
  }
});

it('tells the whole way in one message: place, bar, preview, time left', { timeout: patience }, async () => {
  const { ask, ada } = stage;
  const first = ask({ steps: 45 });
  await taken(first);
  const second = ask();
  const message = await finished(second);
  const texts = message.revisions.map(({ components }) => JSON.stringify(components));
  expect(texts.some((text) => /Next in line|ahead of you/.test(text))).toBe(true);
  const shown = (await finished(first)).revisions.map(({ components }) => JSON.stringify(components));
  expect(shown.some((text) => /\d+ % · Step \d+ of \d+/.test(text))).toBe(true);
  expect(shown.some((text) => /<t:\d+:R>/.test(text))).toBe(true);
  expect(shown.some((text) => /attachment:\/\/preview-/.test(text))).toBe(true);
  expect(
    (await first.message()).revisions.at(-1)!.attachments.some(({ filename }) => /preview/.test(filename)),
  ).toBe(false);
  expect(ada.user.id).not.toBe('');
  expect(buttonOf(message, 'info')).toContain(jobOf(message)!);
});
