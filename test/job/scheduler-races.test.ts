import { describe, expect, test } from 'vitest';
import { StudioError } from '../../src/errors.js';
import type { JobStore } from '../../src/job/store.js';
import { createMemoryStore, draft } from '../fakes/memory-store.js';
import { createStage } from './stage.js';

const by = 'page/ann';
const full = new StudioError('storage-full', { detail: 'no space' });

/** A store in which something happens right after a method's answer was made. */
function interrupted(
  method: 'unfinished',
  happen: (store: ReturnType<typeof createMemoryStore>) => Promise<void>,
) {
  const store = createMemoryStore();
  const original = store[method] as JobStore['unfinished'];
  let isFirst = true;
  return {
    ...store,
    async [method]() {
      const answer = await original();
      if (isFirst) await happen(store);
      isFirst = false;
      return answer;
    },
  };
}

describe('two at the same time', () => {
  test('two cancels of a job whose end cannot be written leave it in line once', async () => {
    const stage = createStage();
    await stage.scheduler.recover();
    const first = await stage.submit();
    const { id } = await stage.submit();
    stage.store.fail('end', full);
    const both = await Promise.allSettled([stage.scheduler.cancel(id, by), stage.scheduler.cancel(id, by)]);
    expect(both).toMatchObject([{ reason: full }, { reason: full }]);
    stage.store.fail('end', null);
    await stage.of(first.id).done();
    await stage.of(id).done();
    expect(stage.begun()).toEqual([first.id, id]);
    expect(await stage.state(id)).toMatchObject({ state: 'done' });
    await stage.scheduler.stop();
  });

  test('two cancels of a job that could start as soon as it is back in line: it runs once', async () => {
    const stage = createStage({ slots: ['cpu', 'cpu'], rules: { userRunning: 1 } });
    await stage.scheduler.recover();
    const first = await stage.submit();
    const { id } = await stage.submit();
    stage.store.fail('end', full);
    const both = [stage.scheduler.cancel(id, by), stage.scheduler.cancel(id, by)];
    await Promise.allSettled(both);
    stage.store.fail('end', null);
    await stage.of(first.id).done();
    expect(stage.begun()).toEqual([first.id, id]);
    await stage.of(id).done();
    expect(await stage.state(id)).toMatchObject({ state: 'done' });
    await stage.scheduler.stop();
  });

  test('a wish that comes while a restart takes up the job is heard', async () => {
    const store = interrupted(
      'unfinished',
      async (inner) => void (await inner.wishCancel('job1', 'operator')),
    );
    const { id } = await store.admit(draft(), 1e12, 0, () => undefined);
    await store.start(id, 'slot 1', 'cpu', 1e12);
    const stage = createStage({ store });
    await stage.scheduler.recover();
    await stage.clock.pass(1000);
    expect(await stage.state(id)).toMatchObject({ state: 'cancelled', cancelledBy: 'operator' });
    await stage.scheduler.stop();
  });

  test('a job that another process queues while a restart takes up the others is taken in', async () => {
    const store = interrupted('unfinished', async (inner) => {
      inner.put(await inner.admit(draft(), 1e12, 0, () => undefined));
    });
    const stage = createStage({ store });
    await stage.scheduler.recover();
    await stage.clock.pass(1000);
    expect(stage.begun()).toEqual(['job1']);
    await stage.scheduler.stop();
  });

  test('a job that is cancelled before it was taken in here is told as ended', async () => {
    const stage = createStage();
    await stage.scheduler.recover();
    const { id } = await stage.store.admit(draft(), 1e12, 0, () => undefined);
    await stage.scheduler.cancel(id, by);
    expect(stage.events).toMatchObject([{ type: 'ended', id, state: 'cancelled' }]);
    await stage.scheduler.stop();
  });
});
