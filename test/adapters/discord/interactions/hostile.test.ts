/** What no client of Discord sends, and what is from another time: nothing of it does anything. */
import { Routes } from 'discord.js';
import { expect, it } from 'vitest';
import { createRests } from '../../../../src/adapters/discord/rest-api.js';
import type { Body, Message } from '../../../fakes/discord/world.js';
import { answered, openStage, type Stage, toldApart } from './stage.js';
import { refused } from './talk.js';

const button = (custom_id: string): Body => ({ type: 2, style: 2, label: 'x', custom_id });
const menu = (custom_id: string, ...values: readonly string[]): Body => ({
  type: 3,
  custom_id,
  options: values.map((value) => ({ label: 'x', value })),
});

/** A message of the bot's with controls that it has never made. */
async function posted({ discord, channel }: Stage, ...controls: readonly Body[]): Promise<Message> {
  const { patient } = createRests({ api: discord.apiUrl, token: discord.token });
  const components = controls.map((control) => ({ type: 1, components: [control] }));
  const { id } = (await patient.post(Routes.channelMessages(channel.id), {
    body: { flags: 1 << 15, components },
  })) as { readonly id: string };
  return discord.messages(channel).find((message) => message.id === id)!;
}

it.each([
  'v1:explode:rokadimu',
  'v2:stronger:rokadimu',
  'v1:stronger:../../etc',
  'v1:stylize:abc',
  'v1:setting:max-steps',
  'v1:pick:abc',
  'constructor',
  'v1:page:stylize:2',
  'v1:page:cancel:2',
  'v1:page:toString:2',
])('a button %s says to whoever pressed it that it does nothing', async (id) => {
  const stage = await openStage();
  const message = await posted(stage, button(id));
  const told = await answered(stage.bo.press(message, id));
  expect(told.ephemeralFor).toBe(stage.bo.user.id);
  expect(told.text).toContain('does nothing');
  expect([stage.asked.command, stage.asked.press, message.edits]).toEqual([[], [], 0]);
});

it.each(['v1:stronger:rokadimu', 'v1:unknown:x', 'v1:page:styles:2', 'v1:pick-page:abc:2'])(
  'a menu %s does nothing, either',
  async (id) => {
    const stage = await openStage();
    const message = await posted(stage, menu(id, 'style-1'));
    const told = await answered(stage.bo.choose(message, id, ['style-1']));
    expect(told.text).toContain('does nothing');
    expect(stage.asked.press).toEqual([]);
  },
);

it('a menu for a job that there is not takes no public message', async () => {
  const stage = await openStage();
  stage.says.press = refused;
  const message = await posted(stage, menu('v1:style:sawodile', 'style-1'));
  const exchange = stage.bo.choose(message, 'v1:style:sawodile', ['style-1']);
  await toldApart(stage.discord, exchange);
  expect(exchange.followUps).toHaveLength(1);
  expect(message.isDeleted).toBe(false);
});

it('a style that was never offered goes to the conversation like any other name', async () => {
  const stage = await openStage();
  const waiting = await answered(stage.ask({ content: stage.photo() }));
  const id = waiting.parts
    .map(({ custom_id: one }) => String(one))
    .find((one) => one.startsWith('v1:pick:'))!;
  const message = await posted(stage, menu(id, '../secret'));
  stage.says.stylize = refused;
  await toldApart(stage.discord, stage.ada.choose(message, id, ['../secret']));
  expect(stage.asked.stylize[0]![0].styles).toEqual([{ picture: { preset: '../secret' }, weight: 1 }]);
});

it('a menu of users is none of ours', async () => {
  const stage = await openStage();
  const message = await posted(stage, { type: 5, custom_id: 'v1:pick:abc' });
  const told = await answered(stage.bo.choose(message, 'v1:pick:abc', [stage.ada.user.id]));
  expect(told.text).toContain('does nothing');
});

it('another command in the menu of a message does nothing', async () => {
  const stage = await openStage();
  stage.discord.register([{ type: 3, name: 'Frame this image' }]);
  const told = await answered(stage.ada.messageCommand('Frame this image', stage.bo.say('x')));
  expect(told.text).toContain('does nothing');
});

it('an old registration without a photo is told what is missing', async () => {
  const stage = await openStage();
  stage.discord.register([
    { type: 1, name: 'stylize', description: 'x', options: [{ type: 3, name: 'preset', description: 'x' }] },
  ]);
  const exchange = stage.ada.slash('stylize', { preset: 'style-1' });
  expect((await toldApart(stage.discord, exchange)).text).toContain('content is missing');
});

it('a form with other fields is as if it were empty', async () => {
  const stage = await openStage();
  const modal = await stage.ada
    .messageCommand('Stylize this image', stage.bo.say('x', [stage.photo()]))
    .modal();
  const strange = {
    ...modal,
    components: [{ type: 18, label: 'x', component: { type: 4, custom_id: 'preset', style: 1 } }],
  };
  stage.ada.submit(strange as never, { preset: 'style-1' });
  await stage.discord.until(() => stage.log.some((line) => line.includes('"form"')));
  expect(stage.asked.stylize).toEqual([]);
  expect(stage.failures).toEqual([]);
});
