/** What a channel needs of the studio: what was asked for lately, what goes on, and pictures that are to go. */
import { describe, expect, it } from 'vitest';
import type { Requester } from '../src/job/job.js';
import type { Run } from '../src/job/run.js';
import { ada, openStudio, photo } from './studio-stage.js';

const { signal } = new AbortController();
const bob: Requester = { ...ada, user: 'bob' };
const mod: Requester = { ...ada, user: 'mod', isModerator: true };
const stranger: Requester = { ...ada, tenant: 'another guild', isModerator: true };
const by = (requester: Requester) => ({
  ...{ requester, content: photo, address: null, values: {} },
  styles: [{ picture: { preset: 'harvest' }, weight: 1 }],
});

describe('remove', () => {
  it('takes an ended job and its result away, for its owner or a moderator', async () => {
    const { studio, database, blobs } = await openStudio();
    const blob = await blobs.put(Buffer.from('painted'));
    for (const requester of [ada, mod]) {
      const { id } = await studio.submit(by(ada), signal);
      const result = { blob, format: 'png', width: 4, height: 3, bytes: 7, steps: 2, seconds: 1 } as const;
      await database.jobs.end(id, {
        ...{ state: 'cancelled', endedAt: Date.now() },
        result: { ...result, peakRssMiB: 5, curve: [], recipe: {}, device: 'cpu' },
      });
      await studio.remove(id, requester, signal);
      expect(await database.jobs.get(id)).toBeNull();
    }
    expect(await blobs.size(blob)).toBeNull();
  });

  it('is for nobody else', async () => {
    const { studio, database } = await openStudio();
    const { id } = await studio.submit(by(ada), signal);
    await expect(studio.remove(id, bob, signal)).rejects.toMatchObject({ code: 'not-yours' });
    await expect(studio.remove(id, stranger, signal)).rejects.toMatchObject({ code: 'job-unknown' });
    expect((await database.jobs.get(id))?.state).toBe('queued');
  });

  it('cancels one that waits, and one that runs', async () => {
    const { studio, scheduler, database } = await openStudio();
    const waiting = await studio.submit(by(ada), signal);
    await studio.remove(waiting.id, ada, signal);
    expect(await database.jobs.get(waiting.id)).toBeNull();
    const running = await studio.submit(by(ada), signal);
    await scheduler.recover();
    await expect.poll(async () => (await database.jobs.get(running.id))?.state).toBe('running');
    await studio.remove(running.id, ada, signal);
    expect(await database.jobs.get(running.id)).toBeNull();
  });

  it('gives up the wait for one that does not stop, which stays cancelled', async () => {
    let stop = () => {};
    const stubborn: Run = async function* paint() {
      await new Promise<void>((resolve) => {
        stop = resolve;
      });
      yield { type: 'ended', state: 'cancelled', result: null };
    };
    const { studio, scheduler, database } = await openStudio(stubborn);
    const { id } = await studio.submit(by(ada), signal);
    await scheduler.recover();
    await expect.poll(async () => (await database.jobs.get(id))?.state).toBe('running');
    const patience = new AbortController();
    const removing = studio.remove(id, ada, patience.signal);
    await expect.poll(async () => (await database.jobs.get(id))?.cancelledBy).toBe('discord/ada');
    patience.abort();
    await expect(removing).rejects.toMatchObject({ code: 'job-state', context: { action: 'deleted' } });
    stop();
    await expect.poll(async () => (await database.jobs.get(id))?.state).toBe('cancelled');
  });
});

it("shows a channel everybody's newest jobs, and each their own that are not done", async () => {
  const { studio } = await openStudio();
  const first = await studio.submit(by(ada), signal);
  const second = await studio.submit(by(bob), signal);
  const third = await studio.submit(by(ada), signal);
  await studio.cancel(first.id, ada);
  const ids = (jobs: readonly { readonly id: string }[]) => jobs.map(({ id }) => id);
  expect(ids(await studio.recent(bob, 10))).toEqual([third.id, second.id, first.id]);
  expect(ids(await studio.recent(bob, 1))).toEqual([third.id]);
  expect(await studio.recent(stranger, 10)).toEqual([]);
  expect(ids(await studio.unfinished(ada))).toEqual([third.id]);
});

it('says what holds where the requester is', async () => {
  const { studio, set } = await openStudio();
  await set('max-size', '300');
  expect((await studio.effective(ada))['max-size']).toBe(300);
  expect((await studio.effective(stranger))['max-size']).toBe(1024);
});

it('sends the answer of a second try where it is asked to', async () => {
  const { studio } = await openStudio();
  const { id } = await studio.submit({ ...by(ada), address: { message: 1 } }, signal);
  await studio.cancel(id, ada);
  expect((await studio.retry(id, ada, signal, { message: 2 })).address).toEqual({ message: 2 });
  expect((await studio.retry(id, ada, signal, null)).address).toBeNull();
  expect((await studio.retry(id, ada, signal)).address).toEqual({ message: 1 });
});
