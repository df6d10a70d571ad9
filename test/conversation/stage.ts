/** A conversation on a real studio, with a clock and chances of the test's own. */
import { onTestFinished } from 'vitest';
import type { Answer, Press, PressedAction, Speaker } from '../../src/conversation/conversation.js';
import { createConversation } from '../../src/conversation/create-conversation.js';
import { jobClock } from '../../src/job/clock.js';
import type { Job, JobResult, Requester } from '../../src/job/job.js';
import type { Run } from '../../src/job/run.js';
import type { Reply } from '../../src/reply/reply.js';
import { ada, idle, openStudio, photo } from '../studio-stage.js';

export const by = (requester: Requester): Speaker => ({ requester, address: { message: 7 } });
export const bob: Requester = { ...ada, user: 'bob' };
export const mod: Requester = { ...ada, user: 'mod', isModerator: true };
export const stranger: Requester = { ...ada, tenant: 'another guild', isModerator: true };

export const result: Omit<JobResult, 'blob'> = {
  ...{ format: 'png', width: 512, height: 341, bytes: 7, steps: 30, seconds: 19, peakRssMiB: 900 },
  ...{ curve: [], recipe: {}, device: 'cpu' },
};

export const replyOf = (answer: Answer): Reply => {
  if (answer.type === 'job') throw new Error(`Expected a reply, got job ${answer.job.id}`);
  return answer.reply;
};

export const jobOf = (answer: Answer): Job => {
  if (answer.type === 'reply') throw new Error(`Expected a job, got: ${wordsOf(answer.reply)}`);
  return answer.job;
};

/** Everything that is said, for looking into. */
export const wordsOf = ({ title, blocks }: Reply): string => `${title}\n${JSON.stringify(blocks)}`;

/** @param random what chance says. */
export async function openConversation(run: Run = idle, random = () => 0.5) {
  const opened = await openStudio(run);
  const conversation = createConversation({ studio: opened.studio, clock: jobClock, random });
  const leaving = new AbortController();
  onTestFinished(() => leaving.abort());
  const { signal } = leaving;

  const stylize = (values: Readonly<Record<string, string>> = {}, requester = ada, preset = 'harvest') =>
    conversation.stylize(
      { content: photo, styles: [{ picture: { preset }, weight: 1 }], values },
      by(requester),
      signal,
    );
  const say = async (name: string, values: Readonly<Record<string, string>> = {}, requester = ada) =>
    replyOf(await conversation.command(name, values, by(requester), signal));
  const press = (action: PressedAction, job: string, requester = ada, style: Press['style'] = null) =>
    conversation.press({ action, job, style }, by(requester), signal);

  /** A job with its picture, done or otherwise ended. */
  const finished = async (state: 'done' | 'cancelled' | 'failed' = 'done', values = {}) => {
    const { id } = jobOf(await stylize(values));
    if (state !== 'cancelled') await opened.database.jobs.start(id, 'slot 1', 'cpu', Date.now());
    const blob = await opened.blobs.put(Buffer.from(`painted ${id}`));
    const ended = await opened.database.jobs.end(id, {
      ...{ state, endedAt: Date.now(), result: { ...result, blob } },
      ...(state === 'failed'
        ? { failure: { code: 'renderer-died', context: { detail: 'x' } } as const }
        : {}),
    });
    return ended!;
  };

  return { ...opened, conversation, signal, stylize, say, press, finished };
}
