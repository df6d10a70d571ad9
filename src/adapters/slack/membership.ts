/** Whether the app can post where it is asked to. */
import { within, withPatience } from '../chat/patience.js';
import type { Answering } from './answering.js';
import type { Place } from './api.js';
import type { Desk } from './desk.js';

/** @param ms so long is it worth the wait; what is not known by then is tried. */
export async function canPost(
  { clock, closing }: Pick<Desk, 'clock' | 'closing'>,
  answering: Answering,
  place: Place | null,
  ms: number,
): Promise<boolean> {
  if (place === null) return true;
  const asking = answering
    .apis()
    .then(({ impatient }) =>
      withPatience(clock, ms, [closing], (signal) => impatient.canPost(place.channel, signal)),
    )
    // Why: whoever asks is not to be kept from it because Slack does not say.
    .catch(() => true);
  return within(clock, ms, asking, true);
}
