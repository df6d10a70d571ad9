/** The commands as Discord is told them, against the rules of what Discord takes. */
import type {
  APIApplicationCommandBasicOption,
  APIApplicationCommandStringOption,
  RESTPostAPIChatInputApplicationCommandsJSONBody as Slash,
} from 'discord.js';
import { describe, expect, it } from 'vitest';
import { commands as table } from '../../../../commands/all.js';
import { discordCommands } from '../../../../src/adapters/discord/definitions.js';
import { orderOptions } from '../../../../src/request/order.js';
import { checkCommands } from '../../../fakes/discord/checks/index.js';

const commands = discordCommands();
const slash = commands.filter(({ type }) => type === 1) as Slash[];
const command = (name: string) => slash.find((one) => one.name === name)!;
const optionsOf = (name: string) => command(name).options as APIApplicationCommandBasicOption[];
const option = (name: string, of: string) => optionsOf(of).find((one) => one.name === name)!;

it('are such as Discord takes', () => {
  expect(checkCommands(commands)).toBeNull();
});

it('are those of commands/, in its order, and the one in the menu of a message', () => {
  expect(slash.map(({ name }) => name)).toEqual(Object.keys(table));
  expect(commands.at(-1)).toMatchObject({ type: 3, name: 'Stylize this image' });
  expect(commands).toHaveLength(slash.length + 1);
});

it('have every option of the chats, and none of the terminal', () => {
  for (const [name, { options }] of Object.entries(table)) {
    if (name === 'stylize') continue;
    const rows = Object.entries(options).filter(([, { doors }]) => (doors as string[]).includes('discord'));
    expect(optionsOf(name).map((one) => one.name)).toEqual(rows.map(([option]) => option));
  }
});

it('say what each does as a sentence begins, cut nowhere', () => {
  const texts = slash.flatMap((one) => [one, ...(one.options as APIApplicationCommandBasicOption[])]);
  for (const { description } of texts) expect(description).toMatch(/^[A-Z0-9].{0,98}[^.]$/);
  expect(command('queue').description.toLowerCase()).toBe(table.queue.summary.toLowerCase());
});

describe('/stylize', () => {
  it('asks for what must be there, then for what is asked every day, then for controls; no more than fit', () => {
    const names = optionsOf('stylize').map(({ name }) => name);
    expect(names).toEqual([
      ...['content', 'style', 'preset', 'strength', 'size', 'steps', 'colors', 'recipe', 'seed', 'private'],
      ...['mask', 'invert-mask', 'init', 'init-picture', 'style-scale', 'coarseness'],
      ...['content-layers', 'style-layers', 'pooling', 'content-weight', 'style-weight', 'tv-weight'],
    ]);
    expect(names.length).toBeLessThanOrEqual(25);
  });

  it('takes pictures as attachments, of which the photo must be there', () => {
    expect(option('content', 'stylize')).toMatchObject({ type: 11, required: true, file_types: ['image'] });
    for (const name of ['style', 'mask', 'init-picture'])
      expect(option(name, 'stylize')).toMatchObject({ type: 11, file_types: ['image'] });
    expect(optionsOf('stylize').filter(({ required }) => required)).toHaveLength(1);
  });

  it('has the bounds of the option table', () => {
    const { steps, strength, seed } = orderOptions;
    expect(option('steps', 'stylize')).toMatchObject({
      ...{ type: 4, min_value: steps.min, max_value: steps.max },
    });
    expect(option('strength', 'stylize')).toMatchObject({
      ...{ type: 10, min_value: strength.min, max_value: strength.max },
    });
    expect(option('seed', 'stylize')).toMatchObject({ type: 4, min_value: 0, max_value: seed.max });
    expect(option('private', 'stylize')).toMatchObject({ type: 5 });
    const { choices } = option('colors', 'stylize') as APIApplicationCommandStringOption;
    expect(choices!.map(({ value }) => value)).toEqual(orderOptions.colors.choices);
    const { choices: starts } = option('init', 'stylize') as APIApplicationCommandStringOption;
    expect(starts!.map(({ value }) => value)).toEqual(orderOptions.init.choices);
    expect(option('tv-weight', 'stylize')).toMatchObject({ type: 10, min_value: 0, max_value: 1e12 });
  });

  it('has all that an order can say', () => {
    const names = optionsOf('stylize').map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(orderOptions)));
  });
});

it.each([
  ['preset', 'stylize'],
  ['size', 'stylize'],
  ['recipe', 'stylize'],
  ['name', 'styles'],
  ['job', 'status'],
  ['job', 'cancel'],
  ['name', 'settings'],
  ['command', 'help'],
])('suggest while somebody types %s of /%s', (name, of) => {
  expect(option(name, of)).toMatchObject({ type: 3, autocomplete: true });
});

it('suggest nothing where anything may stand', () => {
  expect(option('value', 'settings')).not.toHaveProperty('autocomplete');
});

it('can be given bare, save /stylize', () => {
  const needy = slash.filter(({ options }) => options!.some(({ required }) => required));
  expect(needy.map(({ name }) => name)).toEqual(['stylize']);
});

it('can be used everywhere, save the settings of a server', () => {
  const { settings, ...others } = Object.fromEntries(commands.map((one) => [one.name, one]));
  expect(settings).toMatchObject({
    ...{ contexts: [0], integration_types: [0], default_member_permissions: String(1 << 5) },
  });
  for (const other of Object.values(others)) {
    expect(other).toMatchObject({ contexts: [0, 1, 2], integration_types: [0, 1] });
    expect(other).not.toHaveProperty('default_member_permissions');
  }
});
