/** A press of a job's button as the conversation is told it. */
import type { Answer, Press } from '../../conversation/conversation.js';
import { within, withPatience } from '../chat/patience.js';
import { toJson } from './address.js';
import type { Answering } from './answering.js';
import type { Place } from './api.js';
import type { Desk } from './desk.js';
import { placeOf } from './occasion.js';
import { submitMs } from './order.js';
import { addressAt } from './speaker.js';

/** Where a new job's message goes: where the button is, or to the person alone. */
export interface PressAt {
  readonly place: Place | null;
  /** Whether rights matter: what is done to jobs of others, and where rules have exceptions. */
  readonly needsRights: boolean;
}

/** @param at default: where the button is, without rights. */
export async function pressJob(
  { conversation, clock, closing }: Desk,
  answering: Answering,
  press: Press,
  { place, needsRights }: PressAt,
): Promise<Answer> {
  const { occasion } = answering;
  const requester = await answering.requester({
    ...{ channel: place?.channel ?? null, isModerator: needsRights },
  });
  const address = toJson(addressAt(occasion, place ?? { channel: occasion.user, thread: null }));
  return withPatience(clock, submitMs, [closing], (signal) =>
    conversation.press(press, { requester, address }, signal),
  );
}

/** For a job to be looked up, milliseconds. */
const lookUpMs = 5000;

/** Where what comes of a job's buttons is seen: by the person alone, where the job is. What cannot be looked up might be. */
export async function placeOfNext(
  { studio, clock }: Pick<Desk, 'studio' | 'clock'>,
  answering: Answering,
  job: string,
): Promise<Place | null> {
  const looking = answering
    .requester()
    .then((requester) => studio.job(job, requester))
    .then(
      ({ isPrivate }) => isPrivate,
      // Why: what follows is a refusal.
      () => true,
    );
  return (await within(clock, lookUpMs, looking, true)) ? null : placeOf(answering.occasion);
}
