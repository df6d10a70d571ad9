/** What the buttons under a picture do. Who may press them, the studio decides. */
import type { JobClock } from '../job/clock.js';
import type { Job } from '../job/job.js';
import { answer, refuseBecause, text } from '../reply/answer.js';
import { describeCancelling } from '../reply/jobs.js';
import { nameJob, orderOf } from '../reply/naming.js';
import { presentInfo } from '../reply/present-info.js';
import type { JobView } from '../reply/present-job.js';
import { presentStyleChoice } from '../reply/present-styles.js';
import type { Reply } from '../reply/reply.js';
import { nothingToVary, type VaryingAction, variations } from '../reply/variations.js';
import { orderOptions } from '../request/order.js';
import type { Studio } from '../studio.js';
import type { Answer, Press, PressedAction, Speaker } from './conversation.js';

export interface ButtonParts {
  readonly studio: Studio;
  readonly clock: JobClock;
  /** 0 up to, but without, 1. */
  readonly random: () => number;
  readonly view: (job: Job) => Promise<JobView>;
}

type Handler = (job: Job, press: Press, speaker: Speaker, signal: AbortSignal) => Promise<Job | Reply>;

/** For a picture that is still painted to stop before it is deleted, milliseconds. */
const stopPatienceMs = 30_000;

export function createButtons({ studio, clock, random, view }: ButtonParts) {
  const varyBy =
    (action: VaryingAction): Handler =>
    async (job, _, { requester, address }, signal) => {
      const values = variations[action](orderOf(job), await view(job));
      if (values === null) return refuseBecause('Nothing to change', nothingToVary[action]);
      return studio.vary(job.id, requester, { values }, address, signal);
    };

  const newSeed = () => String(Math.floor(random() * (orderOptions.seed.max + 1)));

  const handlers = {
    stronger: varyBy('stronger'),
    weaker: varyBy('weaker'),
    hd: varyBy('hd'),
    colors: varyBy('colors'),

    async cancel({ id }, _, { requester }) {
      return answer(describeCancelling(await studio.cancel(id, requester)));
    },

    async style(job, { style }, { requester, address }, signal) {
      if (style === null) {
        const own = await studio.ownStyles.list(requester);
        return presentStyleChoice(job, { own, presets: studio.styles() });
      }
      const styles = [{ picture: style, weight: 1 }];
      return studio.vary(job.id, requester, { styles }, address, signal);
    },

    async again({ id, state }, _, { requester, address }, signal) {
      if (state !== 'done') return studio.retry(id, requester, signal, address);
      return studio.vary(id, requester, { values: { seed: newSeed() } }, address, signal);
    },

    more: ({ id }, _, { requester, address }, signal) =>
      studio.vary(id, requester, { goesOn: true }, address, signal),

    async info(job) {
      return presentInfo(job, (await view(job)).presets);
    },

    async delete(job, _, { requester }, signal) {
      const patience = new AbortController();
      const stop = () => patience.abort();
      const takeBack = clock.after(stopPatienceMs, stop);
      signal.addEventListener('abort', stop, { once: true });
      try {
        await studio.remove(job.id, requester, patience.signal);
      } finally {
        takeBack();
        signal.removeEventListener('abort', stop);
      }
      const { presets } = await view(job);
      return answer('Deleted', [text(`${nameJob(job, presets)} is gone, with all that was kept of it.`)]);
    },
  } as const satisfies Readonly<Record<PressedAction, Handler>>;

  return async (press: Press, speaker: Speaker, signal: AbortSignal): Promise<Answer> => {
    const job = await studio.job(press.job, speaker.requester);
    const made = await handlers[press.action](job, press, speaker, signal);
    return 'kind' in made ? { type: 'reply', reply: made } : { type: 'job', job: made };
  };
}
