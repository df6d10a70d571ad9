/** A press of a job's button as the conversation is told it. */
import type { Answer, Press } from '../../conversation/conversation.js';
import { within, withPatience } from '../chat/patience.js';
import { type Address, toJson } from './address.js';
import type { Answering, PressInteraction } from './answering.js';
import type { Desk } from './desk.js';
import { submitMs } from './submit.js';

export type Pressed = Answering<PressInteraction>;

/** @param address where a new job's message is. @default the answer's */
export const pressJob = (
  { conversation, clock, closing }: Desk,
  answering: Pressed,
  press: Press,
  address: Address = answering.address(),
): Promise<Answer> =>
  withPatience(clock, submitMs, [closing], (signal) =>
    conversation.press(press, { requester: answering.requester, address: toJson(address) }, signal),
  );

/** For a job to be looked up before the first answer, milliseconds. */
const lookUpMs = 1000;

/** Whether what comes of a job's buttons is for the user alone. What cannot be looked up in time might be. */
export async function isPrivateJob(
  { studio, clock }: Desk,
  id: string,
  { requester }: Pressed,
): Promise<boolean> {
  const looking = studio.job(id, requester).then(
    ({ isPrivate }) => isPrivate,
    // Why: what follows is a refusal.
    () => true,
  );
  return within(clock, lookUpMs, looking, true);
}
