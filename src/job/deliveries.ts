/**
 * Brings every answer that is owed to its door, however often it takes. What is owed was written with the job's end
 * (JobStore.end), before anything is sent, so a restart finds it.
 */
import PQueue from 'p-queue';
import type { Log } from '../log.js';
import type { JobClock } from './clock.js';
import type { Courier } from './courier.js';
import type { Door } from './job.js';
import type { Delivery, DeliveryStore, JobStore } from './store.js';

export interface DeliveriesOptions {
  readonly store: DeliveryStore;
  readonly jobs: Pick<JobStore, 'get'>;
  /** A door without one is closed just now; what it owes waits for it. */
  readonly couriers: Readonly<Partial<Record<Door, Courier>>>;
  readonly clock: JobClock;
  readonly log: Pick<Log, 'info' | 'warn'>;
  /** 0..1, for the pauses between tries. */
  readonly random: () => number;
}

export interface Deliveries {
  /**
   * Takes up all that is owed, e.g. from before a restart, and once a minute what other processes have ended meanwhile.
   * @throws StudioError of the store.
   */
  start(): Promise<void>;
  /** A job has ended: its answer, if it owes one, goes out. Saying it twice is harmless. */
  owe(job: string): void;
  /**
   * Begins no more tries. Settles when those in flight have ended, or when `signal` is aborted, by which they are told
   * to end. What is still owed then is taken up at the next start.
   */
  stop(signal: AbortSignal): Promise<void>;
}

/** Milliseconds between two looks for what nobody here was told of. */
const lookPause = 60_000;
/** Answers on their way at the same time. */
const limit = 4;
/**
 * Milliseconds before the second try, by this process or a later one, doubled at each failure. Each pause is between
 * half of it and all of it.
 */
const firstPause = 2000;
const longestPause = 5 * 60_000;
/** A try that takes longer is told to end. */
const longestTry = 2 * 60_000;
/** An answer is given up so long after the job's end... */
const longestAge = 24 * 3600_000;
/** ...but not before this program has tried so long itself: the clock may have jumped, or nobody was there to try. */
const leastTrying = 3600_000;

/** One answer, as long as this process has it in hand. */
interface Errand {
  readonly job: string;
  /** By the clock that never goes back. */
  readonly since: number;
  failures: number;
  /** What the platform said and the store does not know yet. */
  outcome: 'delivered' | 'given-up' | null;
  takeBack: () => void;
}

export function createDeliveries(options: DeliveriesOptions): Deliveries {
  const { store, jobs, couriers, clock, log, random } = options;
  const queue = new PQueue({ concurrency: limit });
  const errands = new Map<string, Errand>();
  const ending = new AbortController();
  let takeBackLook: () => void = () => undefined;

  const take = (job: string, pause: number) => {
    if (queue.isPaused || errands.has(job)) return;
    const errand: Errand = { job, since: clock.now(), failures: 0, outcome: null, takeBack: () => undefined };
    errands.set(job, errand);
    if (pause === 0) void queue.add(() => attempt(errand));
    else wait(errand, pause);
  };

  const wait = (errand: Errand, most: number) => {
    const pause = most * (0.5 + random() / 2);
    errand.takeBack = clock.after(pause, () => void queue.add(() => attempt(errand)));
  };

  const attempt = async (errand: Errand): Promise<void> => {
    try {
      errand.outcome ??= await tryOnce(errand);
      if (errand.outcome !== null) {
        await store.settle(errand.job, errand.outcome);
        log.info({ job: errand.job, outcome: errand.outcome }, 'answer settled');
      }
      errands.delete(errand.job);
    } catch (error) {
      retryLater(errand, error);
    }
  };

  /** @returns null where nothing is owed. */
  const tryOnce = async (errand: Errand): Promise<'delivered' | 'given-up' | null> => {
    const job = await jobs.get(errand.job);
    const owed = await store.get(errand.job);
    if (owed?.state !== 'owed') return null;
    if (job === null || job.address === null) return 'given-up';
    const age = clock.wall() - (job.endedAt ?? Number.POSITIVE_INFINITY);
    if (isTooLate(age, clock.now() - errand.since)) return 'given-up';
    const courier = couriers[job.requester.door];
    if (courier === undefined) throw new Error(`the door ${job.requester.door} is closed`);
    const delivery: Delivery | null = await store.begin(errand.job);
    if (delivery === null) return null;
    const abort = new AbortController();
    const stop = () => abort.abort(ending.signal.reason);
    ending.signal.addEventListener('abort', stop, { once: true });
    const takeBack = clock.after(longestTry, () =>
      abort.abort(new Error(`no answer within ${longestTry / 1000} s`)),
    );
    try {
      const save = (receipt: Delivery['receipt']) => store.saveReceipt(errand.job, receipt);
      return await courier.deliver({ job, address: job.address, delivery }, save, abort.signal);
    } finally {
      takeBack();
      ending.signal.removeEventListener('abort', stop);
    }
  };

  const retryLater = (errand: Errand, error: unknown) => {
    errand.failures += 1;
    log.warn({ job: errand.job, failures: errand.failures, err: error }, 'answer not delivered yet');
    if (!queue.isPaused) wait(errand, Math.min(longestPause, firstPause * 2 ** (errand.failures - 1)));
  };

  const look = async () => {
    for (const { job, tries } of await store.owed()) take(job, tries === 0 ? 0 : firstPause);
  };

  const lookLater = () => {
    takeBackLook();
    if (queue.isPaused) return;
    takeBackLook = clock.after(lookPause, async () => {
      await look().catch((error) => log.warn({ err: error }, 'what is owed cannot be read'));
      lookLater();
    });
  };

  return {
    async start() {
      await look();
      lookLater();
    },

    owe: (job) => take(job, 0),

    async stop(signal) {
      // Why pause: what was begun goes on, nothing more begins, and `isPaused` is what everything else asks.
      queue.pause();
      queue.clear();
      takeBackLook();
      for (const { takeBack } of errands.values()) takeBack();
      let leave: () => void = () => undefined;
      const isLeft = new Promise<void>((resolve) => {
        leave = () => {
          ending.abort(signal.reason);
          resolve();
        };
      });
      signal.addEventListener('abort', leave, { once: true });
      if (signal.aborted) leave();
      await Promise.race([queue.onPendingZero(), isLeft]);
      signal.removeEventListener('abort', leave);
    },
  };
}

/** @param age milliseconds since the job's end, by the wall clock @param tried since this process took it up */
function isTooLate(age: number, tried: number): boolean {
  return tried >= longestAge || (tried >= leastTrying && age >= longestAge);
}
