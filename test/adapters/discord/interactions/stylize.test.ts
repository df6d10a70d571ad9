/** `/stylize` on Discord: what is asked becomes a job in the message of the answer, and what stands in the way is told. */
import { expect, it } from 'vitest';
import { readAddress } from '../../../../src/adapters/discord/address.js';
import { StudioError } from '../../../../src/errors.js';
import { permission } from '../../../fakes/discord/state/permissions.js';
import { answered, bytes, callbacks, idsOf, openStage, toldApart } from './stage.js';
import { refused } from './talk.js';

it('a photo and a painting become a job, in the message that was thinking', async () => {
  const { discord, ada, asked, shown, photo, guild, channel } = await openStage();
  const exchange = ada.slash('stylize', {
    ...{ content: photo('photo_of_me.png'), style: photo('painting.png'), strength: 70.5, steps: 12 },
    ...{ size: 'original', colors: 'luminance', recipe: 'impasto', seed: 3 },
  });
  const message = await (await exchange.message()).until(({ text }) => text.includes('Painting'));
  const [input, { requester, address }] = asked.stylize[0]!;
  expect(input).toEqual({
    content: { name: 'photo_of_me.png', bytes: Buffer.from(bytes) },
    styles: [{ picture: { name: 'painting.png', bytes: Buffer.from(bytes) }, weight: 1 }],
    values: {
      ...{
        strength: '70.5',
        steps: '12',
        size: 'original',
        colors: 'luminance',
        recipe: 'impasto',
        seed: '3',
      },
    },
    isPrivate: false,
  });
  expect(requester).toMatchObject({
    door: 'discord',
    tenant: guild.id,
    user: ada.user.id,
    channel: channel.id,
  });
  expect(readAddress(address)).toMatchObject({
    ...{ application: discord.applicationId, token: exchange.token, channel: channel.id, message: null },
    ...{ isOriginal: true, isEphemeral: false, isReachable: true, maxBytes: 10 * 2 ** 20 },
  });
  expect(shown).toHaveLength(1);
  expect(message.ephemeralFor).toBeNull();
});

it('a preset is a style by its name; together with a painting there are two of equal weight', async () => {
  const { discord, ask, asked, photo } = await openStage();
  await answered(ask());
  await answered(ask({ content: photo(), style: photo('painting.png'), preset: 'style-3' }));
  await discord.until(() => asked.stylize.length === 2);
  const styles = asked.stylize.map(([input]) => input.styles);
  expect(styles[0]).toEqual([{ picture: { preset: 'style-3' }, weight: 1 }]);
  expect(styles[1]).toMatchObject([
    { picture: { name: 'painting.png' }, weight: 1 },
    { picture: { preset: 'style-3' }, weight: 1 },
  ]);
});

it('where the server has a preset for that, no style need be chosen', async () => {
  const { discord, ask, asked, says, photo } = await openStage();
  says.needsStyle = async () => false;
  ask({ content: photo() });
  await discord.until(() => asked.stylize.length === 1);
  expect(asked.stylize[0]![0].styles).toEqual([]);
});

it('a private picture is answered to whoever asked alone, and its values do not say private', async () => {
  const { ask, asked, photo } = await openStage();
  const message = await answered(ask({ content: photo(), preset: 'style-1', private: true }));
  const [input, { address }] = asked.stylize[0]!;
  expect(input).toMatchObject({ isPrivate: true, values: {} });
  expect(readAddress(address)).toMatchObject({ isEphemeral: true, isReachable: false });
  expect(message.ephemeralFor).not.toBeNull();
});

it('is acknowledged before anything else, and once', async () => {
  const { discord, ask, says } = await openStage();
  says.stylize = () => new Promise(() => undefined);
  const exchange = ask();
  await expect(exchange.acknowledged).resolves.toMatchObject({ type: 5 });
  expect(exchange.isEphemeral).toBe(false);
  expect(callbacks(discord)).toHaveLength(1);
});

it('a refusal is told to whoever asked alone; nothing public stays', async () => {
  const { discord, ask, says, shown, channel } = await openStage();
  says.stylize = refused;
  const exchange = ask();
  const thinking = await exchange.message();
  const told = await toldApart(discord, exchange);
  expect(told.text).toContain('The queue is full');
  expect(thinking.isDeleted).toBe(true);
  expect(shown).toEqual([]);
  expect(discord.messages(channel).filter(({ ephemeralFor }) => ephemeralFor === null)).toEqual([]);
});

it('a refusal of a private picture takes the place of thinking', async () => {
  const { ask, says, photo } = await openStage();
  says.stylize = refused;
  const exchange = ask({ content: photo(), preset: 'style-1', private: true });
  expect((await answered(exchange)).text).toContain('The queue is full');
  expect(exchange.followUps).toEqual([]);
});

it.each([
  ['Attach Files', permission.attachFiles],
  ['Send Messages', permission.sendMessages],
  ['View Channel', permission.viewChannel],
])('without the permission %s nothing is asked, and its name is told', async (name, bit) => {
  const { discord, ask, asked, guild } = await openStage();
  guild.appPermissions &= ~bit;
  const told = await toldApart(discord, ask());
  expect(told.text).toContain(name);
  expect(asked.stylize).toEqual([]);
});

it('what only whoever asks sees needs no place in the channel', async () => {
  const { discord, ask, asked, guild, photo } = await openStage();
  guild.appPermissions &= ~(permission.sendMessages | permission.viewChannel);
  ask({ content: photo(), preset: 'style-1', private: true });
  await discord.until(() => asked.stylize.length === 1);
});

it.each([
  ['video/mp4', /of a kind we do not take .*video\/mp4/],
  ['text/html; charset=utf-8', /of a kind we do not take .*text\/html/],
])('a file that says it is %s is not fetched', async (contentType, words) => {
  const { discord, ask, asked } = await openStage();
  const content = discord.upload({ bytes, filename: 'photo_of_x.png', contentType });
  const told = await toldApart(discord, ask({ content, preset: 'style-1' }));
  expect(told.text.replaceAll('\\', '')).toMatch(words);
  expect(asked.stylize).toEqual([]);
});

it('a file that says nothing of itself is looked at', async () => {
  const { discord, ask, asked } = await openStage();
  const content = discord.upload({ bytes, filename: 'photo_of_x.png', contentType: null });
  ask({ content, preset: 'style-1' });
  await discord.until(() => asked.stylize.length === 1);
});

it('a photo that cannot be had is told with its cause', async () => {
  const stage = await openStage({
    download: async (_, { name }) => {
      throw new StudioError('input-gone', { name });
    },
  });
  const told = await toldApart(stage.discord, stage.ask());
  expect(told.text).toContain('photo');
  expect(stage.asked.stylize).toEqual([]);
});

it('an interaction that is delivered twice makes one job', async () => {
  const { discord, ask, asked, log } = await openStage();
  discord.gateway.duplicate();
  ask();
  await discord.until(() => asked.stylize.length > 0 && callbacks(discord).length === 2);
  await discord.until(() => log.some((line) => line.includes('not taken')));
  expect(asked.stylize).toHaveLength(1);
  expect(
    callbacks(discord)
      .map(({ code }) => code)
      .sort(),
  ).toEqual([40060, null].sort());
});

it('nothing is done for one that is answered too late', async () => {
  const { discord, ask, asked, clock, log } = await openStage();
  const hold = discord.hold('POST /interactions/{interaction}/{token}/callback', { stage: 'arrived' });
  ask();
  await hold.held;
  clock.leap(30_000);
  hold.release();
  await discord.until(() => log.some((line) => line.includes('not taken')));
  expect(asked.stylize).toEqual([]);
});

it('what fails without a reason is told without its secrets, and logged', async () => {
  const { discord, ask, says, log } = await openStage();
  says.stylize = async () => {
    throw new TypeError('x is not a function');
  };
  const told = await toldApart(discord, ask());
  expect(told.text).not.toContain('x is not a function');
  expect(log.join()).toContain('x is not a function');
});

it('while the bot is being stopped, that is told', async () => {
  const { discord, ask, says, shutDown } = await openStage();
  says.stylize = (_, __, signal) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      shutDown();
    });
  expect((await toldApart(discord, ask())).text).toContain('restarted');
});

it('what takes minutes is given up, and told', async () => {
  const { discord, ask, says, clock } = await openStage();
  says.stylize = (_, __, signal) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      clock.leap(120_000);
    });
  expect((await toldApart(discord, ask())).text).toContain('took too long');
});

it('a line of the log tells what was asked where, and how soon it was acknowledged', async () => {
  const { discord, ask, log, guild } = await openStage();
  const exchange = ask();
  await discord.until(() => log.some((line) => line.includes('discord interaction')));
  const line = JSON.parse(log.find((one) => one.includes('discord interaction'))!);
  expect(line).toMatchObject({ kind: 'command', name: 'stylize', guild: guild.id, job: 'rokadimu' });
  expect(line.acknowledgedMs).toBeGreaterThanOrEqual(0);
  expect(log.join()).not.toContain(exchange.token);
  const message = await (await exchange.message()).until(({ text }) => text.includes('Painting'));
  expect(idsOf(message, 'v1:cancel:')).toEqual(['v1:cancel:rokadimu']);
});
