/** One who floods the queue against 49 who do not: when they are served, in turns, against the ideal fair share. */
import { describe, expect, test } from 'vitest';
import { FairQueue, type QueuedJob } from '../../src/job/fair-queue.js';
import { type FluidJob, finishFluidly } from '../bench/fluid.js';
import { lcg } from './lcg.js';

describe('the ideal', () => {
  const job = (id: string, tenant: string, user: string, at = 0): FluidJob => ({
    ...{ id, tenant, user, at, seconds: 1 },
  });

  test('shares among servers first, then among their users', () => {
    const ends = finishFluidly([job('a', 'x', '1'), job('b', 'y', '2'), job('c', 'y', '3')], 1);
    expect(Object.fromEntries(ends)).toEqual({ a: 2, b: 3, c: 3 });
  });

  test('and begins when somebody comes', () => {
    const ends = finishFluidly([job('a', 'x', '1', 5), job('b', 'x', '1', 5), job('c', 'y', '2', 6)], 1);
    expect(ends.get('a')).toBe(6);
    expect(ends.get('b')).toBe(8);
    expect(ends.get('c')).toBe(8);
  });
});

interface Plan {
  readonly slots: number;
  readonly seed: number;
}

/** 1,000 jobs of 50 users in 10 servers, each of one turn; the first 500 are one user's. Gives for each what it took against the ideal. */
function play({ slots, seed }: Plan) {
  const random = lcg(seed);
  const jobs: QueuedJob[] = Array.from({ length: 1000 }, (_, k) => {
    const user = k < 500 ? 0 : 1 + Math.floor(random() * 49);
    return {
      ...{ id: `${k}`, tenant: `page/${user % 10}`, user: `page/u${user}`, seconds: 1 },
      ...{ userRunning: slots, isResumed: false },
    };
  });
  const queue = new FairQueue();
  const order: QueuedJob[] = [];
  for (const job of jobs) queue.enqueue(async () => order.push(job), { job });
  while (queue.size > 0) {
    queue.dequeue()!();
    queue.release(order.at(-1)!.id);
  }
  const ideal = finishFluidly(
    jobs.map(({ id, tenant, user, seconds }) => ({ id, tenant, user, seconds, at: 0 })),
    slots,
  );
  return order.map(({ id, user }, turn) => {
    const end = Math.floor(turn / slots) + 1;
    return { isFlood: user === 'page/u0', end, ideal: ideal.get(id)! };
  });
}

describe('1,000 jobs of 50 users in 10 servers, half of them one user’s', () => {
  const cases = [1, 2, 4].flatMap((slots) => [1, 2, 3].map((seed) => ({ slots, seed })));

  test.each(cases)(
    'the others wait no more than one turn longer than ideally ($slots slots, $seed)',
    (plan) => {
      const others = play(plan).filter(({ isFlood }) => !isFlood);
      expect(others.length).toBe(500);
      const late = others.map(({ end, ideal }) => end - ideal);
      expect(Math.max(...late)).toBeLessThanOrEqual(1);
      const ratios = others.map(({ end, ideal }) => end / ideal).sort((a, b) => a - b);
      expect(ratios.at(-1)).toBeLessThan(1.1);
      expect(ratios[250]).toBeLessThanOrEqual(1);
    },
  );

  test('whoever floods is the one who waits', () => {
    const played = play({ slots: 2, seed: 1 });
    const last = (isFlood: boolean) =>
      Math.max(...played.filter((job) => job.isFlood === isFlood).map(({ end }) => end));
    expect(last(true)).toBe(500);
    expect(last(false)).toBeLessThan(last(true));
  });
});
