import { describe, expect, test } from 'vitest';
import { type FinalState, type JobState, jobStates } from '../../../src/job/job.js';
import { isFinal, isLegal } from '../../../src/job/states.js';
import type { Database } from '../../../src/job/store.js';
import { admit, openFresh, result } from './fixture/store.js';

const endings = jobStates.filter(isFinal);

/** A job brought to a state by legal ways. */
async function bringTo(database: Database, state: JobState) {
  const job = await admit(database);
  if (state === 'queued') return job;
  const started = (await database.jobs.start(job.id, 'slot 1', 'cpu', 2000))!;
  return isFinal(state) ? (await database.jobs.end(job.id, { state, endedAt: 3000 }))! : started;
}

/** The one method that leads to a state. */
function change(database: Database, id: string, to: JobState) {
  if (to === 'running') return database.jobs.start(id, 'slot 2', 'cuda:0', 9000);
  if (to === 'queued') return database.jobs.requeue(id, { death: true });
  return database.jobs.end(id, { state: to as FinalState, endedAt: 9000, result, cancelledBy: 'operator' });
}

const pairs = jobStates.flatMap((from) => jobStates.map((to) => [from, to] as const));

describe('changes of state', () => {
  test.each(pairs)('%s -> %s happens if the table says so, else nothing changes', async (from, to) => {
    const database = await openFresh();
    const job = await bringTo(database, from);
    const owed = await database.deliveries.owed();
    const changed = await change(database, job.id, to);
    const now = await database.jobs.get(job.id);
    if (isLegal(from, to)) {
      expect(changed).toEqual(now);
      expect(now?.state).toBe(to);
    } else {
      expect(changed).toBeNull();
      expect(now).toEqual(job);
      expect(await database.deliveries.owed()).toEqual(owed);
    }
  });

  test.each(jobStates)('a job that is not there does not become %s', async (to) => {
    expect(await change(await openFresh(), 'babababa', to)).toBeNull();
  });
});

describe('what belongs to a change', () => {
  test('a start names slot, device and time; the time is that of the first one', async () => {
    const database = await openFresh();
    const { id } = await admit(database);
    expect(await database.jobs.start(id, 'slot 1', 'cpu', 2000)).toMatchObject({
      slot: 'slot 1',
      device: 'cpu',
      startedAt: 2000,
    });
    await database.jobs.requeue(id, {});
    expect(await database.jobs.start(id, 'slot 2', 'cuda:1', 3000)).toMatchObject({
      slot: 'slot 2',
      device: 'cuda:1',
      startedAt: 2000,
    });
  });

  test('going back to the queue counts deaths and stalls, and keeps the rest', async () => {
    const database = await openFresh();
    const { id } = await admit(database);
    const again = async (why: Parameters<Database['jobs']['requeue']>[1]) => {
      await database.jobs.start(id, 'slot 1', 'cpu', 2000);
      const { deaths, stalls } = (await database.jobs.requeue(id, why))!;
      return { deaths, stalls };
    };
    expect(await again({})).toEqual({ deaths: 0, stalls: 0 });
    expect(await again({ death: true })).toEqual({ deaths: 1, stalls: 0 });
    expect(await again({ stall: 'count' })).toEqual({ deaths: 1, stalls: 1 });
    expect(await again({ death: true, stall: 'count' })).toEqual({ deaths: 2, stalls: 2 });
    expect(await again({ stall: 'reset' })).toEqual({ deaths: 2, stalls: 0 });
  });

  test('an end keeps its result, failure and who wanted it', async () => {
    const database = await openFresh();
    const failure = { code: 'renderer-died', context: { detail: 'signal 9' } } as const;
    const { id } = await bringTo(database, 'running');
    const ended = await database.jobs.end(id, {
      state: 'failed',
      endedAt: 5000,
      result,
      failure,
      cancelledBy: 'discord/eve',
    });
    expect(ended).toMatchObject({
      state: 'failed',
      endedAt: 5000,
      result,
      failure,
      cancelledBy: 'discord/eve',
    });
    expect(await database.jobs.get(id)).toEqual(ended);
  });

  test.each(endings)(
    'an end as %s owes a delivery where there is an address, and only there',
    async (state) => {
      const database = await openFresh();
      const silent = await admit(database, { address: null });
      await database.jobs.end(silent.id, { state, endedAt: 1 });
      expect(await database.deliveries.owed()).toEqual([]);
      const { id } = await bringTo(database, state);
      const [delivery, ...others] = await database.deliveries.owed();
      expect(others).toEqual([]);
      expect(delivery).toEqual({
        job: id,
        nonce: expect.stringMatching(/^[a-z0-9]{24}$/),
        receipt: null,
        tries: 0,
        state: 'owed',
      });
    },
  );

  test('a wish to cancel holds for a running job only, and the first to wish is kept', async () => {
    const database = await openFresh();
    const { id } = await admit(database);
    expect(await database.jobs.wishCancel(id, 'discord/ada')).toBe(false);
    await database.jobs.start(id, 'slot 1', 'cpu', 2000);
    expect(await database.jobs.wishCancel(id, 'discord/ada')).toBe(true);
    expect(await database.jobs.wishCancel(id, 'discord/bob')).toBe(true);
    expect(await database.jobs.end(id, { state: 'cancelled', endedAt: 3000 })).toMatchObject({
      cancelledBy: 'discord/ada',
    });
    expect(await database.jobs.wishCancel(id, 'discord/bob')).toBe(false);
    expect(await database.jobs.wishCancel('babababa', 'discord/bob')).toBe(false);
  });
});

test('checkpoints, notes and the address are written down', async () => {
  const database = await openFresh();
  const { id, notes } = await bringTo(database, 'running');
  await database.jobs.checkpointed(id, 40);
  await database.jobs.checkpointed(id, 7);
  const note = { code: 'resumed', detail: `at "7"` } as const;
  await database.jobs.addNote(id, note);
  await database.jobs.addNote(id, note);
  await database.jobs.setAddress(id, ['elsewhere', 5]);
  expect(await database.jobs.get(id)).toMatchObject({
    checkpointStep: 7,
    notes: [...notes, note, note],
    address: ['elsewhere', 5],
  });
  await database.jobs.setAddress(id, null);
  expect((await database.jobs.get(id))?.address).toBeNull();
});

test('a checkpoint further on ends a row of stalls, an earlier one does not', async () => {
  const database = await openFresh();
  const { id } = await bringTo(database, 'running');
  await database.jobs.checkpointed(id, 40);
  await database.jobs.requeue(id, { stall: 'count' });
  await database.jobs.checkpointed(id, 40);
  expect((await database.jobs.get(id))?.stalls).toBe(1);
  await database.jobs.checkpointed(id, 41);
  expect(await database.jobs.get(id)).toMatchObject({ stalls: 0, checkpointStep: 41 });
});

test('files are forgotten of ended jobs only; the rest of the result stays', async () => {
  const database = await openFresh();
  const { id, inputs } = await bringTo(database, 'running');
  await database.jobs.forgetFiles(id);
  expect((await database.jobs.get(id))?.inputs).toEqual(inputs);
  await database.jobs.end(id, { state: 'done', endedAt: 5, result });
  await database.jobs.forgetFiles(id);
  expect(await database.jobs.get(id)).toMatchObject({ inputs: [], result: { ...result, blob: null } });
});

test('only ended jobs are removed, with their deliveries', async () => {
  const database = await openFresh();
  const done = await bringTo(database, 'done');
  const kept = await bringTo(database, 'done');
  const running = await bringTo(database, 'running');
  await database.jobs.remove([done.id, running.id, 'babababa']);
  const left = await database.jobs.list();
  expect(left.map(({ id }) => id)).toEqual([running.id, kept.id]);
  expect(await database.deliveries.get(done.id)).toBeNull();
  expect(await database.deliveries.get(kept.id)).not.toBeNull();
});
