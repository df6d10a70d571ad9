import { describe, expect, it } from 'vitest';
import { createPrivacy } from '../../src/job/privacy.js';
import { settle } from '../fakes/manual-clock.js';
import { day, guild, hour, openBench } from './sweep-bench.js';

const ada = 'discord/ada';
const never = new AbortController().signal;

describe('what is stored', () => {
  it('is counted by state, with bytes, the oldest, and the retention of all places', async () => {
    const { add, clock, privacy, settingStore } = await openBench();
    settingStore.put('discord/other', 'retention', '7');
    const oldestAt = clock.wall();
    await add({ photo: 'twelve bytes', bytes: 1000 });
    await clock.pass(hour);
    await add({ photo: 'twelve bytes', tenant: 'other', bytes: 500 });
    await add({ state: 'failed' });
    await add({ state: null });
    await add({ user: 'bob', bytes: 9999 });
    expect(await privacy.describe(ada, guild)).toEqual({
      jobs: { queued: 1, running: 0, done: 2, failed: 1, cancelled: 0, expired: 0 },
      ...{
        ownStyles: 0,
        inputBytes: 12 + 5,
        resultBytes: 1500,
        oldestAt,
        retentionDays: { least: 7, most: 30 },
      },
    });
    expect(await privacy.describe('slack/ada', 'discord/other')).toMatchObject({
      ...{ inputBytes: 0, resultBytes: 0, oldestAt: null, retentionDays: { least: 7, most: 7 } },
    });
  });
});

describe('styles that a person added to servers', () => {
  const add = async ({ blobs, database, clock }: Awaited<ReturnType<typeof openBench>>, by: string) => {
    const blob = await blobs.put(Buffer.from(`style of ${by}`));
    const style = { tenant: guild, id: by.replace('/', '-'), title: 'It', width: 4, height: 3 };
    await database.ownStyles.add({ ...style, blob, by, at: clock.wall() }, () => {});
    return blob;
  };

  it('count as stored, with their bytes and their age', async () => {
    const bench = await openBench();
    const { clock, privacy } = bench;
    const oldestAt = clock.wall();
    await add(bench, ada);
    await add(bench, 'discord/bob');
    await clock.pass(hour);
    await bench.add({ photo: 'five!' });
    expect(await privacy.describe(ada, guild)).toMatchObject({
      ...{ ownStyles: 1, inputBytes: 'style of discord/ada'.length + 5, oldestAt },
    });
    expect(await privacy.describe('discord/bob', guild)).toMatchObject({
      ...{ ownStyles: 1, inputBytes: 'style of discord/bob'.length, resultBytes: 0, oldestAt },
    });
  });

  it("go with their files, and nobody else's do", async () => {
    const bench = await openBench();
    const { clock, privacy, database, blobs } = bench;
    const [mine, theirs] = [await add(bench, ada), await add(bench, 'discord/bob')];
    await clock.pass(hour);
    expect(await privacy.forget(ada, never)).toMatchObject({
      ...{ jobs: 0, ownStyles: 1, bytes: 'style of discord/ada'.length },
    });
    expect(await blobs.size(mine)).toBeNull();
    expect(await blobs.size(theirs)).not.toBeNull();
    expect((await database.ownStyles.list(guild)).map(({ by }) => by)).toEqual(['discord/bob']);
    expect(await privacy.describe(ada, guild)).toMatchObject({ ownStyles: 0, oldestAt: null });
  });
});

describe('forgetting', () => {
  it('deletes the jobs and files of that person alone, in all places of the door', async () => {
    const { add, clock, privacy, ids, has, blobs } = await openBench();
    const first = await add({ photo: 'mine' });
    await add({ photo: 'shared', tenant: 'other' });
    const bobs = await add({ photo: 'shared', user: 'bob' });
    await clock.pass(hour);
    const forgotten = await privacy.forget(ada, never);
    expect(forgotten).toEqual({
      ...{ jobs: 2, ownStyles: 0, bytes: 204, stopping: [], remainsUntil: clock.wall() + day },
    });
    expect(await ids()).toEqual([bobs.id]);
    expect([await has(first), await has(bobs)]).toEqual([false, true]);
    expect(blobs.files.size).toBe(2);
  });

  it('cancels what waits and runs first, and waits for their messages', async () => {
    const { add, database, privacy, ids, clock } = await openBench();
    const { id } = await add({ state: null, isOwed: true });
    const forgetting = privacy.forget(ada, never);
    await settle();
    expect(await database.jobs.get(id)).toMatchObject({ state: 'cancelled', cancelledBy: ada });
    await clock.pass(1000);
    expect(await ids()).toEqual([id]);
    await database.deliveries.settle(id, 'delivered');
    await clock.pass(250);
    expect(await forgetting).toMatchObject({ jobs: 1, stopping: [] });
    expect(await ids()).toEqual([]);
    expect(clock.alarms).toBe(0);
  });

  it('says what does not stop within half a minute', async () => {
    const bench = await openBench();
    const { add, database, blobs, settings, clock, ids } = bench;
    await add();
    const { id } = await add({ state: null });
    const asked: string[] = [];
    const privacy = createPrivacy({
      ...{ database, blobs, settings, clock },
      async cancel(job, by) {
        asked.push(`${job} ${by}`);
        return (await database.jobs.get(job))!;
      },
    });
    const forgetting = privacy.forget(ada, never);
    await clock.pass(30_000);
    expect(await forgetting).toMatchObject({ jobs: 1, stopping: [id] });
    expect(asked).toEqual([`${id} ${ada}`]);
    expect(await ids()).toEqual([id]);

    const stop = new AbortController();
    const again = privacy.forget(ada, stop.signal);
    await settle();
    stop.abort();
    expect(await again).toMatchObject({ jobs: 0, stopping: [id] });
    expect(clock.alarms).toBe(0);
  });

  it('takes it well that a job ends by itself meanwhile, and nothing else', async () => {
    const { add, database, blobs, settings, clock } = await openBench();
    const { id } = await add({ state: null });
    const parts = { database, blobs, settings, clock };
    const broken = createPrivacy({ ...parts, cancel: () => Promise.reject(new Error('broken')) });
    await expect(broken.forget(ada, never)).rejects.toThrow('broken');
    const late = createPrivacy({
      ...parts,
      async cancel() {
        await database.jobs.end(id, { state: 'failed', endedAt: 1 });
        throw new Error('it has ended');
      },
    });
    expect(await late.forget(ada, never)).toMatchObject({ jobs: 1, stopping: [] });
  });

  it('keeps what was asked for today, for the limits, and nothing before', async () => {
    const { add, clock, database, privacy, sweep } = await openBench();
    const { requester } = await add();
    await clock.pass(day - 3 * hour);
    await add();
    await privacy.forget(ada, never);
    expect(await database.jobs.census(requester, 0)).toMatchObject({ today: 2 });
    await clock.pass(3 * hour);
    const { remainsUntil } = await privacy.forget(ada, never);
    expect(await database.jobs.census(requester, 0)).toMatchObject({ today: 0 });
    expect(await database.usage.summarize(ada)).toEqual({ jobs: 0, oldestAt: null });
    await add();
    await privacy.forget(ada, never);
    await clock.pass(remainsUntil - clock.wall() + 1);
    await sweep();
    expect(await database.usage.summarize(ada)).toEqual({ jobs: 0, oldestAt: null });
  });
});
