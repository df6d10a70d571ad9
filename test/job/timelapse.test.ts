/** The moving picture beside a result: it is counted like one, and goes when the picture goes. */
import { expect, test } from 'vitest';
import { makeDraft, result } from './store/fixture/store.js';
import { day, guild, hour, mebibyte, openBench } from './sweep-bench.js';

const never = new AbortController().signal;
const ada = 'discord/ada';
const moving = Buffer.from('a film of it');

/** A job of Ada's that is done, with a result of ten bytes and a timelapse of twelve. */
async function openFilmed() {
  const bench = await openBench();
  const { database, blobs, clock } = bench;
  const [photo, blob, film] = [
    await blobs.put(Buffer.from('photo')),
    await blobs.put(Buffer.from('ten bytes!')),
    await blobs.put(moving),
  ];
  const { id } = await database.jobs.admit(
    makeDraft({ inputs: [photo], address: null }),
    clock.wall(),
    0,
    () => {},
  );
  await database.jobs.start(id, 'slot 1', 'cpu', clock.wall());
  const timelapse = { blob: film, bytes: moving.length };
  await database.jobs.end(id, {
    ...{ state: 'done', endedAt: clock.wall(), result: { ...result, blob, bytes: 10, timelapse } },
  });
  const left = () => [photo, blob, film].map((hash) => blobs.files.has(hash));
  return { ...bench, id, film, left };
}

test('it is kept with the job, named like its picture, and counted', async () => {
  const { database, id, film, privacy, sweep, clock, left, used } = await openFilmed();
  expect((await database.jobs.get(id))?.result?.timelapse).toEqual({ blob: film, bytes: 12 });
  expect(await database.jobs.referencedBlobs()).toContain(film);
  expect(await privacy.describe(ada, guild)).toMatchObject({ resultBytes: 22, inputBytes: 5 });
  expect(await used()).toBe(27);
  await clock.pass(5 * hour);
  await sweep();
  expect(left()).toEqual([true, true, true]);
});

test('it goes with the job when its time is over', async () => {
  const { sweep, clock, left, ids } = await openFilmed();
  await clock.pass(31 * day);
  await sweep();
  expect([await ids(), left()]).toEqual([[], [false, false, false]]);
});

test('it goes at a wish', async () => {
  const { privacy, clock, left } = await openFilmed();
  await clock.pass(hour);
  expect(await privacy.forget(ada, never)).toMatchObject({ jobs: 1, bytes: 27 });
  expect(left()).toEqual([false, false, false]);
});

test('it goes with its picture where room is needed, and the row forgets it', async () => {
  const { sweeper, database, id, disk, clock, left, blobs } = await openFilmed();
  await clock.pass(hour);
  disk.free = 0;
  const { remove } = blobs;
  blobs.remove = async (...asked) => {
    disk.free += mebibyte;
    return remove(...asked);
  };
  expect(await sweeper.makeRoom(10)).toBe(true);
  expect(left()).toEqual([false, false, false]);
  expect((await database.jobs.get(id))?.result).toMatchObject({ blob: null, steps: result.steps });
  expect((await database.jobs.get(id))?.result).not.toHaveProperty('timelapse');
  expect(await database.jobs.referencedBlobs()).toEqual(new Set());
});
