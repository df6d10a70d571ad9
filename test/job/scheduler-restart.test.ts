import { describe, expect, test } from 'vitest';
import { createManualClock } from '../fakes/manual-clock.js';
import { createMemoryStore, draft } from '../fakes/memory-store.js';
import { createStage, started, step } from './stage.js';

type Stage = ReturnType<typeof createStage>;

const ready = async (...options: Parameters<typeof createStage>) => {
  const stage = createStage(...options);
  await stage.scheduler.recover();
  return stage;
};
/** A new process on the store of one that was killed. */
const restart = ({ store, clock }: Stage, ...rest: Parameters<typeof createStage>) =>
  ready({ store, clock, ...rest[0] });

describe('recover', () => {
  test('takes up what was running first, then the rest as it stood in line', async () => {
    const before = await ready({ slots: ['cpu', 'cpu'] });
    const ids: string[] = [];
    for (const user of ['ann', 'bob', 'ann', 'ann', 'cid']) ids.push((await before.submit({ user })).id);
    const [ann1, bob1, ann2, ann3, cid1] = ids;
    expect(before.begun()).toEqual([ann1, bob1]);
    const after = await restart(before);
    for (let k = 0; k < 5; k++) {
      await after.clock.pass(0);
      await after.performances.at(-1)!.done();
    }
    expect(after.begun()).toEqual([ann1, bob1, cid1, ann2, ann3]);
    expect(after.types()).not.toContain('admitted');
    await after.scheduler.stop();
  });

  test('whoever was served before the restart comes after who was not', async () => {
    const before = await ready();
    const first = await before.submit({ user: 'ann' });
    await before.of(first.id).done();
    await before.scheduler.stop();
    const store = before.store;
    const ann = await store.admit(draft({ user: 'ann' }), before.clock.wall(), 0, () => undefined);
    const bob = await store.admit(draft({ user: 'bob' }), before.clock.wall(), 0, () => undefined);
    const after = await restart(before);
    await after.clock.pass(0);
    expect(after.begun()).toEqual([bob.id]);
    await after.of(bob.id).done();
    expect(after.begun()).toEqual([bob.id, ann.id]);
    await after.scheduler.stop();
  });

  test('gives a job up that ran at eight restarts and got no further', async () => {
    let stage = await ready();
    const { id } = await stage.submit();
    for (let restarts = 1; restarts < 8; restarts++) {
      stage = await restart(stage);
      await stage.clock.pass(0);
      expect(await stage.store.get(id)).toMatchObject({ state: 'running', stalls: restarts });
    }
    const last = await restart(stage);
    expect(await last.state(id)).toMatchObject({ state: 'failed', code: 'renderer-died' });
    expect(last.events).toMatchObject([{ type: 'ended', code: 'renderer-died' }]);
    await last.scheduler.stop();
  });

  test('a checkpoint further on counts as progress', async () => {
    let stage = await ready();
    const { id } = await stage.submit();
    for (let restarts = 1; restarts < 12; restarts++) {
      stage = await restart(stage);
      await stage.clock.pass(0);
      await stage.of(id).tell(started(), step(restarts), { type: 'checkpoint', step: restarts });
    }
    expect(await stage.store.get(id)).toMatchObject({ state: 'running', stalls: 0 });
    await stage.scheduler.stop();
  });

  test('ends what was to be cancelled', async () => {
    const before = await ready();
    const { id } = await before.submit();
    before.of(id).isDeaf = true;
    await before.scheduler.cancel(id, 'page/ann');
    const after = await restart(before);
    expect(await after.state(id)).toMatchObject({ state: 'cancelled', cancelledBy: 'page/ann' });
    expect(after.begun()).toEqual([]);
    await after.scheduler.stop();
  });

  test('what had started does not expire for waiting, however long nothing ran', async () => {
    const before = await ready();
    const { id } = await before.submit();
    before.clock.jump(1e9);
    const after = await restart(before, { rules: { maxWaitMinutes: 1 } });
    await after.clock.pass(120_000);
    expect(await after.state(id)).toMatchObject({ state: 'running' });
    await after.scheduler.stop();
  });
});

describe('stop', () => {
  test('suspends what runs and leaves all of it in the store, for the next start', async () => {
    const stage = await ready();
    const running = await stage.submit();
    const waiting = await stage.submit();
    const watchers = [stage.watch(running.id), stage.watch(waiting.id)];
    await stage.of(running.id).tell(started(), step(3));
    await stage.scheduler.stop();
    for (const watcher of watchers) {
      await watcher.over;
      expect(watcher.news).toContainEqual({ type: 'note', code: 'restarting', detail: '' });
      expect(watcher.types()).not.toContain('finished');
    }
    expect(await stage.store.get(running.id)).toMatchObject({ state: 'queued', stalls: 0, deaths: 0 });
    expect(stage.clock.alarms).toBe(0);
    const after = await restart(stage);
    await after.clock.pass(0);
    expect(after.begun()).toEqual([running.id]);
    await after.scheduler.stop();
  });

  test('waits for attempts that take their time, and takes nothing in meanwhile', async () => {
    const stage = await ready();
    const { id } = await stage.submit();
    stage.of(id).isDeaf = true;
    let isStopped = false;
    const stopped = stage.scheduler.stop().then(() => {
      isStopped = true;
    });
    const late = await stage.submit();
    expect(isStopped).toBe(false);
    await stage.of(id).done();
    await stopped;
    expect(await stage.state(id)).toMatchObject({ state: 'done' });
    expect(await stage.state(late.id)).toMatchObject({ state: 'queued' });
    expect(stage.begun()).toEqual([id]);
    const watcher = stage.watch(late.id);
    await watcher.over;
    expect(watcher.news).toEqual([]);
  });

  test('a job that is cancelled while it is suspended is cancelled', async () => {
    const stage = await ready();
    const { id } = await stage.submit();
    stage.of(id).isDeaf = true;
    const stopped = stage.scheduler.stop();
    await stage.scheduler.cancel(id, 'page/ann');
    await stage.of(id).tell({ type: 'suspended', step: 1 });
    await stopped;
    expect(await stage.state(id)).toMatchObject({ state: 'cancelled' });
  });
});

describe('another process on the same store', () => {
  const store = () => createMemoryStore();
  const options = () => ({ store: store(), clock: createManualClock(1e12) });

  test('queues a job: it is taken in', async () => {
    const stage = await ready(options());
    const job = await stage.store.admit(draft(), stage.clock.wall(), 0, () => undefined);
    stage.store.put(job);
    await stage.clock.pass(500);
    expect(stage.begun()).toEqual([job.id]);
    expect(stage.types()).toEqual(['admitted', 'started']);
    stage.scheduler.add(job);
    expect(stage.types()).toEqual(['admitted', 'started']);
    await stage.scheduler.stop();
  });

  test('wishes a running job cancelled: it stops', async () => {
    const stage = await ready(options());
    const { id } = await stage.submit();
    stage.store.change(id, { cancelledBy: 'operator' });
    await stage.clock.pass(500);
    expect(await stage.state(id)).toMatchObject({ state: 'cancelled', cancelledBy: 'operator', steps: 3 });
    await stage.scheduler.stop();
  });

  test('ends a waiting job: it is forgotten, and its watchers hear of it', async () => {
    const stage = await ready(options());
    await stage.submit();
    const { id } = await stage.submit();
    const watcher = stage.watch(id);
    stage.store.change(id, { state: 'cancelled', cancelledBy: 'operator' });
    await stage.clock.pass(500);
    await watcher.over;
    expect(watcher.news.at(-1)).toEqual({ type: 'finished', state: 'cancelled' });
    expect(stage.scheduler.overview().waiting).toEqual([]);
    await stage.scheduler.stop();
  });

  test('ends a running job: its attempt stops and frees the slot', async () => {
    const stage = await ready(options());
    const { id } = await stage.submit();
    const next = await stage.submit();
    stage.store.change(id, { state: 'expired' });
    await stage.clock.pass(500);
    expect(await stage.state(id)).toMatchObject({ state: 'expired', steps: null });
    expect(stage.begun()).toEqual([id, next.id]);
    await stage.scheduler.stop();
  });

  test('is looked for only when something has changed, and a store that fails stops nothing', async () => {
    const stage = await ready(options());
    const before = stage.store.calls.get('unfinished');
    await stage.clock.pass(5000);
    expect(stage.store.calls.get('unfinished')).toBe(before);
    stage.store.fail('version', new Error('odd'));
    await stage.clock.pass(1000);
    expect(stage.lines).toContainEqual({
      level: 'warn',
      text: 'what other processes have changed cannot be read',
    });
    stage.store.fail('version', null);
    const { id } = await stage.submit();
    stage.store.change(id, { cancelledBy: 'operator' });
    await stage.clock.pass(500);
    expect(await stage.state(id)).toMatchObject({ state: 'cancelled' });
    await stage.scheduler.stop();
  });
});
