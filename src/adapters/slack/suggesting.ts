/** Styles by their name, while somebody types it: a menu holds a hundred, and a workspace can have more. */
import type { types } from '@slack/bolt';
import { within } from '../chat/patience.js';
import type { Answering } from './answering.js';
import type { Desk } from './desk.js';
import { suggestStyles } from './fields.js';

/** Slack wants them within three seconds; none are better than late ones, milliseconds. */
const quickMs = 2000;

/** @param typed any text. */
export async function suggest(
  { conversation, clock, log }: Desk,
  answering: Answering,
  typed: string,
  ack: (response: { options: types.Option[] }) => Promise<void>,
): Promise<void> {
  const asking = answering.requester().then((requester) => conversation.styles(requester));
  const finding = asking.catch((err) => {
    // Why nobody is told: they are in the middle of a word.
    log.warn({ err }, 'slack: no styles to suggest');
    return [];
  });
  const choices = await within(clock, quickMs, finding, []);
  await ack({ options: [...suggestStyles(choices, typed)] });
}
