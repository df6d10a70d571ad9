import { describe, expect, test } from 'vitest';
import { StudioError } from '../../src/errors.js';
import { settle } from '../fakes/manual-clock.js';
import { createStage, picture, started, step } from './stage.js';

const ready = async (...options: Parameters<typeof createStage>) => {
  const stage = createStage(...options);
  await stage.scheduler.recover();
  return stage;
};
const died = () => new StudioError('renderer-died', { detail: 'SIGKILL' });

describe('a job', () => {
  test('waits, starts, is painted and ends; the store, the figures and the paces know', async () => {
    const stage = await ready();
    const { id } = await stage.submit();
    await stage.clock.pass(0);
    expect((await stage.store.get(id))?.state).toBe('running');
    const performance = stage.of(id);
    await stage.clock.pass(2000);
    await performance.tell(started(), step(1), step(2), { type: 'checkpoint', step: 2 });
    expect((await stage.store.get(id))?.checkpointStep).toBe(2);
    await performance.done(picture({ steps: 10 }));
    expect(await stage.state(id)).toEqual({ state: 'done', cancelledBy: null, code: null, steps: 10 });
    expect((await stage.store.get(id))?.slot).toBe('slot 1');
    expect(stage.events).toEqual([
      { type: 'admitted', id, door: 'page' },
      { type: 'started', id, slot: 'slot 1', device: 'cpu', waitSeconds: 0 },
      { type: 'step', id, device: 'cpu', recipe: 'plain', pixels: 10_000, seconds: 2 },
      { type: 'step', id, device: 'cpu', recipe: 'plain', pixels: 10_000, seconds: 1 },
      { type: 'checkpoint', id, step: 2 },
      { type: 'ended', id, state: 'done', code: null, waitSeconds: 0, renderSeconds: 2 },
    ]);
    expect(stage.written.map(({ recipe }) => recipe).sort()).toEqual(['(rung)', 'plain']);
    expect(stage.scheduler.forecast(id)).toBeNull();
    await stage.scheduler.stop();
    expect(stage.clock.alarms).toBe(0);
  });

  test('nothing starts before recover', async () => {
    const stage = createStage();
    const { id } = await stage.submit();
    expect(stage.begun()).toEqual([]);
    await stage.scheduler.recover();
    await settle();
    expect(stage.begun()).toEqual([id]);
    await stage.scheduler.stop();
  });

  test('one for each slot; the first slot that is free is taken', async () => {
    const stage = await ready({ slots: ['cuda:0', 'cpu'] });
    const jobs = [await stage.submit(), await stage.submit(), await stage.submit()];
    expect(stage.performances.map(({ slot }) => slot.device)).toEqual(['cuda:0', 'cpu']);
    await stage.of(jobs[0]!.id).done();
    expect(stage.of(jobs[2]!.id).slot.device).toBe('cuda:0');
    await stage.scheduler.stop();
  });

  test('users with enough running are passed over', async () => {
    const stage = await ready({ slots: ['cpu', 'cpu'], rules: { userRunning: 1 } });
    const [a, , b] = [await stage.submit(), await stage.submit(), await stage.submit({ user: 'bob' })];
    expect(stage.begun()).toEqual([a?.id, b?.id]);
    await stage.scheduler.stop();
  });

  test('fails with the code of what its attempt threw', async () => {
    const stage = await ready();
    const { id } = await stage.submit();
    await stage.of(id).throw(new StudioError('blob-missing', { hash: 'abc' }));
    expect(await stage.state(id)).toMatchObject({ state: 'failed', code: 'blob-missing' });
    const other = await stage.submit();
    await stage.of(other.id).throw(new TypeError('odd'));
    expect(await stage.state(other.id)).toMatchObject({ state: 'failed', code: 'unexpected' });
    await stage.scheduler.stop();
  });

  test('whose rendering process died is tried again before all others; the second death is its end', async () => {
    const stage = await ready();
    const { id } = await stage.submit();
    await stage.submit({ user: 'bob' });
    await stage.of(id).throw(died());
    expect(stage.begun()).toEqual([id, id]);
    expect(await stage.store.get(id)).toMatchObject({ state: 'running', deaths: 1 });
    await stage.of(id).throw(died());
    expect(await stage.store.get(id)).toMatchObject({
      deaths: 2,
      failure: { code: 'job-too-heavy', context: { size: 100, fits: 64, detail: 'SIGKILL' } },
    });
    expect(stage.events.flatMap((event) => (event.type === 'death' ? [event.deaths] : []))).toEqual([1, 2]);
    expect(stage.events.flatMap((event) => (event.type === 'started' ? [event.waitSeconds] : []))).toEqual([
      ...[0, null, 0],
    ]);
    await stage.scheduler.stop();
  });

  test('keeps the notes that still matter at the end', async () => {
    const stage = await ready();
    const { id } = await stage.submit();
    await stage
      .of(id)
      .tell(
        { type: 'note', code: 'resumed', detail: 'from step 1' },
        { type: 'note', code: 'checkpoint-lost', detail: 'damaged' },
      );
    expect((await stage.store.get(id))?.notes).toEqual([{ code: 'checkpoint-lost', detail: 'damaged' }]);
    await stage.scheduler.stop();
  });
});

describe('time', () => {
  test('a job that waits too long is given up', async () => {
    const stage = await ready({ rules: { maxRenderMinutes: 1000 } });
    await stage.submit();
    const { id } = await stage.submit();
    const watcher = stage.watch(id);
    await stage.clock.pass(61 * 60_000);
    expect(await stage.state(id)).toMatchObject({ state: 'expired', code: 'waited-too-long' });
    await watcher.over;
    expect(watcher.news.at(-1)).toEqual({ type: 'finished', state: 'expired' });
    await stage.scheduler.stop();
  });

  test('a jump of the wall clock expires nothing', async () => {
    const stage = await ready({ rules: { maxRenderMinutes: 1000 } });
    const running = await stage.submit();
    const { id } = await stage.submit();
    stage.clock.jump(1e9);
    await stage.clock.pass(60_000);
    expect(await stage.state(id)).toMatchObject({ state: 'queued' });
    expect(await stage.state(running.id)).toMatchObject({ state: 'running' });
    await stage.scheduler.stop();
  });

  test('what a job had waited before a restart counts', async () => {
    const before = createStage();
    const { id } = await before.submit();
    const blocker = await before.submit({ user: 'bob' });
    await before.store.start(blocker.id, 'slot 1', 'cpu', before.clock.wall());
    await before.clock.pass(59 * 60_000);
    const stage = await ready({ store: before.store, clock: before.clock });
    await stage.clock.pass(2 * 60_000);
    expect(stage.begun()).toEqual([blocker.id]);
    expect(await stage.state(id)).toMatchObject({ state: 'expired' });
    await stage.scheduler.stop();
  });

  test('a job that is painted too long, over all attempts, expires with its best picture', async () => {
    const stage = await ready({ rules: { maxRenderMinutes: 2 } });
    const { id } = await stage.submit();
    await stage.of(id).tell(started({ resumedAt: 3 }), step(4, { seconds: 100 }));
    await stage.clock.pass(15_000);
    expect(await stage.state(id)).toMatchObject({ state: 'running' });
    await stage.clock.pass(10_000);
    expect(await stage.state(id)).toMatchObject({ state: 'expired', code: 'rendered-too-long', steps: 3 });
    await stage.scheduler.stop();
  });
});

describe('a store that takes no changes', () => {
  const full = new StudioError('storage-full', { detail: 'no space' });

  test('loses no picture: the end is tried again until it goes through', async () => {
    const stage = await ready();
    const { id } = await stage.submit();
    stage.store.fail('end', full);
    await stage.of(id).done();
    await stage.clock.pass(10_000);
    expect(await stage.state(id)).toMatchObject({ state: 'running' });
    stage.store.fail('end', null);
    await stage.clock.pass(10_000);
    expect(await stage.state(id)).toMatchObject({ state: 'done', steps: 10 });
    expect(stage.lines.filter(({ level }) => level === 'warn').length).toBeGreaterThan(1);
    expect(stage.lines.at(-1)).toEqual({ level: 'info', text: 'the store takes changes again' });
    await stage.scheduler.stop();
  });

  test('does not end an attempt because a checkpoint cannot be noted', async () => {
    const stage = await ready();
    const { id } = await stage.submit();
    stage.store.fail('checkpointed', full);
    await stage.of(id).tell(started(), step(1), { type: 'checkpoint', step: 1 });
    await stage.of(id).done();
    expect(await stage.state(id)).toMatchObject({ state: 'done' });
    await stage.scheduler.stop();
  });

  test('fails a job, and frees its slot, where trying again would not help', async () => {
    const stage = await ready();
    const { id } = await stage.submit();
    const next = await stage.submit();
    stage.store.fail('requeue', new TypeError('odd'));
    await stage.of(id).throw(died());
    expect(await stage.state(id)).toMatchObject({ state: 'failed', code: 'unexpected' });
    expect(stage.begun()).toEqual([id, next.id]);
    stage.store.fail('requeue', null);
    await stage.scheduler.stop();
  });
});
