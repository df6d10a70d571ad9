/** The buttons under a job's message. How a press is answered first is known by its action; who may press is not ours. */
import type { Job } from '../../job/job.js';
import type { Action, Reply } from '../../reply/reply.js';
import { withPatience } from '../chat/patience.js';
import { placeOf, readAddress } from './address.js';
import type { Desk } from './desk.js';
import { asFailure, isFailure } from './failure.js';
import { isBarred } from './painting.js';
import { isPrivateJob, type Pressed, pressJob } from './press-job.js';
import { offerStyles } from './style-press.js';

type Handler = (desk: Desk, answering: Pressed, job: string, action: Action) => Promise<Job | null>;
/** What follows where the studio has not refused. */
type End = (reply: Reply) => Promise<unknown>;

/** Takes the press, and says nothing where all is well. @param prepare looks at the job while it is as it was. */
const quietly =
  (prepare: (desk: Desk, answering: Pressed, job: string) => Promise<End>): Handler =>
  async (desk, answering, job, action) => {
    await answering.take();
    const end = await prepare(desk, answering, job);
    const answer = await pressJob(desk, answering, { action, job, style: null });
    if (answer.type === 'job') desk.live.show(answer.job);
    else if (answer.reply.kind === 'refusal') await answering.refuse(answer.reply);
    else await end(answer.reply);
    return null;
  };

/** Where the job's own message is; null where that is not known, or is the one that was pressed. */
async function elsewhere({ studio }: Desk, { requester, interaction }: Pressed, job: string) {
  // Why: whoever may not see the job is refused by what follows.
  const found = await studio.job(job, requester).catch(() => null);
  const address = found === null || found.address === null ? null : readAddress(found.address);
  return address === null || address.message === interaction.message.id ? null : address;
}

/** A message that is the job's own shows by itself that it ends; another one does not. */
const tellElsewhere = async (desk: Desk, answering: Pressed, job: string): Promise<End> => {
  const own = await elsewhere(desk, answering, job);
  return async (reply) => {
    if (own !== null && own.message !== null)
      await answering.add(await desk.render(reply, answering.setting), true);
  };
};

/** For a message to be taken away, milliseconds. */
const removeMs = 30_000;

/** The message that was pressed goes, and the job's own where that is another one: its picture was to be deleted. */
const removeAll = async (desk: Desk, answering: Pressed, job: string): Promise<End> => {
  const { api, clock, log } = desk;
  const own = await elsewhere(desk, answering, job);
  const place = own === null ? null : placeOf(own);
  return async () => {
    await answering.remove();
    if (place === null) return;
    await withPatience(clock, removeMs, [], (signal) => api.deleteAsBot(place, signal)).catch((error) => {
      // Why: it was to go, and somebody else has done it.
      if (!isFailure(error, 'gone'))
        log.info({ job, err: asFailure(error, 'delete') }, 'discord: a message stays');
    });
  };
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
  delete: quietly(removeAll),
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
