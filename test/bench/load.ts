/**
 * `npm run bench:load`: 1,000 jobs of 50 users in 10 servers through the scheduler and the database on disk, one user
 * flooding with the first 500, with attempts of known duration instead of renders. Prints what submitting takes, how
 * long the others wait against the ideal fair share, and the memory after each of several such waves.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { jobClock } from '../../src/job/clock.js';
import type { JobDraft, JobResult } from '../../src/job/job.js';
import { createPace } from '../../src/job/pace.js';
import type { RunOptions, RunUpdate } from '../../src/job/run.js';
import { createScheduler } from '../../src/job/scheduler.js';
import { openDatabase } from '../../src/job/store/database.js';
import { type FluidJob, finishFluidly } from './fluid.js';

const { values: args } = parseArgs({
  options: {
    waves: { type: 'string', default: '3' },
    slots: { type: 'string', default: '4' },
    /** Of one picture. */
    milliseconds: { type: 'string', default: '20' },
    /** How many of the jobs somebody watches. */
    watched: { type: 'string', default: '50' },
  },
});
const [waves, slotCount, pictureMs, watched] = [args.waves, args.slots, args.milliseconds, args.watched].map(
  Number,
) as [number, number, number, number];
const counts = { jobs: 1000, flood: 500, users: 50, servers: 10 } as const;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const mebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1).padStart(6);

const result: JobResult = {
  ...{ blob: null, format: 'png', width: 320, height: 240, bytes: 1, steps: 1, seconds: 1, peakRssMiB: 1 },
  ...{ curve: [], recipe: {}, device: 'stand-in' },
};

/** User 0 floods; the others come after, in turn. */
function draftOf(k: number): JobDraft {
  const user = k < counts.flood ? 0 : 1 + (k % (counts.users - 1));
  return {
    requester: {
      ...{ door: 'page', tenant: `server ${user % counts.servers}`, user: `user ${user}`, channel: null },
      ...{ roles: [], isModerator: false },
    },
    ...{ order: { preset: 'starry-night' }, inputs: [], recipe: 'stand-in', size: 320, notes: [] },
    ...{ work: [{ pixels: 320 * 240, steps: 12 }], address: null, parent: null, isPrivate: false },
  };
}

async function* paint(_job: unknown, { signal }: RunOptions): AsyncGenerator<RunUpdate> {
  await sleep(pictureMs, undefined, { signal });
  yield { type: 'ended', state: 'done', result };
}

const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
const ascending = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);

const folder = await mkdtemp(join(tmpdir(), 'impasto-load-'));
const database = await openDatabase({ path: join(folder, 'impasto.db') });
const { jobs, paces } = database;
const began = new Map<string, number>();
const ended = new Map<string, number>();
const tell = (line: object | string, text = '') => console.error(text, line);
const scheduler = createScheduler({
  ...{ jobs, run: paint, pace: createPace(paces), clock: jobClock, fits: () => 0 },
  slots: Array.from({ length: slotCount }, (_, k) => ({ name: `slot ${k + 1}`, device: 'stand-in' })),
  rules: async () => ({ userRunning: slotCount, maxWaitMinutes: 60, maxRenderMinutes: 60 }),
  log: { info: tell, warn: tell, error: tell },
  heard(event) {
    if (event.type === 'started') began.set(event.id, performance.now());
    if (event.type === 'ended') ended.set(event.id, performance.now());
  },
});

async function submitAll(): Promise<{ readonly fluid: FluidJob[]; readonly took: number[] }> {
  const fluid: FluidJob[] = [];
  const took: number[] = [];
  for (let k = 0; k < counts.jobs; k++) {
    const draft = draftOf(k);
    const start = performance.now();
    const job = await jobs.admit(draft, Date.now(), 0, () => undefined);
    scheduler.add(job);
    took.push(performance.now() - start);
    const { tenant, user } = draft.requester;
    fluid.push({ id: job.id, tenant, user, at: start, seconds: pictureMs });
    if (k % Math.ceil(counts.jobs / watched) === 0) void readAll(job.id);
    // Why: requests come one by one, each in a turn of the event loop of its own.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { fluid, took };
}

async function readAll(id: string): Promise<void> {
  for await (const _ of scheduler.watch(id, new AbortController().signal));
}

/** Ratios of what the jobs took to what they take when shared ideally, ascending. */
function compare(fluid: readonly FluidJob[], isOf: (job: FluidJob) => boolean): readonly number[] {
  // Why not from the wish: a picture takes a little longer than asked of the timer, under the ideal as well.
  const real = fluid.map(({ id }) => ended.get(id)! - began.get(id)!);
  const seconds = real.reduce((sum, ms) => sum + ms, 0) / real.length;
  const first = Math.min(...fluid.map(({ at }) => at));
  const shifted = fluid.map((job) => ({ ...job, at: job.at - first, seconds }));
  const ideal = finishFluidly(shifted, slotCount);
  const ratios = shifted
    .filter(isOf)
    .map(({ id, at }) => (ended.get(id)! - first - at) / (ideal.get(id)! - at));
  return ascending(ratios);
}

async function runWave(wave: number): Promise<void> {
  const start = performance.now();
  const { fluid, took } = await submitAll();
  while (fluid.some(({ id }) => !ended.has(id))) await sleep(50);
  const sorted = ascending(took);
  const times = [0.5, 0.99, 1].map((share) => percentile(sorted, share).toFixed(2));
  console.log(`wave ${wave}: ${counts.jobs} jobs in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  console.log(`  submit    p50 ${times[0]}  p99 ${times[1]}  max ${times[2]} ms`);
  for (const isFlood of [false, true]) {
    const ratios = compare(fluid, ({ user }) => (user === 'user 0') === isFlood);
    const figures = [0.5, 0.99, 1].map((share) => percentile(ratios, share).toFixed(2));
    const who = isFlood ? 'flooder ' : 'others  ';
    console.log(`  ${who}  wait / ideal share: p50 ${figures[0]}  p99 ${figures[1]}  max ${figures[2]}`);
  }
  began.clear();
  ended.clear();
}

function tellMemory(when: string): void {
  collect();
  const { heapUsed, rss } = process.memoryUsage();
  console.log(`  memory ${when}: heap ${mebibytes(heapUsed)} MiB, resident ${mebibytes(rss)} MiB`);
}

try {
  await scheduler.recover();
  console.log(`${slotCount} slots, ${pictureMs} ms a picture, ${watched} jobs watched`);
  tellMemory('before');
  for (let wave = 1; wave <= waves; wave++) {
    await runWave(wave);
    await sleep(600);
    tellMemory('after ');
  }
} finally {
  await scheduler.stop();
  await database.close();
  await rm(folder, { recursive: true });
}
