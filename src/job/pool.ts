/**
 * Slots: so many pictures are made at the same time, each by a worker that stays warm; the rest wait in line. It is
 * handed its workers and knows nothing of what they do.
 */
import PQueue from 'p-queue';
import type { QueuedProgress } from '../progress/progress.js';

/** Makes one picture at a time. */
export interface Worker<Spec, Update> {
  run(spec: Spec, signal: AbortSignal): AsyncIterable<Update>;
  close(): Promise<void>;
}

export interface PoolOptions<Spec, Update> {
  /** Pictures at the same time, 1 or more. */
  readonly slots: number;
  /** Called once per slot, when that slot is first needed. */
  readonly createWorker: () => Worker<Spec, Update>;
}

export interface Pool<Spec, Update> {
  /**
   * Waits for a slot, with a `queued` progress at each change of the position, and then passes on what the worker
   * yields. An abort while waiting leaves the line at once and throws the signal's reason; later it is the worker's.
   */
  run(spec: Spec, signal: AbortSignal): AsyncIterable<QueuedProgress | Update>;
  /** Closes all workers. */
  close(): Promise<void>;
}

/** Someone in line: wakes when the position changes or a slot is there. */
interface Ticket {
  wake: () => void;
  hasSlot: boolean;
}

export function createPool<Spec, Update>({
  slots,
  createWorker,
}: PoolOptions<Spec, Update>): Pool<Spec, Update> {
  if (!(Number.isInteger(slots) && slots >= 1)) {
    throw new RangeError(`Expected \`slots\` to be a whole number from 1 and up, got \`${slots}\``);
  }
  const queue = new PQueue({ concurrency: slots });
  const workers: Worker<Spec, Update>[] = [];
  const idle: Worker<Spec, Update>[] = [];
  let line: readonly Ticket[] = [];

  const leaveLine = (ticket: Ticket) => {
    line = line.filter((other) => other !== ticket);
    for (const { wake } of line) wake();
  };

  const takeWorker = () => {
    const warm = idle.pop();
    if (warm !== undefined) return warm;
    const fresh = createWorker();
    workers.push(fresh);
    return fresh;
  };

  return {
    async *run(spec, signal) {
      signal.throwIfAborted();
      const ticket: Ticket = { wake: () => undefined, hasSlot: false };
      let release: () => void = () => undefined;
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      // Why a signal of its own: p-queue would give the slot away at an abort, while the worker still ends its step.
      const giveUp = new AbortController();
      const abandon = () => {
        if (!ticket.hasSlot) giveUp.abort(signal.reason);
        ticket.wake();
      };
      line = [...line, ticket];
      const slot = queue.add(
        () => {
          ticket.hasSlot = true;
          leaveLine(ticket);
          ticket.wake();
          return released;
        },
        { signal: giveUp.signal },
      );
      slot.catch(() => undefined);
      signal.addEventListener('abort', abandon, { once: true });
      try {
        let told = -1;
        while (!ticket.hasSlot) {
          signal.throwIfAborted();
          const position = line.indexOf(ticket);
          const changed = new Promise<void>((resolve) => {
            ticket.wake = resolve;
          });
          if (position !== told) {
            told = position;
            yield { type: 'queued', position };
            continue;
          }
          await changed;
        }
        signal.removeEventListener('abort', abandon);
        const worker = takeWorker();
        try {
          yield* worker.run(spec, signal);
        } finally {
          idle.push(worker);
        }
      } finally {
        signal.removeEventListener('abort', abandon);
        if (!ticket.hasSlot) giveUp.abort();
        leaveLine(ticket);
        release();
      }
    },

    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}
