/** The app's home tab: a person's own pictures, the queue, and settings for those who may change them. */
import type { Requester } from '../../job/job.js';
import type { Reply } from '../../reply/reply.js';
import { withPatience } from '../chat/patience.js';
import type { Answering } from './answering.js';
import type { Desk } from './desk.js';
import { homeView } from './home-view.js';

/** Pictures that are listed. */
const recentCount = 5;
/** For the tab to reach Slack, milliseconds. */
const publishMs = 20_000;

/** @param event `app_home_opened`; of other tabs than home nothing is wanted. */
export const isHome = ({ tab }: Readonly<Record<string, unknown>>): boolean => tab === 'home';

/** What a command answers. */
async function ask(
  { conversation }: Desk,
  name: 'history' | 'queue',
  requester: Requester,
  signal: AbortSignal,
): Promise<Reply> {
  const values = name === 'history' ? { limit: String(recentCount) } : {};
  const answer = await conversation.command(name, values, { requester, address: null }, signal);
  if (answer.type === 'job') throw new TypeError(`Expected a reply of ${name}, got a job`);
  return answer.reply;
}

export async function publishHome(desk: Desk, answering: Answering): Promise<void> {
  const { conversation, clock, closing } = desk;
  const requester = await answering.requester({ channel: null, isModerator: true });
  await withPatience(clock, publishMs, [closing], async (signal) => {
    const [recent, queue, settings] = await Promise.all([
      ask(desk, 'history', requester, signal),
      ask(desk, 'queue', requester, signal),
      requester.isModerator ? conversation.settings(requester) : null,
    ]);
    const { patient } = await answering.apis();
    const view = homeView({ recent, queue, settings, now: clock.wall() });
    await patient.publishHome(requester.user, view, signal);
  });
}
