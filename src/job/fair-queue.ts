/**
 * The order of service, as p-queue's queue: by turns (turns.ts), save that a short job may go before a long one, within
 * a bound, and that a user who has as many jobs running as allowed is passed over. Jobs that were interrupted go first.
 */
import type { Queue, QueueAddOptions } from 'p-queue';
import { pickNext, shortestOf } from './overtaking.js';
import { createTurns, type Standing, type Turns } from './turns.js';

/** A job as the queue sees it. */
export interface QueuedJob extends Standing {
  readonly id: string;
  /** A `tenantKey`. */
  readonly tenant: string;
  /** A `userKey`. */
  readonly user: string;
  /** Expected to take, 0 or more. */
  readonly seconds: number;
  /** So many of the user's jobs, of all tenants, may run when this one starts as one more: 1 or more, itself counted. */
  readonly userRunning: number;
  /** Was interrupted: goes before all that were not, and among those that were, first come, first served. */
  readonly isResumed: boolean;
}

export interface FairOptions extends QueueAddOptions {
  readonly job?: QueuedJob;
}

type RunFunction = () => Promise<unknown>;

interface Entry extends Standing {
  readonly job: QueuedJob;
  readonly run: RunFunction;
  /** Of its tenant and user together. */
  readonly line: string;
  /** Seconds of those that went before it out of turn. */
  overtaken: number;
  /** Went out of turn: only its place is left, which uses up the turn when that comes. */
  isGone: boolean;
}

export class FairQueue implements Queue<RunFunction, FairOptions> {
  readonly #turns: Turns<Entry>;
  readonly #entries = new Map<string, Entry>();
  #resumed: Entry[] = [];
  /** What the turns say, until somebody comes or leaves. */
  #order: Entry[] | null = null;
  /** Running jobs by user, and who each of them belongs to. */
  readonly #running = new Map<string, number>();
  readonly #users = new Map<string, string>();

  /**
   * @param lastServed who was served before this queue began, oldest first
   * @param memory turns that are remembered, see turns.ts
   */
  constructor(lastServed: Iterable<Standing> = [], memory?: number) {
    this.#turns = createTurns(memory);
    this.remember(lastServed);
  }

  /** Takes in who was served by an earlier process, oldest first. */
  remember(lastServed: Iterable<Standing>): void {
    for (const standing of lastServed) this.#turns.serve(standing);
    this.#order = null;
  }

  /** Jobs that may start now. p-queue takes one whenever this is more than 0, so those held back do not count. */
  get size(): number {
    let size = 0;
    for (const entry of this.#entries.values()) if (!this.#isHeld(entry)) size += 1;
    return size;
  }

  /** Jobs that wait, those held back among them. */
  get waiting(): number {
    return this.#entries.size;
  }

  enqueue(run: RunFunction, { job }: Partial<FairOptions> = {}): void {
    if (job === undefined) throw new TypeError('Expected `job` to be a job, got `undefined`');
    if (this.#entries.has(job.id)) throw new RangeError(`Expected \`id\` to be new, got \`${job.id}\``);
    const { tenant, user } = job;
    const line = JSON.stringify([tenant, user]);
    const entry: Entry = { job, run, tenant, user, line, overtaken: 0, isGone: false };
    this.#entries.set(job.id, entry);
    if (job.isResumed) this.#resumed.push(entry);
    else {
      this.#turns.push(entry);
      this.#order = null;
    }
  }

  /** The next that may start, which counts as running from then on. */
  dequeue(): RunFunction | undefined {
    const entry = this.#take();
    if (entry === null) return undefined;
    const { id, user } = entry.job;
    this.#entries.delete(id);
    this.#clearPlaces();
    this.#users.set(id, user);
    this.#running.set(user, this.#runningOf(user) + 1);
    return entry.run;
  }

  /** A job that was taken runs no longer. */
  release(id: string): void {
    const user = this.#users.get(id);
    if (user === undefined) return;
    this.#users.delete(id);
    const left = this.#runningOf(user) - 1;
    if (left > 0) this.#running.set(user, left);
    else this.#running.delete(user);
  }

  /** Takes a waiting job out; its turn stays its user's. */
  remove(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#entries.delete(id);
    if (entry.job.isResumed) this.#resumed = this.#resumed.filter((other) => other !== entry);
    else this.#turns.remove(entry);
    this.#order = null;
    this.#clearPlaces();
  }

  /** Whether a job waits here. */
  has(id: string): boolean {
    return this.#entries.has(id);
  }

  /** Whether a waiting job cannot start because its user has as many running as allowed. */
  isHeldBack(id: string): boolean {
    const entry = this.#entries.get(id);
    return entry !== undefined && this.#isHeld(entry);
  }

  filter({ job }: Readonly<Partial<FairOptions>>): RunFunction[] {
    const entries = [...this.#entries.values()];
    return entries.filter((entry) => job === undefined || entry.job.id === job.id).map(({ run }) => run);
  }

  setPriority(): void {
    throw new TypeError('Expected no priority: the order follows from the turns');
  }

  /** All that wait, in the order in which they would start if nobody came and nobody were held back. */
  order(): QueuedJob[] {
    const left = this.#rotation().filter(({ isGone }) => !isGone);
    const overtaken = new Map(left.map((entry) => [entry, entry.overtaken]));
    const order = this.#resumed.map(({ job }) => job);
    const shortest = shortestOf(left);
    while (left.length > 0) {
      const { next, passed } = pickNext(left, shortest, (entry) => overtaken.get(entry)!);
      for (const entry of passed) overtaken.set(entry, overtaken.get(entry)! + next.job.seconds);
      left.splice(passed.length, 1);
      order.push(next.job);
    }
    return order;
  }

  #runningOf(user: string): number {
    return this.#running.get(user) ?? 0;
  }

  #isHeld({ job }: Entry): boolean {
    return this.#runningOf(job.user) >= job.userRunning;
  }

  #rotation(): Entry[] {
    this.#order ??= this.#turns.order();
    return this.#order;
  }

  /** Places of those who are gone mean something only among jobs that wait for a turn. */
  #clearPlaces(): void {
    if (this.#entries.size > this.#resumed.length) return;
    for (const place of this.#rotation()) this.#useUp(place);
    this.#order = null;
  }

  /** The entry's turn has come. */
  #useUp(entry: Entry): void {
    this.#turns.serve(entry);
    this.#turns.remove(entry);
  }

  #take(): Entry | null {
    const resumed = this.#resumed.find((entry) => !this.#isHeld(entry));
    if (resumed !== undefined) {
      this.#resumed = this.#resumed.filter((entry) => entry !== resumed);
      return resumed;
    }
    const order = this.#rotation();
    const free = order.filter((entry) => !entry.isGone && !this.#isHeld(entry));
    if (free.length === 0) return null;
    const { next, passed } = pickNext(free, shortestOf(free), ({ overtaken }) => overtaken);
    if (passed.length > 0) {
      for (const entry of passed) entry.overtaken += next.job.seconds;
      next.isGone = true;
      return next;
    }
    this.#serveInTurn(order, next);
    return next;
  }

  #serveInTurn(order: Entry[], next: Entry): void {
    const before = order.slice(0, order.indexOf(next) + 1);
    for (const entry of before) if (entry === next || entry.isGone) this.#useUp(entry);
    // Why: whoever was passed over as held back moves up, and with them the whole order; otherwise it goes on as it is.
    const isWhole = before.every((entry) => entry === next || entry.isGone);
    this.#order = isWhole ? order.slice(before.length) : null;
  }
}

/** p-queue makes its queue itself: a class whose every instance is this queue. */
export function queueClassOf(queue: FairQueue): new () => FairQueue {
  return new Proxy(FairQueue, { construct: () => queue });
}
