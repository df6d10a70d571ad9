/** The slots, and the fair queue in front of them: one job in each at a time. */
import PQueue from 'p-queue';
import { asStudioError } from '../errors.js';
import type { Log } from '../log.js';
import type { TryJob } from './attempt.js';
import type { JobClock } from './clock.js';
import type { JobEnding } from './ending.js';
import { type FairOptions, type FairQueue, queueClassOf } from './fair-queue.js';
import type { Outlook } from './outlook.js';
import type { Pace } from './pace.js';
import type { Slot } from './run.js';
import { type Attempt, type Tracked, toQueuedJob } from './tracked.js';
import type { NewsBoard } from './watch.js';

export interface ServiceParts {
  /** One or more, with names of their own. The first that is free is taken. */
  readonly slots: readonly Slot[];
  readonly tracked: ReadonlyMap<string, Tracked>;
  readonly fair: FairQueue;
  readonly board: NewsBoard;
  readonly outlook: Outlook;
  readonly ending: JobEnding;
  readonly tryJob: TryJob;
  readonly pace: Pace;
  readonly clock: JobClock;
  readonly log: Pick<Log, 'warn' | 'error'>;
  /** Aborted when no attempt is to begin any more. */
  readonly stopping: AbortController;
}

export interface Service {
  /** Puts a job in line whose rules are known, unless it is there, runs, is being ended, or was. */
  enqueue(entry: Tracked): void;
  /** Nothing is served before. */
  start(): void;
  /** Begins no more attempts and suspends those that go on. Settles when all slots are idle. */
  stop(): Promise<void>;
}

export function createService(parts: ServiceParts): Service {
  const { slots, tracked, fair, board, outlook, ending, tryJob, pace, clock, log, stopping } = parts;
  if (slots.length === 0) throw new RangeError('Expected `slots` to be one or more, got `0`');
  const free = [...slots];
  const queue = new PQueue<FairQueue, FairOptions>({
    ...{ concurrency: slots.length, autoStart: false, queueClass: queueClassOf(fair) },
  });

  const tellRestart = (id: string) => board.tell(id, { type: 'note', code: 'restarting', detail: '' });

  const enqueue = (entry: Tracked) => {
    const { id } = entry.job;
    if (tracked.get(id) !== entry || entry.isLeaving || entry.rules === null) return;
    // Why: two cancels at the same time, both of which fail, put it back twice.
    if (fair.has(id) || entry.attempt !== null) return;
    const seconds = outlook.expected(entry, slots[0]!.device);
    void queue.add(() => serve(entry), { job: toQueuedJob(entry, seconds) });
    outlook.changed();
  };

  /** One attempt in a slot that is free. Never rejects. */
  const serve = async (entry: Tracked): Promise<void> => {
    const { id } = entry.job;
    const slot = free.shift()!;
    const attempt = beginAttempt(slot, clock.now());
    entry.attempt = attempt;
    outlook.changed();
    let isWaiting = false;
    try {
      isWaiting = await tryJob(entry, attempt);
      // Why: the wish came while the job was on its way back to the queue.
      if (isWaiting && attempt.cancelledBy !== null) {
        isWaiting = false;
        await ending.finish(entry, { state: 'cancelled', cancelledBy: attempt.cancelledBy });
      }
    } catch (error) {
      log.error({ job: id, slot: slot.name, err: error }, 'an attempt was given up');
      if (!stopping.signal.aborted) await ending.giveUp(entry, asStudioError(error));
    }
    entry.attempt = null;
    fair.release(id);
    free.push(slot);
    free.sort((a, b) => slots.indexOf(a) - slots.indexOf(b));
    outlook.changed();
    pace.flush().catch((error) => log.warn({ err: error }, 'learned paces were not written'));
    if (isWaiting) waitAgain(entry);
  };

  const waitAgain = (entry: Tracked) => {
    const { id } = entry.job;
    if (stopping.signal.aborted) tellRestart(id);
    const etaSeconds = outlook.expected(entry, slots[0]!.device);
    board.tell(id, { type: 'queued', position: 0, etaSeconds });
    enqueue(entry);
  };

  return {
    enqueue,

    start() {
      queue.start();
    },

    async stop() {
      queue.pause();
      for (const [id, { attempt }] of tracked) {
        if (attempt !== null) attempt.suspend.abort();
        else tellRestart(id);
      }
      await queue.onPendingZero();
    },
  };
}

const beginAttempt = (slot: Slot, now: number): Attempt => ({
  ...{ slot, cancel: new AbortController(), suspend: new AbortController(), cancelledBy: null },
  ...{ isOverdue: false, seconds: 0, heardAt: now, step: 0, steps: 0, etaSeconds: null },
});
