import { expect, test } from 'vitest';
import { StudioError } from '../../../src/errors.js';
import type { Job } from '../../../src/job/job.js';
import { jobOf, join, open, turn } from './channel-stage.js';
import { replyOf } from './page-stage.js';

test('a tab hears of the whole channel first, oldest first, and of changes then', async () => {
  const [old, fresh] = [jobOf('old', 1, 'done'), jobOf('fresh', 2)];
  const { channel, tell, followed } = open([fresh, old]);
  await channel.refresh();
  const { texts } = join(channel);
  expect(texts()).toMatchObject([
    { event: 'channel', data: { jobs: ['old', 'fresh'] } },
    { event: 'message', data: { job: 'old', reply: { title: 'old done' } } },
    { event: 'message', data: { job: 'fresh', reply: { title: 'fresh queued' } } },
  ]);
  expect(followed).toEqual(['fresh']);
  await tell({ ...fresh, state: 'running' }, 'step 1');
  await tell({ ...fresh, state: 'running' }, 'step 2');
  const told = texts();
  expect(told).toMatchObject([
    { data: { reply: { title: 'step 1' } } },
    { data: { reply: { title: 'step 2' } } },
  ]);
});

test('twenty tabs share one following and the very same bytes', async () => {
  const job = jobOf('one', 1);
  const { channel, tell, followed } = open([job]);
  await channel.refresh();
  const tabs = Array.from({ length: 20 }, () => join(channel));
  await tell(job, 'step 1');
  const frames = tabs.map(({ offered }) => offered.at(-1)![1]);
  expect(new Set(frames).size).toBe(1);
  expect(followed).toEqual(['one']);
});

test('a job that is added twice, and found too, is there once', async () => {
  const job = jobOf('one', 1);
  const { channel, followed } = open([job]);
  const [first, second] = await Promise.all([channel.add(job), channel.add(job), channel.refresh()]);
  expect(first).toBe(second);
  expect(await channel.add(job)).toBe(first);
  expect(channel.messages()).toEqual([first]);
  expect(followed).toEqual(['one']);
});

test('versions grow with every change, and over a restart', async () => {
  const job = jobOf('one', 1);
  const first = open([job], { wall: () => 1000 });
  await first.channel.refresh();
  const seen: number[] = [first.channel.messages()[0]!.version];
  for (const title of ['a', 'b', 'c']) {
    await first.tell(job, title);
    seen.push(first.channel.messages()[0]!.version);
  }
  const second = open([job], { wall: () => 2000 });
  await second.channel.refresh();
  seen.push(second.channel.messages()[0]!.version);
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
});

test('what was deleted has gone, whoever did it; what is merely old stays shown where it is', async () => {
  const jobs = [jobOf('a', 1, 'done'), jobOf('b', 2, 'done'), jobOf('c', 3, 'done')];
  const { channel } = open(jobs, { limit: 3 });
  await channel.refresh();
  const { texts } = join(channel);
  texts();
  jobs.push(jobOf('d', 4, 'done'));
  await channel.refresh();
  expect(texts()).toMatchObject([{ event: 'message', data: { job: 'd' } }]);
  expect(channel.messages().map(({ job }) => job)).toEqual(['b', 'c', 'd']);
  jobs.splice(2, 1);
  await channel.refresh();
  expect(texts()).toMatchObject([
    { event: 'message', data: { job: 'a' } },
    { event: 'gone', data: { job: 'c' } },
  ]);
  expect(channel.messages().map(({ job }) => job)).toEqual(['a', 'b', 'd']);
});

test('a job that is no more while it is followed has gone, with a failure of another kind it stays and is told of', async () => {
  const jobs = [jobOf('a', 1), jobOf('b', 2)];
  const { channel, boxes, lines } = open(jobs);
  await channel.refresh();
  const { texts } = join(channel);
  texts();
  boxes.get('a')!.fail(new StudioError('job-unknown', { id: 'a' }));
  boxes.get('b')!.fail(new Error('no disk'));
  await turn();
  expect(texts()).toMatchObject([{ event: 'gone', data: { job: 'a' } }]);
  expect(lines).toMatchObject([{ job: 'b', msg: 'a job is followed no more' }]);
});

test('what was followed no more is taken up again, or told as it has become', async () => {
  const jobs = [jobOf('a', 1), jobOf('b', 2)];
  const { channel, boxes, followed } = open(jobs);
  await channel.refresh();
  for (const box of boxes.values()) box.end();
  await turn();
  const { texts } = join(channel);
  texts();
  jobs[0] = jobOf('a', 1, 'failed');
  await channel.refresh();
  expect(texts()).toMatchObject([{ data: { job: 'a', reply: { kind: 'failed', title: 'a failed' } } }]);
  expect(followed).toEqual(['a', 'b', 'b']);
  await channel.refresh();
  expect(texts()).toEqual([]);
});

test('the newest preview is there until the job is done', async () => {
  const job = jobOf('a', 1);
  const { channel, tell } = open([job]);
  await channel.refresh();
  expect(channel.preview('a')).toBeNull();
  const [one, two] = [new Uint8Array([1]), new Uint8Array([2])];
  await tell(job, 'step 1', one);
  await tell(job, 'step 2');
  expect(channel.preview('a')).toBe(one);
  await tell(job, 'step 3', two);
  expect(channel.preview('a')).toBe(two);
  await tell({ ...job, state: 'done' }, 'done');
  expect(channel.preview('a')).toBeNull();
});

test('signs of life; who does not read for long is cut off', async () => {
  const { channel } = open([]);
  const [good, slow] = [join(channel), join(channel)];
  good.texts();
  slow.fallBehind(101);
  channel.beat();
  expect(good.texts()).toEqual([': here\n\n']);
  expect([good.dropped(), slow.dropped(), channel.tabs]).toEqual([false, true, 1]);
});

test('the end is told, and nothing is followed any more', async () => {
  const { channel, boxes } = open([jobOf('a', 1)]);
  await channel.refresh();
  const { texts, ended } = join(channel);
  texts();
  channel.close();
  expect(texts()).toEqual([{ event: 'bye', data: {} }]);
  expect(ended()).toBe(true);
  boxes.get('a')!.push({ job: jobOf('a', 1), reply: replyOf(jobOf('a', 1), 'late'), preview: null });
  await turn();
  expect(texts()).toEqual([]);
});

test('a picture that has been deleted by age is told once', async () => {
  const done = (blob: string | null) => ({ ...jobOf('a', 1, 'done'), result: { blob } }) as Job;
  const jobs = [done('x')];
  const { channel } = open(jobs);
  await channel.refresh();
  const { texts } = join(channel);
  texts();
  jobs[0] = done(null);
  for (let k = 0; k < 2; k++) await channel.refresh();
  expect(texts()).toMatchObject([{ event: 'message', data: { job: 'a' } }]);
});

test('many who ask for news at the same time are told from two looks at the store', async () => {
  const { channel, asked } = open([jobOf('a', 1)]);
  const first = channel.refresh();
  await turn();
  await Promise.all([first, ...Array.from({ length: 20 }, () => channel.refresh())]);
  expect(asked.count).toBe(2);
});
