import { describe, expect, it } from 'vitest';
import type { Presented } from '../../src/conversation/conversation.js';
import { follow } from '../../src/conversation/follow.js';
import { StudioError } from '../../src/errors.js';
import type { Job } from '../../src/job/job.js';
import type { JobNews } from '../../src/job/run.js';
import { createMailbox } from '../../src/progress/mailbox.js';
import type { PreviewPixels } from '../../src/progress/progress.js';
import { createManualClock, settle } from '../fakes/manual-clock.js';
import { job as makeJob, view } from '../reply/pictures.js';
import { ada } from '../studio-stage.js';

const size = { width: 512, height: 341 } as const;
const started: JobNews = {
  ...{ type: 'started', ...size, steps: 30, rungs: 1, resumedAt: 0, device: 'cpu', recipe: {} },
};
const step = (n: number): JobNews => ({
  ...{ type: 'step', step: n, steps: 30, rung: 1, rungs: 1, ...size, seconds: n, etaSeconds: 30 - n },
  losses: { content: {}, style: {}, tv: 0, total: 1000 / n },
});
const preview = (n: number): JobNews => ({
  ...{ type: 'preview', step: n, picture: { width: 1, height: 1, data: new Uint8Array([n, n, n]) } },
});

/** A follower of one job whose news the test makes up. */
function stage() {
  const clock = createManualClock();
  const news = createMailbox<JobNews>(() => false);
  const leaving = new AbortController();
  const encoded: PreviewPixels[] = [];
  let job: Job | null = makeJob();
  let isWatching = false;
  const studio = {
    async job(id: string) {
      if (job === null) throw new StudioError('job-unknown', { id });
      return job;
    },
    async *watch(_: string, __: unknown, signal: AbortSignal) {
      signal.addEventListener('abort', () => news.end(), { once: true });
      isWatching = true;
      try {
        yield* news;
      } finally {
        isWatching = false;
      }
    },
    album: {
      async preview(pixels: PreviewPixels) {
        encoded.push(pixels);
        return pixels.data;
      },
    },
  };
  const parts = { studio, clock, view: async () => view };
  const reader = follow(parts, 'rokadimu', ada, leaving.signal);
  const waiting: Promise<void>[] = [];
  const read: (Presented & { readonly at: number })[] = [];
  return {
    ...{ clock, news, leaving, reader, encoded, read },
    isWatching: () => isWatching,
    become(change: Partial<Job> | null) {
      job = change === null ? null : makeJob(change);
    },
    /** Reads all there is, as fast as it comes. */
    readAll() {
      const all = (async () => {
        for await (const one of reader) read.push({ ...one, at: clock.now() });
      })();
      waiting.push(all);
      return all;
    },
  };
}

const labelOf = ({ reply }: Presented) => {
  const bar = reply.blocks.find(({ type }) => type === 'progress');
  return bar?.type === 'progress' ? `${bar.label}, ${bar.remaining}` : null;
};

describe('follow', () => {
  it('begins with all that is known, and ends with what became of it', async () => {
    const { news, readAll, read, become, clock, isWatching } = stage();
    for (const one of [started, step(4), preview(3)]) news.push(one);
    become({ state: 'running' });
    const all = readAll();
    await settle();
    expect(read.map(labelOf)).toEqual(['13 % · Step 4 of 30, done in about 26 s']);
    expect(read[0]).toMatchObject({
      job: { state: 'running' },
      preview: { step: 3, bytes: Uint8Array.of(3, 3, 3) },
    });
    become({ state: 'cancelled', endedAt: 5 });
    news.push({ type: 'finished', state: 'cancelled' });
    news.end();
    await all;
    expect(read).toHaveLength(2);
    expect(read[1]).toMatchObject({
      reply: { kind: 'cancelled' },
      job: { state: 'cancelled' },
      preview: null,
    });
    expect(isWatching()).toBe(false);
    expect(clock.alarms).toBe(0);
  });

  it('says something soon where nothing is known', async () => {
    const { readAll, read, clock, leaving } = stage();
    const all = readAll();
    await clock.pass(49);
    expect(read).toEqual([]);
    await clock.pass(1);
    expect(read.map(({ reply }) => reply.kind)).toEqual(['queued']);
    leaving.abort();
    await all;
  });

  it('tells at most four times a second, the latest each time, and the end at once', async () => {
    const { news, readAll, read, become, clock } = stage();
    news.push(started);
    const all = readAll();
    await settle();
    for (let n = 1; n <= 20; n++) {
      news.push(step(n));
      await clock.pass(50);
    }
    expect(read.map(({ at }) => at)).toEqual([0, 250, 500, 750, 1000]);
    expect(labelOf(read[1]!)).toContain('Step 5 of');
    news.push(step(21));
    await settle();
    become({ state: 'failed', endedAt: 5 });
    news.push({ type: 'finished', state: 'failed' });
    news.end();
    await all;
    expect(read.at(-1)).toMatchObject({ at: 1000, reply: { kind: 'failed' } });
  });

  it('gives a slow reader the latest, not all that came in between', async () => {
    const { news, reader, become, clock, encoded } = stage();
    news.push(started);
    const next = async () => (await reader.next()).value!;
    expect(labelOf(await next())).toContain('Step 0 of 30');
    for (let n = 1; n <= 12; n++) {
      news.push(step(n));
      news.push(preview(n));
      await clock.pass(1000);
    }
    const second = await next();
    expect(labelOf(second)).toContain('Step 12 of 30');
    expect(second.preview).toMatchObject({ step: 12, bytes: Uint8Array.of(12, 12, 12) });
    expect(encoded).toHaveLength(1);
    await clock.pass(1000);
    become({ state: 'cancelled', endedAt: 5 });
    news.push({ type: 'finished', state: 'cancelled' });
    news.end();
    await settle();
    expect((await next()).reply.kind).toBe('cancelled');
    expect((await reader.next()).done).toBe(true);
  });

  it('sends the bytes of a preview once, and says where it is in each reply', async () => {
    const { news, readAll, read, clock, leaving } = stage();
    for (const one of [started, step(3), preview(3)]) news.push(one);
    const all = readAll();
    await settle();
    news.push(step(4));
    await clock.pass(250);
    news.push(preview(5));
    await clock.pass(250);
    expect(read.map(({ preview: sent }) => sent?.step ?? null)).toEqual([3, null, 5]);
    const refs = read.map(({ reply }) => reply.blocks.find(({ type }) => type === 'picture'));
    expect(refs).toMatchObject([3, 3, 5].map((n) => ({ picture: { type: 'preview', step: n }, ...size })));
    leaving.abort();
    await all;
  });

  it('ends without a word when it is told to, or when the service stops', async () => {
    const { news, readAll, read, leaving, isWatching, clock } = stage();
    news.push(started);
    const all = readAll();
    await settle();
    leaving.abort();
    await all;
    expect(read).toHaveLength(1);
    expect([isWatching(), clock.alarms]).toEqual([false, 0]);
    const stopping = stage();
    stopping.news.push(started);
    const reading = stopping.readAll();
    await settle();
    stopping.news.end();
    await reading;
    expect(stopping.read).toHaveLength(1);
  });

  it('stops watching when its reader leaves', async () => {
    const { news, reader, isWatching } = stage();
    news.push(started);
    await reader.next();
    expect(isWatching()).toBe(true);
    await reader.return();
    await settle();
    expect(isWatching()).toBe(false);
  });

  it('throws what goes wrong, and that there is no such job any more', async () => {
    const broken = stage();
    const all = broken.readAll();
    await settle();
    broken.news.fail(new Error('a bad day'));
    await expect(all).rejects.toThrow('a bad day');
    const deleted = stage();
    deleted.become(null);
    await expect(deleted.readAll()).rejects.toMatchObject({ code: 'job-unknown' });
  });
});
