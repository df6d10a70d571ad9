/** The other commands: for whoever asks alone, with what was typed, page by page. */
import { expect, it } from 'vitest';
import { discordCommands } from '../../../../src/adapters/discord/definitions.js';
import { StudioError } from '../../../../src/errors.js';
import { answer, text } from '../../../../src/reply/answer.js';
import { views } from '../settings/views.js';
import { answered, bytes, idsOf, openStage, type Stage, toldApart } from './stage.js';
import { refused } from './talk.js';

/** An answer of several pages. */
const long = async () => {
  const blocks = Array.from({ length: 12 }, (_, k) => text(`Chapter ${k + 1}. ${'Words. '.repeat(140)}`));
  return { type: 'reply', reply: answer('Long', blocks) } as const;
};

it.each([
  ['styles', {}, {}],
  ['history', { limit: 5 }, { limit: '5' }],
  ['status', { job: 'rokadimu' }, { job: 'rokadimu' }],
  ['privacy', { action: 'delete' }, { action: 'delete' }],
  ['help', { command: 'stylize' }, { command: 'stylize' }],
])('/%s says what was typed, and answers whoever asked', async (name, options, values) => {
  const { ada, asked } = await openStage();
  const message = await answered(ada.slash(name, options));
  expect(message.ephemeralFor).toBe(ada.user.id);
  expect(message.text).toContain(`/${name}`);
  const [said, typed, speaker] = asked.command[0]!;
  expect([said, typed]).toEqual([name, values]);
  expect(speaker).toMatchObject({ requester: { user: ada.user.id }, address: null });
});

it('is acknowledged before anything else', async () => {
  const { ada, says } = await openStage();
  says.command = () => new Promise(() => undefined);
  await expect(ada.slash('queue').acknowledged).resolves.toMatchObject({ type: 5 });
});

it('/styles add brings its picture along', async () => {
  const { ada, asked, photo } = await openStage();
  await answered(ada.slash('styles', { action: 'add', name: 'Our Mascot', image: photo('photo_of_it.png') }));
  const [, values, , , pictures] = asked.command[0]!;
  expect(values).toEqual({ action: 'add', name: 'Our Mascot' });
  expect(pictures).toEqual({ image: { name: 'photo_of_it.png', bytes: Buffer.from(bytes) } });
});

it('a subcommand is the action', async () => {
  const { ada, asked, discord } = await openStage();
  const subcommand = {
    type: 1,
    name: 'remove',
    description: 'x',
    options: [{ type: 3, name: 'name', description: 'x' }],
  };
  discord.register([{ type: 1, name: 'styles', description: 'x', options: [subcommand] }]);
  await answered(ada.slash('styles', { name: 'mascot' }, { subcommand: 'remove' }));
  expect(asked.command[0]![1]).toEqual({ action: 'remove', name: 'mascot' });
});

it('a picture that cannot be had is told', async () => {
  const stage = await openStage({
    download: async (_, { name }) => {
      throw new StudioError('input-unreachable', { name, detail: 'the server says 418' });
    },
  });
  const message = await answered(
    stage.ada.slash('styles', { action: 'add', name: 'x', image: stage.photo() }),
  );
  expect(message.text).toContain('418');
});

const turned = async (
  { ada, discord }: Stage,
  options: Record<string, string | number>,
  name = 'history',
) => {
  const message = await answered(ada.slash(name, options));
  const { edits } = message;
  const exchange = ada.press(message, idsOf(message, `v1:page:${name}:`)[0]!);
  return { message, edits, exchange, discord };
};

it('the next page is asked for with what was typed for the first', async () => {
  const stage = await openStage();
  stage.says.command = long;
  const { message, exchange } = await turned(stage, { limit: 20 });
  await expect(exchange.acknowledged).resolves.toMatchObject({ type: 6 });
  await message.until(({ text }) => text.includes('Chapter 5'));
  expect(message.text).not.toContain('Chapter 1.');
  expect(stage.asked.command.map(([, values]) => values)).toEqual([{ limit: '20' }, { limit: '20' }]);
});

it('pages ask for what only shows something: nothing is done twice', async () => {
  const stage = await openStage();
  stage.says.command = long;
  const { message, edits, exchange } = await turned(stage, { action: 'delete' }, 'privacy');
  expect((await answered(exchange)).text).toContain('another version');
  expect(stage.asked.command).toHaveLength(1);
  expect(message.edits).toBe(edits);
});

it('a refusal is an answer, too', async () => {
  const { ada, says } = await openStage();
  says.command = refused;
  expect((await answered(ada.slash('cancel'))).text).toContain('The queue is full');
});

it('/settings alone opens the panel; with something to do, it does that', async () => {
  const { mo, asked, says } = await openStage();
  let seen = 0;
  says.settings = async () => {
    seen++;
    return [];
  };
  for (const options of [{}, { action: 'list' }]) await answered(mo.slash('settings', options));
  expect([seen, asked.command]).toEqual([2, []]);
  await answered(mo.slash('settings', { action: 'set', name: 'max-steps', value: '200' }));
  await answered(mo.slash('settings', { name: 'max-steps' }));
  expect(asked.command.map(([, values]) => values)).toEqual([
    { action: 'set', name: 'max-steps', value: '200' },
    { name: 'max-steps' },
  ]);
});

it('a setting is chosen, filled in and changed, and the panel turns', async () => {
  const { mo, discord, asked, says } = await openStage();
  says.settings = async () => views;
  const panel = await answered(mo.slash('settings'));
  const modal = await mo.choose(panel, 'v1:settings:1', ['max-steps']).modal();
  expect(modal.customId).toBe('v1:setting:max-steps');
  mo.submit(modal, { value: '200' });
  await discord.until(() => asked.command.length === 1);
  expect(asked.command[0]!.slice(0, 2)).toEqual([
    'settings',
    { action: 'set', name: 'max-steps', value: '200' },
  ]);
  await panel.until(({ edits }) => edits > 0);
  mo.press(panel, 'v1:settings:2');
  await panel.until((now) => idsOf(now, 'v1:settings:').includes('v1:settings:1'));
});

it('a panel that Discord does not take, or that fails, is followed by words', async () => {
  const { mo, discord, says } = await openStage();
  says.settings = async () => views;
  const failNext = () =>
    discord.failNext({
      ...{ route: 'PATCH /webhooks/{application}/{token}/messages/{message}', status: 400, code: 50_035 },
    });
  failNext();
  const told = await answered(mo.slash('settings'));
  expect([told.ephemeralFor, told.text.includes('did not work')]).toEqual([mo.user.id, true]);
  const panel = await answered(mo.slash('settings'));
  failNext();
  expect((await toldApart(discord, mo.press(panel, 'v1:settings:2'))).text).toContain('did not work');
  says.settings = () => Promise.reject(new TypeError('x is no function'));
  expect((await answered(mo.slash('settings'))).text).toContain('did not work');
});

it('who may not see the settings is told so', async () => {
  const { discord, ada, says } = await openStage();
  const commands = discordCommands().map((command) => ({ ...command, default_member_permissions: null }));
  discord.register(commands as never);
  says.settings = async () => {
    throw new StudioError('settings-forbidden', {});
  };
  expect((await answered(ada.slash('settings'))).text).toContain('moderators');
});

it('a command that there is no more is asked for like any other: what there is, is told there', async () => {
  const { discord, ada, asked } = await openStage();
  discord.register([{ type: 1, name: 'paint', description: 'x' }]);
  await answered(ada.slash('paint'));
  expect(asked.command[0]![0]).toBe('paint');
});
