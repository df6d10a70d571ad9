import { describe, expect, it } from 'vitest';
import { settle } from '../fakes/manual-clock.js';
import { setUp, stubborn } from './deliveries-stage.js';

const hour = 3600_000;

describe('createDeliveries', () => {
  it('brings what a job owes, with its address, nonce and count of tries', async () => {
    const { parcels, deliver } = stubborn(0);
    const { deliveries, memory } = setUp(deliver);
    memory.end('rokadimu', { channel: 'c' });
    deliveries.owe('rokadimu');
    await settle();
    expect(parcels).toMatchObject([
      { job: { id: 'rokadimu' }, address: { channel: 'c' }, delivery: { nonce: 'nonce-rokadimu', tries: 1 } },
    ]);
    expect(memory.at('rokadimu').state).toBe('delivered');
  });

  it('takes up at its start what was owed before', async () => {
    const { parcels, deliver } = stubborn(0);
    const { deliveries, memory } = setUp(deliver);
    for (const id of ['a', 'b']) memory.end(id, id);
    await deliveries.start();
    await settle();
    expect(parcels.map(({ job }) => job.id)).toEqual(['a', 'b']);
    await deliveries.start();
    await settle();
    expect(parcels).toHaveLength(2);
  });

  it('writes the count of tries before it sends, and settles only after the platform has said yes', async () => {
    let answer = (_: 'delivered') => {};
    const { deliveries, memory } = setUp(() => new Promise((resolve) => (answer = resolve)));
    memory.end('a', 1);
    deliveries.owe('a');
    await settle();
    expect(memory.at('a')).toMatchObject({ tries: 1, state: 'owed' });
    answer('delivered');
    await settle();
    expect(memory.at('a').state).toBe('delivered');
  });

  it('waits twice as long after each failure, five minutes at most', async () => {
    const { deliver } = stubborn(11);
    const starts: number[] = [];
    const { clock, deliveries, memory } = setUp((...parcel) => {
      starts.push(clock.now());
      return deliver(...parcel);
    });
    memory.end('a', 1);
    deliveries.owe('a');
    await clock.pass(hour);
    const pauses = starts.slice(1).map((at, k) => (at - starts[k]!) / 1000);
    expect(pauses).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
    expect(memory.at('a')).toMatchObject({ state: 'delivered', tries: 12 });
    expect(clock.alarms).toBe(0);
  });

  it('spreads the tries: a pause is between half of its length and all of it', async () => {
    const { parcels, deliver } = stubborn(1);
    const { clock, deliveries, memory } = setUp(deliver, { random: 0 });
    memory.end('a', 1);
    deliveries.owe('a');
    await clock.pass(999);
    expect(parcels).toHaveLength(1);
    await clock.pass(1);
    expect(parcels).toHaveLength(2);
  });

  it('has one try at a job and four at all in flight', async () => {
    let inFlight = 0;
    const most = { all: 0 };
    const { clock, deliveries, memory } = setUp(async ({ job }) => {
      inFlight += 1;
      most.all = Math.max(most.all, inFlight);
      await new Promise<void>((resolve) => clock.after(1000, resolve));
      inFlight -= 1;
      expect(memory.at(job.id).tries).toBe(1);
      return 'delivered';
    });
    const ids = Array.from({ length: 10 }, (_, k) => `job ${k}`);
    for (const id of ids) memory.end(id, id);
    for (const id of [...ids, ...ids]) deliveries.owe(id);
    await clock.pass(10_000);
    expect(most.all).toBe(4);
    expect(ids.map((id) => memory.at(id).state)).toEqual(ids.map(() => 'delivered'));
  });

  it('asks for the address at each try: it may have moved meanwhile', async () => {
    const { parcels, deliver } = stubborn(1);
    const { clock, deliveries, memory } = setUp(deliver);
    memory.end('a', 'old');
    deliveries.owe('a');
    await settle();
    memory.move('a', 'new');
    await clock.pass(2000);
    expect(parcels.map(({ address }) => address)).toEqual(['old', 'new']);
  });

  it('gives up when the courier says that it never will be, and where there is nowhere to go', async () => {
    const { deliveries, memory } = setUp(async () => 'given-up');
    memory.end('a', 1);
    memory.end('b', null);
    await deliveries.start();
    await settle();
    expect([memory.at('a').state, memory.at('b').state]).toEqual(['given-up', 'given-up']);
    expect(memory.at('b').tries).toBe(0);
  });

  it('gives up after a day of trying', async () => {
    const { parcels, deliver } = stubborn(Number.POSITIVE_INFINITY);
    const { clock, deliveries, memory } = setUp(deliver);
    memory.end('a', 1);
    deliveries.owe('a');
    await clock.pass(23 * hour);
    expect(memory.at('a').state).toBe('owed');
    await clock.pass(2 * hour);
    expect(memory.at('a').state).toBe('given-up');
    const tries = parcels.length;
    await clock.pass(hour);
    expect(parcels).toHaveLength(tries);
  });

  it('tries an hour at least: a clock that jumped, or a bot that was away for days, loses nobody an answer', async () => {
    const { parcels, deliver } = stubborn(3);
    const { clock, deliveries, memory } = setUp(deliver);
    memory.end('a', 1);
    clock.jump(1000 * hour);
    deliveries.owe('a');
    await clock.pass(hour / 2);
    expect(parcels).toHaveLength(4);
    expect(memory.at('a').state).toBe('delivered');
  });

  it('keeps what a closed door owes', async () => {
    const { clock, deliveries, memory } = setUp(async () => 'delivered');
    memory.end('a', 1, { door: 'slack' });
    await deliveries.start();
    await clock.pass(hour);
    expect(memory.at('a')).toMatchObject({ state: 'owed', tries: 0 });
  });
});

describe('when the store or the platform fails', () => {
  it('does not send again what was sent and could not be noted: only the note is tried again', async () => {
    const { parcels, deliver } = stubborn(0);
    const { clock, deliveries, memory } = setUp(deliver);
    memory.end('a', 1);
    memory.failing.set('settle', new Error('the disk is full'));
    deliveries.owe('a');
    await clock.pass(60_000);
    memory.failing.clear();
    await clock.pass(60_000);
    expect(parcels).toHaveLength(1);
    expect(memory.at('a').state).toBe('delivered');
  });

  it('sends nothing while tries cannot be counted', async () => {
    const { parcels, deliver } = stubborn(0);
    const { clock, deliveries, memory } = setUp(deliver);
    memory.end('a', 1);
    memory.failing.set('begin', new Error('the disk is full'));
    deliveries.owe('a');
    await clock.pass(60_000);
    expect(parcels).toHaveLength(0);
    memory.failing.clear();
    await clock.pass(60_000);
    expect(memory.at('a')).toMatchObject({ state: 'delivered', tries: 1 });
  });

  it('tells a try that takes longer than two minutes to end, and tries again', async () => {
    const signals: AbortSignal[] = [];
    const { clock, deliveries, memory } = setUp((_, __, signal) => {
      signals.push(signal);
      return new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
      );
    });
    memory.end('a', 1);
    deliveries.owe('a');
    await clock.pass(119_000);
    expect(signals[0]!.aborted).toBe(false);
    await clock.pass(5000);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  });

  it('hands the receipt of one try to the next', async () => {
    const receipts: unknown[] = [];
    const { clock, deliveries, memory } = setUp(async ({ delivery }, save) => {
      receipts.push(delivery.receipt);
      if (receipts.length === 2) return 'delivered';
      await save({ file: 'F1' });
      throw new Error('cut off');
    });
    memory.end('a', 1);
    deliveries.owe('a');
    await clock.pass(5000);
    expect(receipts).toEqual([null, { file: 'F1' }]);
  });
});
