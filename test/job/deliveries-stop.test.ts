import { describe, expect, it } from 'vitest';
import { settle } from '../fakes/manual-clock.js';
import { setUp, stubborn } from './deliveries-stage.js';

const hour = 3600_000;
const never = new AbortController().signal;

describe('start', () => {
  it('finds within a minute what another process has ended, also after a look that failed', async () => {
    const { parcels, deliver } = stubborn(0);
    const { clock, deliveries, memory } = setUp(deliver);
    await deliveries.start();
    memory.failing.set('owed', new Error('odd'));
    memory.end('a', 1);
    await clock.pass(60_000);
    expect(parcels).toHaveLength(0);
    memory.failing.delete('owed');
    await clock.pass(60_000);
    expect(memory.at('a').state).toBe('delivered');
    await deliveries.stop(never);
    expect(clock.alarms).toBe(0);
  });
});

describe('stop', () => {
  it('lets those in flight finish and begins nothing more', async () => {
    const { clock, deliveries, memory } = setUp(async () => {
      await new Promise<void>((resolve) => clock.after(3000, resolve));
      return 'delivered';
    });
    const ids = Array.from({ length: 6 }, (_, k) => `job ${k}`);
    for (const id of ids) memory.end(id, 1);
    await deliveries.start();
    await settle();
    let isOver = false;
    const stopped = deliveries.stop(never).then(() => {
      isOver = true;
    });
    await clock.pass(2000);
    expect(isOver).toBe(false);
    await clock.pass(2000);
    await stopped;
    deliveries.owe('job 5');
    await clock.pass(hour);
    const states = ids.map((id) => memory.at(id).state);
    expect(states).toEqual([...Array(4).fill('delivered'), 'owed', 'owed']);
  });

  it('leaves the tries that wait for the next start, which does not begin them at once', async () => {
    const { parcels, deliver } = stubborn(1);
    const { clock, deliveries, memory } = setUp(deliver);
    memory.end('a', 1);
    deliveries.owe('a');
    await settle();
    await deliveries.stop(never);
    expect(clock.alarms).toBe(0);
    await clock.pass(hour);
    expect(parcels).toHaveLength(1);
    const next = setUp(deliver, { memory });
    await next.deliveries.start();
    await next.clock.pass(1999);
    expect(memory.at('a').tries).toBe(1);
    await next.clock.pass(1);
    expect(memory.at('a')).toMatchObject({ state: 'delivered', tries: 2 });
  });

  it('waits no longer than its signal, and tells those in flight to end', async () => {
    let heard: unknown = null;
    const { deliveries, memory } = setUp((_, __, signal) => {
      signal.addEventListener('abort', () => {
        heard = signal.reason;
      });
      return new Promise(() => undefined);
    });
    memory.end('a', 1);
    deliveries.owe('a');
    await settle();
    const limit = new AbortController();
    const stopped = deliveries.stop(limit.signal);
    limit.abort('time is up');
    await stopped;
    expect(heard).toBe('time is up');
    expect(memory.at('a').state).toBe('owed');
  });
});
