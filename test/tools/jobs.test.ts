import { describe, expect, it } from 'vitest';
import { jobs as jobsCommand } from '../../commands/jobs.js';
import { type Job, jobStates } from '../../src/job/job.js';
import { parseOptions, type RawValue } from '../../src/request/parse.js';
import { type JobsParts, jobs } from '../../src/tools/jobs.js';
import { createMemoryStore, draft } from '../fakes/memory-store.js';

const minute = 60_000;
const now = Date.UTC(2026, 0, 31, 12);
const result: NonNullable<Job['result']> = {
  ...{ blob: 'ab'.repeat(32), format: 'png', width: 512, height: 384, bytes: 300_000, steps: 24 },
  ...{ seconds: 34.26, peakRssMiB: 900, curve: [], recipe: {}, device: 'cuda' },
};

/** Three jobs: `job1` done, `job2` running, `job3` queued. */
async function setUp(parts: Partial<JobsParts> = {}) {
  const store = createMemoryStore();
  const admit = (minutesAgo: number) =>
    store.admit(
      draft({
        user: 'ann',
        tenant: 'home',
        address: { token: 'hush' },
        size: 512,
        work: [{ pixels: 1, steps: 24 }],
      }),
      ...([now - minutesAgo * minute, 0, () => {}] as const),
    );
  await admit(30);
  await store.start('job1', 'slot 1', 'cuda:0', now - 29 * minute);
  await store.end('job1', { state: 'done', endedAt: now - 28 * minute, result });
  await admit(10);
  await store.start('job2', 'slot 1', 'cuda:0', now - minute);
  await store.checkpointed('job2', 12);
  await admit(2);
  const retried: string[] = [];
  let printed = '';
  const run = async (raw: Record<string, RawValue>) => {
    printed = '';
    await jobs(parseOptions(jobsCommand.options, raw), {
      jobs: store,
      isServing: () => true,
      retry: async (id) => {
        retried.push(id);
        return store.admit(draft({ parent: id }), now, 0, () => {});
      },
      clock: () => now,
      io: {
        stdout: (text) => {
          printed += text;
        },
      },
      ...parts,
    });
    return printed;
  };
  return { store, run, retried };
}

it('offers every state there is', () => {
  expect(jobsCommand.options.state.choices).toEqual(jobStates);
});

describe('list', () => {
  it('is a table, the newest first', async () => {
    const { run } = await setUp();
    expect(await run({})).toBe(
      [
        'id    state    server     user  age     size  steps  device  seconds',
        'job3  queued   page/home  ann   2 min    512  24',
        'job2  running  page/home  ann   10 min   512  24     cuda:0  60.0',
        'job1  done     page/home  ann   30 min   512  24/24  cuda    34.3',
        '',
      ].join('\n'),
    );
  });

  it('keeps to a state and a limit, and may be empty', async () => {
    const { run } = await setUp();
    expect(await run({ state: 'running' })).toMatch(/^id.*\njob2 .*\n$/);
    expect(await run({ limit: '1' })).toMatch(/^id.*\njob3 .*\n$/);
    expect((await run({ state: 'failed' })).split('\n')).toHaveLength(2);
  });

  it('as JSON has one object a line with everything but the address', async () => {
    const { run } = await setUp();
    const text = await run({ json: true });
    expect(text).not.toContain('hush');
    const objects = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(objects.map(({ id, state }) => [id, state])).toEqual([
      ['job3', 'queued'],
      ['job2', 'running'],
      ['job1', 'done'],
    ]);
  });

  it('takes no id', async () => {
    const { run } = await setUp();
    await expect(run({ action: 'list', id: 'job1' })).rejects.toMatchObject({ code: 'option-invalid' });
  });
});

describe('show', () => {
  it('tells what there is to know, and leaves out the rest', async () => {
    const { run, store } = await setUp();
    const running = await run({ action: 'show', id: 'job2' });
    expect(running).toContain('checkpoint  step 12\n');
    expect(running).toContain('waited      9 min\n');
    expect(running).toContain('started     2026-01-31T11:59:00.000Z (1 min ago)\n');
    expect(running).not.toMatch(/deaths|failure|picture|hush|note|null/);
    expect(await run({ action: 'show', id: 'job1' })).toContain(`512x384 PNG, 293 KiB, ${result.blob}`);
    store.change('job2', {
      ...{ state: 'failed', deaths: 2, stalls: 1, parent: 'job1', endedAt: now },
      failure: { code: 'job-too-heavy', context: { size: 512, fits: 256, detail: 'killed by SIGKILL' } },
      notes: [{ code: 'steps-limited', detail: 'limited to 24' }],
      requester: { ...draft().requester, user: 'ann\u001b[2J' },
    });
    const failed = await run({ action: 'show', id: 'job2' });
    expect(failed).toMatch(/failure +This picture ended its rendering process twice.*256 or less\.\n/);
    expect(failed).toMatch(/deaths +2 of/);
    expect(failed).toMatch(/made from +job1\n/);
    expect(failed).toMatch(/note +Steps limited to 24\.\n/);
    expect(failed).not.toContain('\u001b');
  });

  it('as JSON is the job', async () => {
    const { run } = await setUp();
    const shown = JSON.parse(await run({ action: 'show', id: 'job1', json: true }));
    expect(shown).toMatchObject({ id: 'job1', result: { seconds: 34.26 } });
    expect(shown).not.toHaveProperty('address');
  });

  it.each(['show', 'cancel', 'retry'])('%s wants an id that is one', async (action) => {
    const { run } = await setUp();
    await expect(run({ action })).rejects.toMatchObject({
      code: 'option-missing',
      context: { option: 'id' },
    });
    await expect(run({ action, id: 'nobody' })).rejects.toMatchObject({ code: 'job-unknown' });
  });
});

describe('cancel', () => {
  it('ends at once what waits', async () => {
    const { run, store } = await setUp();
    expect(await run({ action: 'cancel', id: 'job3' })).toBe('job3 is cancelled.\n');
    expect(await store.get('job3')).toMatchObject({
      state: 'cancelled',
      cancelledBy: 'operator',
      endedAt: now,
    });
  });

  it('asks the service to end what runs', async () => {
    const { run, store } = await setUp();
    expect(await run({ action: 'cancel', id: 'job2' })).toMatch(/^job2 stops after this step/);
    expect(await store.get('job2')).toMatchObject({ state: 'running', cancelledBy: 'operator' });
  });

  it('ends what a service that is no more left running', async () => {
    const { run, store } = await setUp({ isServing: () => false });
    expect(await run({ action: 'cancel', id: 'job2' })).toBe('job2 is cancelled.\n');
    expect(await store.get('job2')).toMatchObject({ state: 'cancelled', cancelledBy: 'operator' });
  });

  it('looks again where a job went on in between', async () => {
    const { store, run } = await setUp();
    const end: JobsParts['jobs']['end'] = async (id) => {
      await store.start(id, 'slot 2', 'cpu', now);
      return null;
    };
    const wishCancel: JobsParts['jobs']['wishCancel'] = async (id) => {
      await store.end(id, { state: 'done', endedAt: now });
      return false;
    };
    const slow = await setUp({ jobs: { ...store, end } });
    expect(await slow.run({ action: 'cancel', id: 'job3' })).toMatch(/^job3 stops after this step/);
    const late = await setUp({ jobs: { ...store, wishCancel } });
    await expect(late.run({ action: 'cancel', id: 'job2' })).rejects.toMatchObject({
      code: 'job-state',
      context: { id: 'job2', state: 'done', action: 'cancelled' },
    });
    await expect(run({ action: 'cancel', id: 'job1' })).rejects.toMatchObject({ code: 'job-state' });
  });
});

describe('retry', () => {
  it('hands over what has ended, and tells of the new job', async () => {
    const { run, retried } = await setUp();
    expect(await run({ action: 'retry', id: 'job1' })).toBe('job4 is waiting. It tries job1 again.\n');
    expect(retried).toEqual(['job1']);
    expect(JSON.parse(await run({ action: 'retry', id: 'job1', json: true }))).toMatchObject({
      parent: 'job1',
    });
  });

  it('refuses what has not ended', async () => {
    const { run, retried } = await setUp();
    for (const id of ['job2', 'job3'])
      await expect(run({ action: 'retry', id })).rejects.toMatchObject({ code: 'job-state' });
    expect(retried).toEqual([]);
  });
});
