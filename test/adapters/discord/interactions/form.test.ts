/** "Stylize this image" in a message's menu: which pictures, the form, and what comes of it. */
import { expect, it } from 'vitest';
import type { StyleChoice } from '../../../../src/conversation/conversation.js';
import type { Component } from '../../../fakes/discord/world.js';
import { answered, bytes, idsOf, openStage, type Stage, toldApart } from './stage.js';
import { choices, refusal, refused } from './talk.js';

const command = 'Stylize this image';

const fieldsOf = (components: readonly Component[]) =>
  components.map(({ label, description, component }) => ({
    ...{ label, description },
    ...(component as { custom_id: string; options?: { label: string; value: string }[] }),
  }));

/** The form about a message of bo's. */
const opened = async ({ ada, bo, photo }: Stage, names = ['photo_of_us.png']) => {
  const message = bo.say('look', names.map(photo));
  return ada.messageCommand(command, message).modal();
};

it('asks for a preset, a picture, strength and colours, with what holds otherwise', async () => {
  const stage = await openStage();
  const modal = await opened(stage);
  const fields = fieldsOf(modal.components);
  expect(fields.map(({ custom_id: id }) => id)).toEqual(['preset', 'style', 'strength', 'colors']);
  expect(fields[0]!.options!.map(({ value }) => value)).toEqual(choices.map(({ id }) => id));
  expect(fields[3]!.options!.map(({ value }) => value)).toEqual(['style', 'content', 'luminance']);
  expect(modal.customId).toMatch(/^v1:stylize:[a-z0-9]+$/);
});

it('of several pictures it asks which', async () => {
  const stage = await openStage();
  const modal = await opened(stage, ['photo_of_us.png', 'photo_of_it.jpg']);
  const [field] = fieldsOf(modal.components);
  expect(field!.options!.map(({ label }) => label)).toEqual(['1. photo_of_us.png', '2. photo_of_it.jpg']);
  stage.ada.submit(modal, { picture: ['1'], preset: ['style-1'] });
  await stage.discord.until(() => stage.asked.stylize.length === 1);
  expect(stage.asked.stylize[0]![0].content).toMatchObject({ name: 'photo_of_it.jpg' });
});

it('names as many styles as a menu holds, and says that there are more', async () => {
  const stage = await openStage();
  const many = Array.from({ length: 40 }, (_, k): StyleChoice => ({ ...choices[1]!, id: `many-${k}` }));
  stage.says.styles = async () => many;
  const [field] = fieldsOf((await opened(stage)).components);
  expect(field!.options).toHaveLength(25);
  expect(field!.description).toContain('25 of 40');
});

it('comes without styles where they cannot be told in time', async () => {
  const stage = await openStage();
  stage.says.styles = () => {
    // Other people's time goes on meanwhile.
    setImmediate(() => stage.clock.leap(1600));
    return new Promise(() => undefined);
  };
  const modal = await opened(stage);
  expect(fieldsOf(modal.components).map(({ custom_id: id }) => id)).toEqual(['style', 'strength', 'colors']);
});

it('a message without pictures is told so at once', async () => {
  const stage = await openStage();
  const { ada, bo, discord } = stage;
  const clip = discord.upload({ bytes, filename: 'clip.mp4', contentType: 'video/mp4' });
  for (const message of [bo.say('words'), bo.say('a clip', [clip])]) {
    const told = await answered(ada.messageCommand(command, message));
    expect(told.ephemeralFor).toBe(ada.user.id);
    expect(told.text).toContain('No picture');
  }
});

it('pictures that components show can be taken, too, such as one of ours', async () => {
  const stage = await openStage();
  const shown = await answered(stage.ask({ content: stage.photo() }));
  const names = shown.attachments.map(({ filename }) => filename);
  expect(names.length).toBeGreaterThan(1);
  const modal = await stage.ada.messageCommand(command, shown).modal();
  const [field] = fieldsOf(modal.components);
  expect(field!.options!.map(({ label }) => label)).toEqual(names.map((name, k) => `${k + 1}. ${name}`));
  stage.ada.submit(modal, { picture: ['1'], preset: ['style-1'] });
  await stage.discord.until(() => stage.asked.stylize.length === 1);
  expect(stage.asked.stylize[0]![0].content).toMatchObject({ name: names[1] });
});

it('what is filled in becomes a job, for all to see', async () => {
  const stage = await openStage();
  const modal = await opened(stage);
  const exchange = stage.ada.submit(modal, {
    ...{ style: [stage.photo('painting.png')], preset: ['mascot'], strength: '80', colors: ['luminance'] },
  });
  const message = await (await exchange.message()).until(({ text }) => text.includes('Painting'));
  expect(message.ephemeralFor).toBeNull();
  expect(stage.asked.stylize[0]![0]).toEqual({
    content: { name: 'photo_of_us.png', bytes: Buffer.from(bytes) },
    styles: [
      { picture: { name: 'painting.png', bytes: Buffer.from(bytes) }, weight: 1 },
      { picture: { preset: 'mascot' }, weight: 1 },
    ],
    ...{ values: { strength: '80', colors: 'luminance' }, isPrivate: false },
  });
});

it('without a style the menu follows', async () => {
  const stage = await openStage();
  const message = await answered(stage.ada.submit(await opened(stage)));
  stage.ada.choose(message, idsOf(message, 'v1:pick:')[0]!, ['style-4']);
  await message.until(({ text }) => text.includes('Painting'));
  expect(stage.asked.stylize[0]![0]).toMatchObject({
    styles: [{ picture: { preset: 'style-4' } }],
    values: { colors: 'style' },
  });
});

it('a refusal is told to whoever sent it alone', async () => {
  const stage = await openStage();
  stage.says.stylize = refused;
  const exchange = stage.ada.submit(await opened(stage), { preset: ['style-1'] });
  expect((await toldApart(stage.discord, exchange)).text).toContain(refusal.title);
});

it('is acknowledged before the pictures are fetched', async () => {
  const stage = await openStage({ download: () => new Promise(() => undefined) });
  const exchange = stage.ada.submit(await opened(stage), { preset: ['style-1'] });
  await expect(exchange.acknowledged).resolves.toMatchObject({ type: 5 });
});

it('one that was left open for too long is told so', async () => {
  const stage = await openStage();
  const modal = await opened(stage);
  stage.clock.leap(61 * 60_000);
  const told = await answered(stage.ada.submit(modal, { preset: ['style-1'] }));
  expect(told.ephemeralFor).toBe(stage.ada.user.id);
  expect(told.text).toContain('waited too long');
  expect(stage.asked.stylize).toEqual([]);
});

it('where Discord does not like the form, whoever asked is told that it failed', async () => {
  const stage = await openStage();
  const message = stage.bo.say('look', [stage.photo()]);
  stage.discord.failNext({
    ...{ route: 'POST /interactions/{interaction}/{token}/callback', status: 400, code: 50_035 },
  });
  const told = await answered(stage.ada.messageCommand(command, message));
  expect(told.ephemeralFor).toBe(stage.ada.user.id);
  expect(told.text).toContain('did not work');
});
