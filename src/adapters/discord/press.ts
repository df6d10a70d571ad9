/** The buttons under a job's message. How a press is answered first is known by its action; who may press is not ours. */
import type { Job } from '../../job/job.js';
import type { Action, Reply } from '../../reply/reply.js';
import { readAddress } from './address.js';
import type { Desk } from './desk.js';
import { isBarred } from './painting.js';
import { isPrivateJob, type Pressed, pressJob } from './press-job.js';
import { offerStyles } from './style-press.js';

type Handler = (desk: Desk, answering: Pressed, job: string, action: Action) => Promise<Job | null>;
type End = (desk: Desk, answering: Pressed, job: string, reply: Reply) => Promise<unknown>;

/** Takes the press, and says nothing where all is well. */
const quietly =
  (end: End): Handler =>
  async (desk, answering, job, action) => {
    await answering.take();
    const answer = await pressJob(desk, answering, { action, job, style: null });
    if (answer.type === 'job') desk.live.show(answer.job);
    else if (answer.reply.kind === 'refusal') await answering.refuse(answer.reply);
    else await end(desk, answering, job, answer.reply);
    return null;
  };

/** A message that is the job's own shows by itself that it ends; another one does not. */
const tellElsewhere: End = async ({ studio, render }, answering, id, reply) => {
  const { address } = await studio.job(id, answering.requester);
  const own = address === null ? null : readAddress(address).message;
  const here = answering.interaction.message.id;
  if (own === null || own === here) return;
  await answering.add(await render(reply, answering.setting), true);
};

/** Answers whoever pressed, alone. */
const privately: Handler = async (desk, answering, job, action) => {
  await answering.think(true);
  const answer = await pressJob(desk, answering, { action, job, style: null });
  if (answer.type === 'reply') await answering.say(answer.reply);
  else desk.live.show(answer.job);
  return null;
};

/** Another job, in a message of its own; for the user alone where the first one is. */
const anew: Handler = async (desk, answering, job, action) => {
  await answering.think(await isPrivateJob(desk, job, answering));
  if (await isBarred(answering)) return null;
  const answer = await pressJob(desk, answering, { action, job, style: null });
  if (answer.type === 'job') {
    desk.live.show(answer.job);
    return answer.job;
  }
  await answering.refuse(answer.reply);
  return null;
};

const handlers = {
  cancel: quietly(tellElsewhere),
  delete: quietly((_, answering) => answering.remove()),
  info: privately,
  style: async (desk, answering, job) => {
    await answering.think(true);
    await offerStyles(desk, answering, job, 1);
    return null;
  },
  stronger: anew,
  weaker: anew,
  again: anew,
  hd: anew,
  colors: anew,
} as const satisfies Readonly<Record<Action, Handler>>;

/** @returns the job that has come of it; null where there is none. */
export const answerPress = (
  desk: Desk,
  answering: Pressed,
  action: Action,
  job: string,
): Promise<Job | null> => handlers[action](desk, answering, job, action);
