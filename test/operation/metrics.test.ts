import { afterEach, expect, test } from 'vitest';
import type { JobEvent } from '../../src/job/events.js';
import type { Door, JobState } from '../../src/job/job.js';
import { createLoopDelayMeter } from '../../src/operation/loop-delay.js';
import { createMetrics, type MetricsOptions } from '../../src/operation/metrics.js';
import { createMemoryLog } from './memory-log.js';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const requester = (door: Door, user: string) => ({
  door,
  user,
  tenant: 'guild-1',
  channel: null,
  roles: [],
  isModerator: false,
});

function setUp(options: Partial<MetricsOptions> = {}) {
  const { log, lines } = createMemoryLog();
  const metrics = createMetrics({
    version: '1.2.3',
    jobs: {
      count: async () => ({ queued: 3, running: 1, done: 7, failed: 2, cancelled: 1, expired: 0 }),
      unfinished: async () => [
        { state: 'running', requester: requester('discord', 'user-1') },
        { state: 'queued', requester: requester('discord', 'user-1') },
        { state: 'queued', requester: requester('discord', 'user-2') },
        { state: 'queued', requester: requester('page', 'user-3') },
      ],
    },
    blobBytes: () => 4096,
    loopDelay: { read: () => ({ p50: 0.001, p99: 0.02, max: 0.3 }), close() {} },
    memory: () => ({ rss: 300, heapUsed: 200, external: 100 }),
    log,
    ...options,
  });
  const read = async () => {
    const { text, type } = await metrics.render();
    const rows = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const values = new Map(
      rows.map((row) => [row.slice(0, row.lastIndexOf(' ')), Number(row.slice(row.lastIndexOf(' ') + 1))]),
    );
    return { text, type, values };
  };
  return { ...metrics, read, lines };
}

const story: readonly JobEvent[] = [
  { type: 'admitted', id: 'rokadimu', door: 'discord' },
  { type: 'admitted', id: 'lamosido', door: 'page' },
  { type: 'started', id: 'rokadimu', slot: 'slot 1', device: 'cuda:0', waitSeconds: 4 },
  { type: 'step', id: 'rokadimu', device: 'cuda', recipe: 'impasto', pixels: 76800, seconds: 0.2 },
  { type: 'step', id: 'rokadimu', device: 'cuda', recipe: 'impasto', pixels: 76800, seconds: 0.3 },
  { type: 'checkpoint', id: 'rokadimu', step: 2 },
  { type: 'death', id: 'rokadimu', slot: 'slot 1', device: 'cuda:0', deaths: 1 },
  { type: 'started', id: 'rokadimu', slot: 'slot 1', device: 'cuda:0', waitSeconds: null },
  {
    type: 'ended',
    id: 'rokadimu',
    state: 'failed',
    code: 'job-too-heavy',
    waitSeconds: 4,
    renderSeconds: 30,
  },
  { type: 'ended', id: 'lamosido', state: 'cancelled', code: null, waitSeconds: 9, renderSeconds: 0 },
];

test('a story of the queue shows in the figures', async () => {
  const { observe, read } = setUp();
  for (const event of story) observe(event);
  const { values, type } = await read();
  expect(type).toMatch(/^text\/plain/);
  expect(Object.fromEntries(values)).toMatchObject({
    'impasto_jobs_admitted_total{door="discord"}': 1,
    'impasto_jobs_admitted_total{door="page"}': 1,
    'impasto_jobs_admitted_total{door="slack"}': 0,
    impasto_job_wait_seconds_count: 1,
    impasto_job_wait_seconds_sum: 4,
    'impasto_job_wait_seconds_bucket{le="2"}': 0,
    'impasto_job_wait_seconds_bucket{le="5"}': 1,
    'impasto_step_seconds_count{device="cuda"}': 2,
    'impasto_step_seconds_sum{device="cuda"}': 0.5,
    impasto_checkpoints_total: 1,
    'impasto_renderer_deaths_total{device="cuda:0"}': 1,
    'impasto_jobs_ended_total{state="failed"}': 1,
    'impasto_jobs_ended_total{state="cancelled"}': 1,
    'impasto_jobs_ended_total{state="done"}': 0,
    'impasto_job_failures_total{code="job-too-heavy"}': 1,
    'impasto_job_render_seconds_sum{state="failed"}': 30,
  });
  expect(values.has('impasto_job_render_seconds_sum{state="cancelled"}'), 'it never ran').toBe(false);
});

test('what is there now is asked at the scrape', async () => {
  const { values } = await setUp().read();
  expect(Object.fromEntries(values)).toMatchObject({
    'impasto_jobs{state="queued"}': 3,
    'impasto_jobs{state="done"}': 7,
    'impasto_jobs_waiting{door="discord"}': 2,
    'impasto_jobs_waiting{door="page"}': 1,
    'impasto_jobs_waiting{door="slack"}': 0,
    impasto_blob_bytes: 4096,
    'impasto_event_loop_delay_seconds{statistic="p50"}': 0.001,
    'impasto_event_loop_delay_seconds{statistic="p99"}': 0.02,
    'impasto_event_loop_delay_seconds{statistic="max"}': 0.3,
    process_resident_memory_bytes: 300,
    nodejs_heap_size_used_bytes: 200,
    nodejs_external_memory_bytes: 100,
    [`impasto_build_info{version="1.2.3",node="${process.version}"}`]: 1,
  });
  expect(values.get('process_start_time_seconds')).toBeGreaterThan(1.7e9);
});

test('nothing names a job, a user or a server, and every figure is explained', async () => {
  const { observe, read } = setUp();
  for (const event of story) observe(event);
  const { text, values } = await read();
  expect(text).not.toMatch(/rokadimu|lamosido|user-|guild-|slot 1/);
  const names = [...values.keys()].map((key) => key.replace(/(_bucket|_sum|_count)?(\{.*)?$/, ''));
  for (const name of new Set(names)) expect(text).toContain(`# HELP ${name} `);
});

test('a figure that cannot be asked is left out, counted and told; the others stay', async () => {
  let isBroken = false;
  const count: () => Promise<Record<JobState, number>> = async () => {
    if (isBroken) throw new Error('storage-broken');
    return { queued: 1, running: 0, done: 0, failed: 0, cancelled: 0, expired: 0 };
  };
  const { read, lines } = setUp({
    jobs: { count, unfinished: async () => [] },
    blobBytes: () => {
      if (isBroken) throw new Error('no folder');
      return 1;
    },
  });
  expect((await read()).values.get('impasto_jobs{state="queued"}')).toBe(1);
  isBroken = true;
  const { values } = await read();
  expect([...values.keys()].filter((key) => /^impasto_(jobs\{|blob)/.test(key))).toEqual([]);
  expect(values.get('impasto_scrape_errors_total{source="jobs"}')).toBe(1);
  expect(values.get('impasto_scrape_errors_total{source="blobs"}')).toBe(1);
  expect(values.get('impasto_jobs_waiting{door="page"}')).toBe(0);
  expect(lines.map(({ source }) => source).sort()).toEqual(['blobs', 'jobs']);
});

test('an event with a number that is none stops nobody', async () => {
  const { observe, read, lines } = setUp();
  const event = { type: 'step', id: 'a', device: 'cpu', recipe: 'r', pixels: 1, seconds: '1' } as unknown;
  expect(() => observe(event as JobEvent)).not.toThrow();
  expect(lines).toMatchObject([{ level: 'warn', msg: 'an event could not be counted' }]);
  expect((await read()).values.has('impasto_step_seconds_count{device="cpu"}')).toBe(false);
});

test('two sets of figures do not share anything', async () => {
  const [one, other] = [setUp(), setUp()];
  one.observe({ type: 'checkpoint', id: 'a', step: 1 });
  expect((await one.read()).values.get('impasto_checkpoints_total')).toBe(1);
  expect((await other.read()).values.get('impasto_checkpoints_total')).toBe(0);
});

test('the delay of the event loop is told once, and is nothing where nothing was measured', async () => {
  const meter = createLoopDelayMeter();
  closing.push(meter.close);
  expect(meter.read()).toEqual({ p50: 0, p99: 0, max: 0 });
  const pause = () => new Promise((resolve) => setTimeout(resolve, 40));
  await pause();
  const until = performance.now() + 200;
  while (performance.now() < until);
  await pause();
  const { p50, max } = meter.read();
  // Why: the loop was held up on purpose; that it was noticed is the point, not how long it took.
  expect(max).toBeGreaterThan(0.1);
  expect(p50).toBeLessThan(max);
  expect(meter.read().max).toBeLessThan(max);
});
