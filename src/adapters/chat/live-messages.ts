/** The messages of all jobs that wait and are painted. */
import type { Job } from '../../job/job.js';
import type { LiveMessages } from './live.js';
import { type LiveMessage, type LiveMessageParts, openLiveMessage } from './live-message.js';

export type LiveMessagesParts<Payload> = Omit<LiveMessageParts<Payload>, 'countLive'>;

/**
 * For an edit that is on its way, milliseconds: before the last one of its message, and where the bot ends, which has
 * little time and shows it anew at its next start.
 */
const patience = { finish: 5000, close: 500 } as const;

export function createLiveMessages<Payload>(parts: LiveMessagesParts<Payload>): LiveMessages {
  const messages = new Map<string, LiveMessage>();
  let isOpen = true;

  const show = (job: Job) => {
    const { id, address } = job;
    if (!isOpen || address === null || messages.has(id)) return;
    const message = openLiveMessage({ ...job, address }, { ...parts, countLive: () => messages.size });
    messages.set(id, message);
    void message.ended.then(() => messages.delete(id));
  };

  return {
    show,
    async finish(id) {
      await messages.get(id)?.stop(patience.finish);
    },
    async close() {
      isOpen = false;
      await Promise.all([...messages.values()].map((message) => message.stop(patience.close)));
    },
  };
}
