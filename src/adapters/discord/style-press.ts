/** "Another style": a menu that only whoever pressed sees, and the new picture in a message that all see. */
import type { StringSelectMenuInteraction } from 'discord.js';
import type { Answer } from '../../conversation/conversation.js';
import type { Job } from '../../job/job.js';
import { presentChosen, presentComing } from '../../reply/chat-words.js';
import type { Address } from './address.js';
import type { Answering } from './answering.js';
import { renderChoice } from './choice.js';
import { writeCustomId } from './custom-id.js';
import type { Desk } from './desk.js';
import { asFailure } from './failure.js';
import { isBarred } from './painting.js';
import { isPrivateJob, type Pressed, pressJob } from './press-job.js';
import { addressOf, isKeptPrivate } from './speaker.js';

/** Puts the styles in the place of the answer, after the first one. @param page from 1. */
export async function offerStyles(desk: Desk, answering: Pressed, job: string, page: number): Promise<void> {
  const { conversation, render } = desk;
  const asked = await pressJob(desk, answering, { action: 'style', job, style: null });
  if (asked.type === 'job') throw new TypeError('Expected styles to choose from, got a job');
  if (asked.reply.kind === 'refusal') {
    await answering.refuse(asked.reply);
    return;
  }
  const payload = await renderChoice(
    {
      title: asked.reply.title,
      choices: await conversation.styles(answering.requester),
      page,
      menuId: writeCustomId({ type: 'job', action: 'style', job }),
      pageId: (to) => writeCustomId({ type: 'style-page', job, page: to }),
    },
    answering.setting,
    render,
  );
  await answering.send(payload);
}

/** Another page of them. @param page from 1. */
export async function turnStyles(desk: Desk, answering: Pressed, job: string, page: number): Promise<void> {
  await answering.take();
  await offerStyles(desk, answering, job, page);
}

/** A message for a job that is to come. */
async function announce({ render, clock }: Desk, answering: Pressed): Promise<Address> {
  const { interaction, setting } = answering;
  const { message, channel } = await answering.add(await render(presentComing(), setting), false);
  const isEphemeral = isKeptPrivate(interaction);
  const about = { isOriginal: false, isEphemeral, now: clock.wall(), message };
  return { ...addressOf(interaction, about), channel };
}

/** Makes a job in a message that was announced for it, or takes that away again. */
async function fulfil(
  desk: Desk,
  answering: Pressed,
  address: Address,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const withdraw = () =>
    answering.interaction
      .deleteReply(address.message!)
      .catch((error) => desk.log.info({ err: asFailure(error, 'delete') }, 'discord: a message stays'));
  try {
    const answer = await ask();
    if (answer.type === 'reply') await withdraw();
    return answer;
  } catch (error) {
    await withdraw();
    throw error;
  }
}

/** The style that was chosen. A private picture takes the menu's place. @returns the job; null where there is none. */
export async function chooseStyle(
  desk: Desk,
  answering: Answering<StringSelectMenuInteraction>,
  job: string,
): Promise<Job | null> {
  await answering.take();
  const preset = answering.interaction.values[0]!;
  const isPrivate = await isPrivateJob(desk, job, answering);
  if (await isBarred(answering, isPrivate)) return null;
  const address = isPrivate ? answering.address() : await announce(desk, answering);
  const ask = () => pressJob(desk, answering, { action: 'style', job, style: { preset } }, address);
  const answer = isPrivate ? await ask() : await fulfil(desk, answering, address, ask);
  if (answer.type === 'reply') {
    await answering.refuse(answer.reply);
    return null;
  }
  desk.live.show(answer.job);
  if (!isPrivate) await answering.say(presentChosen());
  return answer.job;
}
