/** A job as it becomes, no faster than a reader can look, and never behind: what is shown is what is known then. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Job, Requester } from '../job/job.js';
import type { PreviewPixels } from '../progress/progress.js';
import type { ThrottleClock } from '../progress/throttle.js';
import { type JobView, presentJob } from '../reply/present-job.js';
import type { Studio } from '../studio.js';
import type { Presented } from './conversation.js';
import { listen } from './ear.js';

export interface FollowParts {
  readonly studio: Pick<Studio, 'job' | 'watch'> & { readonly album: Pick<Studio['album'], 'preview'> };
  readonly clock: ThrottleClock;
  readonly view: (job: Job) => Promise<JobView>;
}

/** From one reply to the next, milliseconds. */
const intervalMs = 250;
/** For what is known already to arrive before the first reply, milliseconds. */
const knownMs = 50;

/** See Conversation's `follow`. */
export async function* follow(
  { studio, clock, view }: FollowParts,
  id: string,
  requester: Requester,
  signal: AbortSignal,
): AsyncGenerator<Presented, void, undefined> {
  if (signal.aborted) return;
  let job = await studio.job(id, requester);
  const seen = await view(job);
  const presentEnd = (): Presented => ({ job, preview: null, reply: presentJob(job, null, seen) });
  if (job.endedAt !== null) {
    yield presentEnd();
    return;
  }
  const leaving = new AbortController();
  const leave = () => leaving.abort();
  signal.addEventListener('abort', leave, { once: true });
  const ear = listen(studio.watch(id, requester, leaving.signal), clock);
  let shown: PreviewPixels | null = null;

  const presentNow = async (): Promise<Presented> => {
    const { live, pixels, isRowOld } = ear.take();
    if (isRowOld) job = await studio.job(id, requester);
    const fresh = pixels === shown ? null : pixels;
    shown = pixels;
    const preview =
      fresh === null || live.previewStep === null
        ? null
        : { step: live.previewStep, bytes: await studio.album.preview(fresh) };
    return { job, preview, reply: presentJob(job, live, seen) };
  };

  try {
    await ear.news(knownMs);
    // Why: what is known comes one after the other, and the first reply shall have all of it.
    await nextTurn();
    while (ear.end === null && !signal.aborted) {
      const at = clock.now();
      yield await presentNow();
      await ear.news(null);
      const rest = at + intervalMs - clock.now();
      if (rest > 0) await ear.rest(rest);
    }
    if (ear.end !== null && 'error' in ear.end) throw ear.end.error;
    const { state } = ear.take().live;
    const isOver = state !== null && state !== 'queued' && state !== 'running';
    if (signal.aborted || !isOver) return;
    job = await studio.job(id, requester);
    yield presentEnd();
  } finally {
    leave();
    signal.removeEventListener('abort', leave);
  }
}
