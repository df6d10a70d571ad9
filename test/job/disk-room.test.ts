import { describe, expect, it } from 'vitest';
import { StudioError } from '../../src/errors.js';
import type { Job } from '../../src/job/job.js';
import { settle } from '../fakes/manual-clock.js';
import { hour, mebibyte, openBench } from './sweep-bench.js';

const full = new StudioError('storage-full', { detail: 'no space' });

/** Four jobs with results of one MiB each, an hour apart, oldest first. */
async function openFilled(...args: Parameters<typeof openBench>) {
  const bench = await openBench(...args);
  const jobs: Job[] = [];
  for (let k = 0; k < 4; k++) {
    jobs.push(await bench.add({ bytes: mebibyte, photo: `photo ${k}`, isOwed: k === 1 }));
    await bench.clock.pass(hour);
  }
  const left = async () => {
    const kept = await Promise.all(jobs.map(bench.has));
    return jobs.flatMap((_, k) => (kept[k] ? [k] : []));
  };
  return { ...bench, jobs, left };
}

describe('the quota', () => {
  it('is kept at a sweep by letting the oldest results go; their rows stay', async () => {
    const { sweep, left, settingStore, database, jobs, ids } = await openFilled();
    settingStore.put('operator', 'disk-quota', '3');
    await sweep();
    expect(await left()).toEqual([1, 3]);
    expect(await ids()).toHaveLength(4);
    expect(await database.jobs.get(jobs[0]!.id)).toMatchObject({
      ...{ state: 'done', inputs: [], result: { blob: null, bytes: mebibyte } },
    });
  });

  it('lets a new job in after room was made, and refuses it where there is none', async () => {
    const { sweeper, left, settingStore } = await openFilled();
    settingStore.put('operator', 'disk-quota', '5');
    await sweeper.checkRoom();
    expect(await left()).toEqual([0, 1, 2, 3]);
    settingStore.put('operator', 'disk-quota', '2');
    await sweeper.checkRoom();
    expect(await left()).toEqual([1]);
    settingStore.put('operator', 'disk-quota', '1');
    await expect(sweeper.checkRoom()).rejects.toMatchObject({
      ...{ code: 'storage-full', context: { detail: 'the quota of 1 MiB is used up' } },
    });
    expect(await left()).toEqual([1]);
  });

  it('notices pictures that came since, a few seconds later', async () => {
    const { sweeper, add, clock, settingStore, sweep } = await openBench();
    settingStore.put('operator', 'disk-quota', '1');
    await sweep();
    await add({ bytes: 2 * mebibyte, isOwed: true });
    await clock.pass(10_001);
    // Nobody waits for the count: the first who comes is let in by the old one.
    await sweeper.checkRoom();
    expect(await sweeper.bytes()).toBeLessThan(mebibyte);
    await settle();
    expect(await sweeper.bytes()).toBeGreaterThan(mebibyte);
    await expect(sweeper.checkRoom()).rejects.toMatchObject({ code: 'storage-full' });
  });

  it('never touches the pictures of jobs that wait or run', async () => {
    const { sweeper, add, settingStore, blobs, sweep } = await openBench();
    settingStore.put('operator', 'disk-quota', '1');
    const { inputs } = await add({ state: null, photo: 'x'.repeat(2 * mebibyte) });
    await sweep();
    await expect(sweeper.checkRoom()).rejects.toMatchObject({ code: 'storage-full' });
    expect(await blobs.size(inputs[0]!)).toBe(2 * mebibyte);
  });
});

describe('the reserve', () => {
  it('refuses a new job when less is free on the disk, and lets nothing go for it', async () => {
    const { sweeper, left, disk } = await openFilled();
    disk.free = 300 * mebibyte;
    await sweeper.checkRoom();
    disk.free -= 1;
    await expect(sweeper.checkRoom()).rejects.toMatchObject({
      ...{ code: 'storage-full', context: { detail: 'less than 300 MiB are free on the disk' } },
    });
    expect(await left()).toEqual([0, 1, 2, 3]);
  });
});

describe('room for a picture that is painted', () => {
  it('is made on a full disk, as far as needed, and never of what is owed', async () => {
    const bench = await openFilled();
    const { sweeper, left, blobs, disk, used } = bench;
    const before = await used();
    Object.defineProperty(disk, 'free', { get: () => before - usedNow() });
    const usedNow = () => [...blobs.files.values()].reduce((sum, { length }) => sum + length, 0);
    expect(await sweeper.makeRoom(mebibyte)).toBe(true);
    expect(await left()).toEqual([1, 2, 3]);
    expect(await sweeper.makeRoom(4 * mebibyte)).toBe(false);
    expect(await left()).toEqual([1]);
  });

  it('is made where the database itself has no room to write it down first', async () => {
    let tries = 0;
    const { sweeper, left, settingStore, database, jobs } = await openFilled(({ jobs: store }) => ({
      async forgetFiles(id) {
        tries += 1;
        if (tries === 1) throw full;
        await store.forgetFiles(id);
      },
    }));
    settingStore.put('operator', 'disk-quota', '4');
    expect(await sweeper.makeRoom(0)).toBe(true);
    expect(await left()).toEqual([1, 2, 3]);
    expect(await database.jobs.get(jobs[0]!.id)).toMatchObject({ result: { blob: null } });
  });

  it('goes on with the next where one cannot go', async () => {
    const { sweeper, left, settingStore, lines } = await openFilled(({ jobs: store }) => {
      let tries = 0;
      return {
        async forgetFiles(id) {
          tries += 1;
          if (tries === 1) throw new Error('busy');
          await store.forgetFiles(id);
        },
      };
    });
    settingStore.put('operator', 'disk-quota', '4');
    expect(await sweeper.makeRoom(0)).toBe(true);
    expect(await left()).toEqual([0, 1, 3]);
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'its pictures could not be let go' }));
  });

  it('is made once for two who ask at the same time', async () => {
    const { sweeper, left, settingStore } = await openFilled();
    settingStore.put('operator', 'disk-quota', '4');
    expect(await Promise.all([sweeper.makeRoom(0), sweeper.checkRoom()])).toEqual([true, undefined]);
    expect(await left()).toEqual([1, 2, 3]);
  });
});
