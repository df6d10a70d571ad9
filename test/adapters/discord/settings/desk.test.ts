/** Settings by clicks: real discord.js at the stand-in Discord, over real settings in a database. */
import { Events, type Interaction } from 'discord.js';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { serverSettings } from '../../../../commands/settings.js';
import { readCustomId } from '../../../../src/adapters/discord/custom-id.js';
import { createSettingsDesk } from '../../../../src/adapters/discord/settings-desk.js';
import { openConversation } from '../../../conversation/stage.js';
import { connectClient } from '../../../fakes/discord/client.js';
import type { FakeDiscord } from '../../../fakes/discord/fake.js';
import { CannotDo, type Person } from '../../../fakes/discord/person.js';
import { startDiscord } from '../../../fakes/discord/start.js';
import { memberDefault, permission } from '../../../fakes/discord/state/permissions.js';
import type { Channel, Guild, Message } from '../../../fakes/discord/world.js';
import { rendererOf } from '../render/stage.js';

const moderating = memberDefault | permission.manageGuild;

let discord: FakeDiscord;
let guild: Guild;
let channel: Channel;
let mod: Person;
/** What handlers have rejected with. */
let failures: unknown[];
/** Of all interactions that came in. */
let handled: Promise<unknown>[];
let opened: Awaited<ReturnType<typeof openConversation>>;

beforeEach(async () => {
  discord = await startDiscord();
  [failures, handled] = [[], []];
  opened = await openConversation();
  const { conversation, signal: closing } = opened;
  const desk = createSettingsDesk({ conversation, render: rendererOf(), closing });
  const client = await connectClient(discord);
  onTestFinished(() => client.destroy());
  const handle = async (interaction: Interaction) => {
    if (interaction.isChatInputCommand()) return desk.open(interaction);
    if (interaction.isStringSelectMenu()) return desk.choose(interaction, interaction.values[0]!);
    if (interaction.isModalSubmit()) return desk.submit(interaction);
    if (!interaction.isButton()) return;
    const id = readCustomId(interaction.customId);
    if (id?.type === 'settings') return desk.turn(interaction, id.page);
  };
  client.on(Events.InteractionCreate, (interaction) => {
    handled.push(handle(interaction).catch((error) => failures.push(error)));
  });
  discord.register([{ name: serverSettings.name, description: 'Settings' }]);
  guild = discord.addGuild();
  channel = discord.addChannel(guild, { name: 'art' });
  const user = discord.addUser({ name: 'mo' });
  discord.join(guild, user, { permissions: moderating });
  mod = discord.as(user, channel);
});

afterEach(async () => {
  expect(failures).toEqual([]);
  await discord.close();
});

async function panelOf(person = mod): Promise<Message> {
  const message = await person.slash('settings').message();
  return message.until(({ isLoading }) => !isLoading);
}

const held = async (name: string) =>
  (await opened.settings.view(`discord/${guild.id}`)).find((view) => view.name === name)?.value;

async function fill(panel: Message, page: number, name: string, value: string | readonly string[]) {
  const modal = await mod.choose(panel, `v1:settings:${page}`, [name]).modal();
  expect(modal).toMatchObject({ customId: `v1:setting:${name}`, title: name });
  const { edits } = panel;
  mod.submit(modal, { value });
  return panel.until((message) => message.edits > edits);
}

it('opens for the moderator alone, and turns its pages', async () => {
  const panel = await panelOf();
  expect(panel.ephemeralFor).toBe(mod.user.id);
  expect(panel.text).toContain('how pictures are painted');
  mod.press(panel, 'v1:settings:2');
  await panel.until(({ text }) => text.includes('who may ask'));
  mod.press(panel, 'v1:settings:1');
  await panel.until(({ text }) => text.includes('how pictures are painted'));
});

it('changes a number, says so in the panel, and takes it back', async () => {
  const panel = await panelOf();
  const changed = await fill(panel, 1, 'max-steps', '200');
  expect(changed.text).toContain('✅ max-steps is 200 now; it was not set. The next picture goes by it.');
  expect(changed.text).toContain('`max-steps` **200** · set here');
  expect(await held('max-steps')).toBe('200');
  const back = await fill(panel, 1, 'max-steps', '');
  expect(back.text).toContain('max-steps is not set any more');
  expect(await held('max-steps')).toBe('500');
});

it('says why a value cannot be, and changes nothing', async () => {
  const changed = await fill(await panelOf(), 1, 'max-steps', 'many @everyone');
  expect(changed.text).toMatch(/⚠️ max-steps: expected a whole number/);
  expect(changed.text).not.toContain('@everyone');
  expect(await held('max-steps')).toBe('500');
});

it('goes no further than the operator', async () => {
  await opened.set('max-steps', '300', 'operator');
  const changed = await fill(await panelOf(), 1, 'max-steps', '400');
  expect(changed.text).toContain('go no further than 300');
  expect(changed.text).toContain('at most 300');
});

it('takes flags and channels by menus, and stays on the page of the setting', async () => {
  const panel = await panelOf();
  mod.press(panel, 'v1:settings:2');
  await panel.until(({ text }) => text.includes('who may ask'));
  const changed = await fill(panel, 2, 'allowed-channels', [channel.id]);
  expect(changed.text).toContain(`<#${channel.id}> · set here`);
  expect(changed.text).toContain(`allowed-channels is <#${channel.id}> now`);
  expect(changed.text).toContain('who may ask');
  mod.press(panel, 'v1:settings:3');
  await panel.until(({ text }) => text.includes('shown and kept'));
  expect((await fill(panel, 3, 'spoiler', ['on'])).text).toContain('`spoiler` **on**');
  expect((await fill(panel, 3, 'spoiler', ['=unset'])).text).toContain('`spoiler` **off** · the default');
});

it('is closed to who is no moderator', async () => {
  const user = discord.addUser({ name: 'visitor' });
  discord.join(guild, user);
  const panel = await panelOf(discord.as(user, channel));
  expect(panel.text).toContain('For moderators only');
  expect(panel.text).not.toContain('max-steps');
});

it('asks for rights anew at each click: they can end while a panel is open', async () => {
  const panel = await panelOf();
  const modal = await mod.choose(panel, 'v1:settings:1', ['max-steps']).modal();
  discord.join(guild, mod.user, { permissions: memberDefault });
  const { edits } = panel;
  mod.submit(modal, { value: '200' });
  await panel.until((message) => message.edits > edits);
  expect(panel.text).toContain('For moderators only');
  expect(await held('max-steps')).toBe('500');
  expect(() => mod.choose(panel, 'v1:settings:1', ['max-steps'])).toThrow(CannotDo);
});

it('opens no form for who has lost the rights, and says so to them alone', async () => {
  const panel = await panelOf();
  discord.join(guild, mod.user, { permissions: memberDefault });
  const exchange = mod.choose(panel, 'v1:settings:1', ['max-steps']);
  const refusal = await exchange.message();
  expect(refusal.ephemeralFor).toBe(mod.user.id);
  expect(refusal.text).toContain('For moderators only');
});

it('does nothing more where Discord has heard another answer', async () => {
  discord.failNext({ route: 'POST /interactions/{interaction}/{token}/callback', status: 400, code: 40060 });
  mod.slash('settings').acknowledged.catch(() => undefined);
  await discord.until(() => discord.requests((request) => request.code === 40060).length === 1);
  await Promise.all(handled);
  expect(discord.requests((request) => request.route.startsWith('PATCH'))).toEqual([]);
});
