/** Forms, choices while typing and registration at the stand-in Discord, the last two with the real client too. */
import { Events, type Interaction } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectClient } from '../../../fakes/discord/client.js';
import type { Modal, ModalValue } from '../../../fakes/discord/person.js';
import type { Body } from '../../../fakes/discord/world.js';
import { commandList, type FakeStage, openFake } from './fake-stage.js';

let stage: FakeStage;
beforeEach(async () => {
  stage = await openFake();
});
afterEach(() => stage.fake.close());

const options = ['a', 'b'].map((value) => ({ label: value, value }));
const field = (component: Body) => ({ type: 18, label: 'Field', component });

async function opened(...fields: readonly Body[]): Promise<Modal> {
  const exchange = stage.ada.slash('paint');
  const components = fields.map(field);
  const said = await stage.answer(exchange, 9, { custom_id: 'form', title: 'Form', components });
  expect(said).toMatchObject({ status: 200 });
  return exchange.modal();
}

describe('a field of a form', () => {
  const upload = (filename: string) => stage.fake.upload({ bytes: new Uint8Array(3), filename });
  const rows: readonly [
    field: string,
    component: Body,
    wrong: () => readonly ModalValue[],
    right: () => ModalValue,
    sent: Body | null,
  ][] = [
    [
      'text',
      { type: 4, style: 1, min_length: 2, max_length: 4 },
      () => ['', 'x', '12345'],
      () => 'abc',
      { value: 'abc' },
    ],
    ['menu', { type: 3, options }, () => [[], ['a', 'b'], 'c'], () => 'b', { values: ['b'] }],
    [
      'file',
      { type: 19, file_types: ['.png'], max_values: 1 },
      () => [[], [upload('a.txt')], 'a.png', [upload('a.png'), upload('b.png')]],
      () => [upload('a.png')],
      null,
    ],
    ['radio', { type: 21, options }, () => ['c', ''], () => 'a', { value: 'a' }],
    [
      'boxes',
      { type: 22, options, min_values: 1 },
      () => [[], ['c']],
      () => ['a', 'b'],
      { values: ['a', 'b'] },
    ],
    ['box', { type: 23 }, () => ['yes'], () => true, { value: true }],
  ];
  test.each(rows)('%s', async (_, component, wrong, right, sent) => {
    const modal = await opened({ ...component, custom_id: 'field' });
    for (const value of wrong()) expect(() => stage.ada.submit(modal, { field: value })).toThrow();
    const value = right();
    const data = stage.ada.submit(modal, { field: value }).payload.data as Body;
    const files = Array.isArray(value) && typeof value[0] === 'object' ? value.map(({ id }) => id) : null;
    expect(data).toMatchObject({
      custom_id: 'form',
      components: [{ type: 18, component: { custom_id: 'field', ...(sent ?? { values: files }) } }],
      ...(files && { resolved: { attachments: { [files[0]]: { filename: 'a.png' } } } }),
    });
  });

  test('is empty only where it is not required, and stays as the bot filled it in', async () => {
    const text = { type: 4, style: 1, custom_id: 'text' };
    const menu = { type: 3, custom_id: 'menu', options: [{ ...options[0], default: true }, options[1]] };
    const modal = await opened({ ...text, value: 'start' }, menu);
    expect(stage.ada.submit(modal).payload.data).toMatchObject({
      components: [{ component: { value: 'start' } }, { component: { values: ['a'] } }],
    });
    const optional = await opened(
      { ...text, required: false },
      { type: 19, custom_id: 'file', required: false, min_values: 0 },
    );
    expect(stage.ada.submit(optional).payload.data).toMatchObject({
      components: [{ component: { value: '' } }, { component: { values: [] } }],
    });
    const required = await opened(text);
    expect(() => stage.ada.submit(required)).toThrow('required');
  });

  test('is there, and filled in by who opened the form', async () => {
    const modal = await opened({ type: 23, custom_id: 'box' });
    expect(() => stage.ada.submit(modal, { other: true })).toThrow('has no other');
    expect(() => stage.bo.submit(modal)).toThrow('not theirs');
  });

  test('is looked at by the rules when the form is opened', async () => {
    const exchange = stage.ada.slash('paint');
    const components = [field({ type: 4, style: 1, custom_id: 'x'.repeat(101) })];
    const wrong = await stage.answer(exchange, 9, { custom_id: 'form', title: 'Form', components });
    expect(wrong).toMatchObject({ status: 400, code: 50035 });
  });
});

describe('the real client', () => {
  /** A bot that does one thing with what it hears. */
  const connect = async (handle: (interaction: Interaction) => Promise<unknown>) => {
    const errors: unknown[] = [];
    const client = await connectClient(stage.fake);
    client.on(Events.InteractionCreate, (interaction) => {
      handle(interaction).catch((error) => errors.push(error));
    });
    return { client, errors };
  };

  test('gives choices to who types, 25 at most, and nothing else', async () => {
    let count = 26;
    const { client, errors } = await connect(async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const typed = interaction.options.getFocused();
      await interaction.respond(
        Array.from({ length: count }, (_, at) => ({ name: `${typed}${at}`, value: `${at}` })),
      );
    });
    const naive = stage.ada.autocomplete('paint', { style: 'ni' }, 'style');
    naive.catch(() => undefined);
    await stage.fake.until(() => errors.length === 1);
    expect(errors[0]).toMatchObject({ status: 400, code: 50035 });
    await stage.clock.pass(3001);
    await expect(naive).rejects.toThrow('did not respond');
    count = 25;
    const found = await stage.ada.autocomplete('paint', { style: 'ni' }, 'style');
    expect(found).toHaveLength(25);
    expect(found[3]).toEqual({ name: 'ni3', value: '3' });
    await expect(stage.ada.autocomplete('paint', {}, 'steps')).rejects.toThrow('no autocomplete');
    await client.destroy();
  });

  test('cannot answer typing with a message', async () => {
    const { client, errors } = await connect(async ({ id, token, client }) => {
      await client.rest.post(`/interactions/${id}/${token}/callback`, { body: { type: 5 }, auth: false });
    });
    stage.ada.autocomplete('paint', { style: 'ni' }, 'style').catch(() => undefined);
    await stage.fake.until(() => errors.length === 1);
    expect(errors[0]).toMatchObject({ status: 400, code: 50035 });
    await client.destroy();
  });

  test('reads what people send, defers, and edits with a file', async () => {
    const { client, errors } = await connect(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      const { name } = interaction.options.getAttachment('photo', true);
      const files = [{ attachment: Buffer.from('bytes'), name: 'out.png', description: 'Out' }];
      await interaction.editReply({ content: `painted ${name}`, files });
      await interaction.followUp({ content: 'done', flags: 'Ephemeral' });
    });
    const photo = stage.fake.upload({ bytes: new Uint8Array(3), filename: 'cat.png' });
    const exchange = stage.ada.slash('paint', { photo });
    const shown = await (await exchange.message()).until(({ isLoading }) => !isLoading);
    expect(shown).toMatchObject({
      content: 'painted cat.png',
      attachments: [{ filename: 'out.png', description: 'Out' }],
    });
    await stage.fake.until(() => exchange.followUps.length === 1);
    expect(exchange.followUps[0]!.ephemeralFor).toBe(stage.ada.user.id);
    expect(errors).toEqual([]);
    await client.destroy();
  });

  test('registers commands: the same ones keep their ids, and wrong ones are refused', async () => {
    const { client } = await connect(async () => undefined);
    const before = stage.fake.commands().map(({ id }) => id);
    const put = (body: unknown, guild?: string) =>
      client.rest.put(`/applications/${client.application.id}${guild ? `/guilds/${guild}` : ''}/commands`, {
        body,
      });
    const names = { name_localizations: { de: 'malen' } };
    expect(await put(commandList.map((one, at) => (at === 0 ? { ...one, ...names } : one)))).toHaveLength(2);
    expect(stage.fake.commands().map(({ id }) => id)).toEqual(before);
    const list = (query: string) =>
      client.rest.get(`/applications/${client.application.id}/commands${query}`);
    expect(await list('?with_localizations=true')).toMatchObject([names, {}]);
    expect(((await list('')) as Body[])[0]).not.toHaveProperty('name_localizations');
    await expect(put([{ name: 'Paint', description: 'Upper case' }])).rejects.toMatchObject({ code: 50035 });
    await expect(put([], '123456789012345678')).rejects.toMatchObject({ code: 50001 });
    await put([{ name: 'paint', description: 'Ours' }], stage.guild.id);
    expect(stage.fake.commands(stage.guild)).toMatchObject([
      { guild_id: stage.guild.id, description: 'Ours' },
    ]);
    await put([]);
    expect(stage.fake.commands()).toEqual([]);
    expect(() => stage.ada.slash('paint')).not.toThrow();
    await client.destroy();
  });
});
