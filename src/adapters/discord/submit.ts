/** A job from all that it needs. */
import type { StylizeInput } from '../../conversation/conversation.js';
import type { Job } from '../../job/job.js';
import { toJson } from './address.js';
import type { Answering } from './answering.js';
import type { Desk } from './desk.js';

/** For pictures to come and be looked at, and the job to be stored, milliseconds. */
export const submitMs = 90_000;

/** The answer's message becomes the job's. @returns null where there is none: that is said. */
export async function submit(
  { conversation, live }: Desk,
  answering: Answering,
  input: StylizeInput,
  signal: AbortSignal,
): Promise<Job | null> {
  const { requester } = answering;
  const answer = await conversation.stylize(
    input,
    { requester, address: toJson(answering.address()) },
    signal,
  );
  if (answer.type === 'reply') {
    await answering.refuse(answer.reply);
    return null;
  }
  live.show(answer.job);
  return answer.job;
}
