/** The buttons under a job's message. What each is told by is known by its action; who may press is not ours. */
import type { Job } from '../../job/job.js';
import { refuseForMembership } from '../../reply/chat-words.js';
import type { Action, Reply } from '../../reply/reply.js';
import { withPatience } from '../chat/patience.js';
import { readAddress } from './address.js';
import type { Answering } from './answering.js';
import type { Desk } from './desk.js';
import { isFailure } from './failure.js';
import { canPost } from './membership.js';
import { placeOf } from './occasion.js';
import { placeOfNext, pressJob } from './press-job.js';
import { offerStyles } from './style-press.js';

export interface Pressed {
  readonly answering: Answering;
  readonly job: string;
  readonly action: Action;
  /** Leave of Slack's to open a form. */
  readonly trigger: string;
  /** Ids of the files that the message shows. */
  readonly files: readonly string[];
  /** Only the person sees the message. */
  readonly isEphemeral: boolean;
}

type Handler = (desk: Desk, pressed: Pressed) => Promise<Job | null>;
/** @param job as it was before. */
type End = (desk: Desk, pressed: Pressed, job: Job, reply: Reply) => Promise<unknown>;

/** For a message to be taken away, and for Slack to say whether the app can post, milliseconds. */
const removeMs = 15_000;
const membershipMs = 5000;

/** Does it, and says nothing where all is well. */
const quietly =
  (end: End): Handler =>
  async (desk, pressed) => {
    const { answering, action, job: id } = pressed;
    const before = await desk.studio.job(id, await answering.requester({ isModerator: true }));
    const press = { action, job: id, style: null };
    const answer = await pressJob(desk, answering, press, {
      ...{ place: placeOf(answering.occasion), needsRights: true },
    });
    if (answer.type === 'job') desk.live.show(answer.job);
    else if (answer.reply.kind === 'refusal') await answering.tell(answer.reply);
    else await end(desk, pressed, before, answer.reply);
    return null;
  };

/** A message that is the job's own shows by itself that it ends; another one does not. */
const tellElsewhere: End = async (_, { answering }, { address }, reply) => {
  const own = address === null ? null : readAddress(address).message;
  if (own !== null && own !== answering.occasion.message) await answering.tell(reply);
};

/** Takes away the message that was pressed, the job's own, and the pictures in them. */
const takeAway: End = async ({ clock, log }, { answering, files, isEphemeral }, { address }) => {
  const { patient } = await answering.apis();
  const { channel, message } = answering.occasion;
  const own = address === null ? null : readAddress(address);
  const messages = new Map<string, { readonly channel: string; readonly message: string }>();
  if (channel !== null && message !== null && !isEphemeral) messages.set(message, { channel, message });
  if (own !== null && own.message !== null)
    messages.set(own.message, { channel: own.channel, message: own.message });
  const pictures = new Set([...files, ...(own?.file === undefined ? [] : [own.file])]);
  const acts = [
    ...[...messages.values()].map((at) => (signal: AbortSignal) => patient.delete(at, signal)),
    ...[...pictures].map((file) => (signal: AbortSignal) => patient.deleteFile(file, signal)),
    ...(isEphemeral ? [answering.dismiss] : []),
  ];
  const ends = await Promise.allSettled(acts.map((act) => withPatience(clock, removeMs, [], act)));
  for (const end of ends) {
    // Why: it was to go, and somebody else has done it.
    if (end.status === 'rejected' && !isFailure(end.reason, 'gone'))
      log.warn({ err: end.reason }, 'slack: something of a deleted picture stays');
  }
};

/** Answers whoever pressed, alone. */
const privately: Handler = async (desk, { answering, action, job }) => {
  const answer = await pressJob(
    desk,
    answering,
    { action, job, style: null },
    { place: placeOf(answering.occasion), needsRights: false },
  );
  if (answer.type === 'reply') await answering.tell(answer.reply);
  else desk.live.show(answer.job);
  return null;
};

/** Another job, in a message of its own where the first one is. */
const anew: Handler = async (desk, { answering, action, job }) => {
  const place = await placeOfNext(desk, answering, job);
  if (!(await canPost(desk, answering, place, membershipMs))) {
    await answering.tell(refuseForMembership());
    return null;
  }
  const answer = await pressJob(desk, answering, { action, job, style: null }, { place, needsRights: true });
  if (answer.type === 'reply') {
    await answering.tell(answer.reply);
    return null;
  }
  desk.live.show(answer.job);
  return answer.job;
};

const handlers = {
  cancel: quietly(tellElsewhere),
  delete: quietly(takeAway),
  info: privately,
  style: async (desk, { answering, job, trigger }) => {
    await offerStyles(desk, answering, job, trigger);
    return null;
  },
  stronger: anew,
  weaker: anew,
  again: anew,
  hd: anew,
  colors: anew,
} as const satisfies Readonly<Record<Action, Handler>>;

/** @returns the job that has come of it; null where there is none. */
export const answerPress = (desk: Desk, pressed: Pressed): Promise<Job | null> =>
  handlers[pressed.action](desk, pressed);
