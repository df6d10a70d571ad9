import { describe, expect, it } from 'vitest';
import { StudioError } from '../../src/errors.js';
import { createAgeGuard } from '../../src/job/age-guard.js';
import { createManualClock, settle } from '../fakes/manual-clock.js';
import { createMemoryLog } from '../operation/memory-log.js';
import { day, guild, hour, openBench } from './sweep-bench.js';

describe('a sweep', () => {
  it("deletes a server's jobs with their files when its time is over", async () => {
    const { add, settingStore, clock, sweep, ids, has } = await openBench();
    settingStore.put(guild, 'retention', '2');
    const old = await add();
    const elsewhere = await add({ tenant: 'other' });
    await clock.pass(day);
    const young = await add({ photo: 'young' });
    await clock.pass(day + hour);
    expect(await sweep()).toEqual({ jobs: 1, blobs: 1, checkpoints: 0, isPaused: false });
    expect(await ids()).toEqual([young.id, elsewhere.id]);
    expect([await has(old), await has(elsewhere), await has(young)]).toEqual([false, true, true]);
    await clock.pass(30 * day);
    expect(await sweep()).toMatchObject({ jobs: 2 });
    expect(await ids()).toEqual([]);
  });

  it('deletes files once nobody names them', async () => {
    const { add, settingStore, clock, sweep, blobs } = await openBench();
    settingStore.put(guild, 'retention', '1');
    const first = await add({ photo: 'shared' });
    await clock.pass(20 * hour);
    await add({ photo: 'shared' });
    await clock.pass(5 * hour);
    expect(await sweep()).toMatchObject({ jobs: 1, blobs: 1 });
    expect(await blobs.size(first.inputs[0]!)).not.toBeNull();
    await clock.pass(day);
    expect(await sweep()).toMatchObject({ jobs: 1, blobs: 2 });
    expect(blobs.files.size).toBe(0);
  });

  it("keeps the files of servers' own styles as long as these are there", async () => {
    const { clock, sweep, blobs, database } = await openBench();
    const blob = await blobs.put(Buffer.from('a mascot'));
    const style = { tenant: guild, id: 'mascot', title: 'Mascot', blob, width: 4, height: 3 };
    await database.ownStyles.add({ ...style, by: 'discord/ada', at: clock.wall() }, () => {});
    await clock.pass(60 * day);
    expect(await sweep()).toMatchObject({ blobs: 0, isPaused: false });
    expect(await blobs.size(blob)).not.toBeNull();
    await database.ownStyles.remove(guild, 'mascot');
    expect(await sweep()).toMatchObject({ blobs: 1 });
  });

  it('with a retention of 0 deletes after an hour, when the answer is no longer owed', async () => {
    const { add, settingStore, clock, sweep, ids, database } = await openBench();
    settingStore.put('operator', 'retention', '0');
    const free = await add();
    const owed = await add({ isOwed: true });
    await clock.pass(hour);
    expect(await sweep()).toMatchObject({ jobs: 0 });
    await clock.pass(1);
    await sweep();
    expect(await ids()).toEqual([owed.id]);
    await database.deliveries.settle(owed.id, 'delivered');
    await sweep();
    expect(await ids()).toEqual([]);
    expect(await database.jobs.get(free.id)).toBeNull();
  });

  it('waits for an answer that stays owed for a week and no longer', async () => {
    const { add, settingStore, clock, sweep, ids } = await openBench();
    settingStore.put('operator', 'retention', '1');
    const owed = await add({ isOwed: true });
    await clock.pass(7 * day);
    await sweep();
    expect(await ids()).toEqual([owed.id]);
    await clock.pass(1);
    await sweep();
    expect(await ids()).toEqual([]);
  });

  it('lets be what waits or runs, however long', async () => {
    const { add, clock, sweep, ids, checkpoints, blobs } = await openBench();
    const { id, inputs } = await add({ state: null });
    checkpoints.add(id).add('gone');
    await clock.pass(400 * day);
    expect(await sweep()).toMatchObject({ jobs: 0, checkpoints: 1 });
    expect(await ids()).toEqual([id]);
    expect([...checkpoints]).toEqual([id]);
    expect(await blobs.size(inputs[0]!)).not.toBeNull();
  });

  it('deletes files that nobody has ever named, an hour after they were put', async () => {
    const { clock, sweep, blobs } = await openBench();
    await blobs.put(new Uint8Array(10));
    await clock.pass(hour);
    expect(await sweep()).toMatchObject({ blobs: 0 });
    await clock.pass(1);
    expect(await sweep()).toMatchObject({ blobs: 1 });
  });

  it('forgets when people submitted, after a day', async () => {
    const { add, clock, sweep, database } = await openBench();
    const { requester } = await add();
    await clock.pass(day);
    await sweep();
    expect(await database.jobs.census(requester, 0)).toMatchObject({ today: 1 });
    await clock.pass(1);
    await sweep();
    expect(await database.jobs.census(requester, 0)).toMatchObject({ today: 0, lastAt: null });
  });

  it('works through more than one batch', async () => {
    const { add, settingStore, clock, sweep, ids } = await openBench();
    settingStore.put(guild, 'retention', '1');
    for (let k = 0; k < 130; k++) await add({ isOwed: k < 120, state: 'failed' });
    await clock.pass(2 * day);
    expect(await sweep()).toMatchObject({ jobs: 10 });
    expect(await ids()).toHaveLength(50);
  });

  it('goes on where one file cannot be deleted, and tells it', async () => {
    const { add, clock, sweep, blobs, lines } = await openBench();
    const jobs = [await add({ photo: 'a' }), await add({ photo: 'b' })];
    await clock.pass(31 * day);
    const { remove } = blobs;
    blobs.remove = async (hash, before) => {
      if (hash === jobs[0]!.result!.blob)
        throw new StudioError('file-unwritable', { path: 'x', detail: 'no' });
      return remove(hash, before);
    };
    expect(await sweep()).toMatchObject({ jobs: 2, blobs: 3 });
    expect(lines.filter(({ level, what }) => level === 'warn' && what === 'blob')).toHaveLength(1);
    blobs.remove = remove;
    expect(await sweep()).toMatchObject({ blobs: 1 });
  });

  it('survives a store that fails, and does the rest', async () => {
    const { sweep, checkpoints, lines } = await openBench(() => ({
      tenants: () => Promise.reject(new StudioError('storage-broken', { path: 'x', detail: 'bad' })),
    }));
    checkpoints.add('gone');
    expect(await sweep()).toMatchObject({ jobs: 0, checkpoints: 1 });
    expect(lines).toContainEqual(expect.objectContaining({ what: 'jobs', msg: 'not all could be swept' }));
  });
});

describe('a clock that cannot be believed', () => {
  it('is not believed in the first hour, since the machine may have started with a wrong one', async () => {
    const clock = createManualClock(1000 * day);
    const guard = createAgeGuard({ clock, log: createMemoryLog().log });
    await clock.pass(hour - 1);
    expect(guard.mayJudge()).toBe(false);
    await clock.pass(1);
    expect(guard.mayJudge()).toBe(true);
  });

  it('is not believed when it has jumped before the first sweep', async () => {
    const { add, clock, sweep, ids } = await openBench();
    await add();
    clock.jump(100 * day);
    expect(await sweep()).toMatchObject({ jobs: 0, isPaused: true });
    expect(await ids()).toHaveLength(1);
  });

  it('is not believed for a day after a jump, and the log says so', async () => {
    const { add, clock, sweep, ids, lines } = await openBench();
    await sweep();
    await add();
    clock.jump(10 * 365 * day);
    expect(await sweep()).toEqual({ jobs: 0, blobs: 0, checkpoints: 0, isPaused: true });
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'warn', jumpSeconds: 10 * 365 * 24 * 3600, pausedSeconds: 86_400 }),
    );
    await clock.pass(day - 1);
    expect(await sweep()).toMatchObject({ isPaused: true });
    clock.jump(-10 * 365 * day);
    expect(await sweep()).toMatchObject({ isPaused: true });
    await clock.pass(day);
    expect(await sweep()).toMatchObject({ isPaused: false });
    expect(await ids()).toHaveLength(1);
  });

  it('is believed when it was corrected by little, or when sweeps are far apart', async () => {
    const { clock, sweep } = await openBench();
    await sweep();
    clock.jump(hour);
    expect(await sweep()).toMatchObject({ isPaused: false });
    await clock.pass(40 * day);
    expect(await sweep()).toMatchObject({ isPaused: false });
  });
});

describe('sweeping on and on', () => {
  it('begins at once, comes again every ten minutes, and ends with its signal', async () => {
    let rounds = 0;
    const { sweeper, clock } = await openBench(({ jobs }) => ({
      tenants() {
        rounds += 1;
        return jobs.tenants();
      },
    }));
    const stop = new AbortController();
    const sweeping = sweeper.keepSweeping(stop.signal);
    await settle();
    expect(rounds).toBe(1);
    await clock.pass(600_000);
    expect(rounds).toBe(2);
    stop.abort();
    await sweeping;
    expect(clock.alarms).toBe(0);
    await clock.pass(600_000);
    expect(rounds).toBe(2);
  });
});
