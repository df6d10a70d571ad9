import PQueue from 'p-queue';
import { describe, expect, test } from 'vitest';
import { type FairOptions, FairQueue, type QueuedJob, queueClassOf } from '../../src/job/fair-queue.js';
import { lcg } from './lcg.js';

let count = 0;
const job = (user: string, seconds = 10, rest: Partial<QueuedJob> = {}): QueuedJob => {
  count += 1;
  return { id: `${count}`, tenant: 'page/a', user, seconds, userRunning: 99, isResumed: false, ...rest };
};

function setUp(jobs: readonly QueuedJob[], queue = new FairQueue()) {
  const taken: QueuedJob[] = [];
  const put = (entry: QueuedJob) =>
    queue.enqueue(
      async () => {
        taken.push(entry);
      },
      { job: entry },
    );
  for (const entry of jobs) put(entry);
  /** Starts one, and ends it at once. */
  const serve = (): QueuedJob => {
    queue.dequeue()!();
    const next = taken.at(-1)!;
    queue.release(next.id);
    return next;
  };
  const drain = () => {
    const from = taken.length;
    while (queue.size > 0) serve();
    return taken.slice(from);
  };
  return { queue, put, serve, drain };
}

const users = (jobs: readonly QueuedJob[]) => jobs.map(({ user }) => user).join(' ');
const ids = (jobs: readonly QueuedJob[]) => jobs.map(({ id }) => id);

describe('order of service', () => {
  test('goes round the users, and jobs of equal length never overtake', () => {
    const { queue, drain } = setUp([job('x'), job('x'), job('x'), job('y'), job('y'), job('z')]);
    expect(users(queue.order())).toBe('x y z x y x');
    expect(users(drain())).toBe('x y z x y x');
    expect(queue.waiting).toBe(0);
  });

  test('short jobs go first while together they take less than half of the long one', () => {
    const jobs = [job('long', 100), job('a', 20), job('b', 20), job('c', 20), job('d', 9)];
    expect(users(setUp(jobs).drain())).toBe('a b d long c');
  });

  test('exactly half is too much', () => {
    expect(users(setUp([job('long', 100), job('a', 50)]).drain())).toBe('long a');
    expect(users(setUp([job('long', 100), job('a', 49.9)]).drain())).toBe('a long');
  });

  test('a short job does not overtake an earlier one of its own user', () => {
    expect(
      setUp([job('x', 100), job('x', 1)])
        .drain()
        .map(({ seconds }) => seconds),
    ).toEqual([100, 1]);
  });

  test('whoever went out of turn has had the turn', () => {
    const { drain } = setUp([job('long', 100), job('a', 10), job('long', 100), job('a', 100)]);
    expect(drain().map(({ user, seconds }) => `${user} ${seconds}`)).toEqual([
      ...['a 10', 'long 100', 'long 100', 'a 100'],
    ]);
  });

  test('jobs that were interrupted go first, in their order, whatever their length and turn', () => {
    const resumed = { isResumed: true };
    const { queue, drain } = setUp([job('x', 1), job('y', 100, resumed), job('y', 10, resumed), job('z', 1)]);
    expect(users(queue.order())).toBe('y y x z');
    expect(users(drain())).toBe('y y x z');
  });

  test('goes on after a restart where it was', () => {
    const random = lcg(5);
    const jobs = Array.from({ length: 60 }, () =>
      job(`u${Math.floor(random() * 6)}`, 10, { tenant: `page/${Math.floor(random() * 3)}` }),
    );
    for (const turns of [1, 7, 23, 40]) {
      const before = setUp(jobs);
      const served = Array.from({ length: turns }, before.serve);
      const rest = jobs.filter((entry) => !served.includes(entry));
      const after = setUp(rest, new FairQueue(served));
      expect(ids(after.drain())).toEqual(ids(before.drain()));
    }
  });

  test('a job that is removed never starts', () => {
    const [first, second, third] = [job('x'), job('y'), job('z', 10, { isResumed: true })];
    const { queue, drain } = setUp([first, second, third]);
    queue.remove(first.id);
    queue.remove(third.id);
    queue.remove('unknown');
    expect(drain()).toEqual([second]);
  });
});

describe('users with enough running', () => {
  const limited = (user: string) => job(user, 10, { userRunning: 1 });

  test('are passed over until one ends, and do not count as size', () => {
    const [x1, x2, y1] = [limited('x'), limited('x'), limited('y')];
    const { queue } = setUp([x1, x2, y1]);
    expect(queue.size).toBe(3);
    queue.dequeue();
    expect([queue.size, queue.waiting, queue.isHeldBack(x2.id), queue.isHeldBack(y1.id)]).toEqual([
      ...[1, 2, true, false],
    ]);
    queue.dequeue();
    expect(queue.size).toBe(0);
    expect(queue.dequeue()).toBeUndefined();
    queue.release(x1.id);
    expect([queue.size, queue.isHeldBack(x2.id)]).toEqual([1, false]);
  });

  test('count the jobs of all tenants together', () => {
    const elsewhere = job('x', 10, { tenant: 'page/b', userRunning: 1 });
    const { queue } = setUp([limited('x'), elsewhere]);
    queue.dequeue();
    expect(queue.size).toBe(0);
  });

  test('hold back interrupted jobs too', () => {
    const again = job('x', 10, { userRunning: 1, isResumed: true });
    const { queue, put, serve } = setUp([limited('x')]);
    queue.dequeue();
    put(again);
    put(limited('y'));
    expect(serve().user).toBe('y');
  });

  test('through p-queue: it never asks for a job that may not start, and goes on when one ends', async () => {
    const queue = new FairQueue();
    const slots = new PQueue<FairQueue, FairOptions>({ concurrency: 3, queueClass: queueClassOf(queue) });
    const ends = new Map<string, () => void>();
    const started: string[] = [];
    const add = (entry: QueuedJob) =>
      slots.add(
        async () => {
          started.push(entry.user);
          await new Promise<void>((resolve) => ends.set(entry.id, resolve));
          queue.release(entry.id);
        },
        { job: entry },
      );
    const jobs = [limited('x'), limited('x'), limited('y'), limited('y'), limited('z')];
    const all = Promise.all(jobs.map(add));
    expect(started).toEqual(['x', 'y', 'z']);
    for (const { id } of jobs) {
      ends.get(id)!();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await all;
    expect(started).toEqual(['x', 'y', 'z', 'x', 'y']);
  });
});

describe('with jobs by chance', () => {
  const many = (random: () => number, amount: number) =>
    Array.from({ length: amount }, () =>
      job(`u${Math.floor(random() * 8)}`, Math.ceil(random() ** 3 * 200), {
        tenant: `page/${Math.floor(random() * 3)}`,
      }),
    );

  test.each([1, 2, 3, 4, 5, 6])(
    'nobody waits longer for being overtaken than half the own job (%i)',
    (seed) => {
      const jobs = many(lcg(seed), 120);
      const begins = (order: readonly QueuedJob[]) => {
        let seconds = 0;
        const times = new Map<string, number>();
        for (const entry of order) {
          times.set(entry.id, seconds);
          seconds += entry.seconds;
        }
        return times;
      };
      // Equal lengths never overtake, so this is the order by turns alone.
      const byId = new Map(jobs.map((entry) => [entry.id, entry]));
      const byTurns = setUp(jobs.map((entry) => ({ ...entry, seconds: 1 }))).drain();
      const fair = begins(byTurns.map(({ id }) => byId.get(id)!));
      const { queue, drain } = setUp(jobs);
      const planned = ids(queue.order());
      expect(ids(queue.order())).toEqual(planned);
      const order = drain();
      expect(ids(order)).toEqual(planned);
      expect(planned).not.toEqual(ids(byTurns));
      const real = begins(order);
      const worse = jobs.filter(({ id, seconds }) => real.get(id)! - fair.get(id)! >= seconds / 2);
      expect(worse).toEqual([]);
    },
  );

  test.each([1, 2, 3])('everybody is served, however many come (%i)', (seed) => {
    const random = lcg(seed);
    const memory = 20;
    const queue = setUp(many(random, 30), new FairQueue([], memory));
    const cameAt = new Map(queue.queue.order().map(({ id }) => [id, 0]));
    const waits: number[] = [];
    for (let turn = 1; turn <= 600; turn++) {
      // Always somebody who was never there, with a short job.
      const fresh = job(`new ${turn}`, Math.ceil(random() * 5), { tenant: `page/${turn % 3}` });
      cameAt.set(fresh.id, turn);
      queue.put(fresh);
      const next = queue.serve();
      waits.push(turn - cameAt.get(next.id)!);
      cameAt.delete(next.id);
    }
    expect(queue.queue.waiting).toBe(30);
    // 30 wait at any time; each turn past the memory goes to one who came earlier, save half a long job's worth of short ones.
    expect(Math.max(...waits)).toBeLessThan(250);
    expect(Math.max(...[...cameAt.values()].map((at) => 600 - at))).toBeLessThan(250);
  });
});
