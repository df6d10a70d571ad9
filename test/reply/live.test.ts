import { describe, expect, it } from 'vitest';
import type { JobNews } from '../../src/job/run.js';
import { hear, nothingHeard } from '../../src/reply/live.js';

const started: JobNews = {
  ...{ type: 'started', width: 512, height: 341, steps: 30, rungs: 2, resumedAt: 0, device: 'cpu' },
  recipe: {},
};
const step = (n: number): JobNews => ({
  ...{ type: 'step', step: n, steps: 30, rung: 2, rungs: 2, width: 512, height: 341, seconds: n },
  ...{ etaSeconds: 30 - n, losses: { content: {}, style: {}, tv: 0, total: 1000 / n } },
});
const preview = (n: number): JobNews => ({
  ...{ type: 'preview', step: n, picture: { width: 1, height: 1, data: new Uint8Array(3) } },
});
const note = (code: 'held-back' | 'restarting' | 'not-finite'): JobNews => ({
  ...{ type: 'note', code, detail: 'so' },
});
const known = (...news: readonly JobNews[]) => news.reduce(hear, nothingHeard);

describe('what is known of a job', () => {
  it('is its place while it waits', () => {
    expect(known({ type: 'queued', position: 2, etaSeconds: 90 })).toMatchObject({
      ...{ state: 'queued', position: 2, etaSeconds: 90, step: 0, steps: null },
    });
  });

  it('is how far it is while it is painted', () => {
    const painted = known({ type: 'queued', position: 0, etaSeconds: 40 }, started, step(10), preview(9));
    expect(painted).toMatchObject({
      ...{ state: 'running', position: null, etaSeconds: 20, step: 10, steps: 30, rung: 2, rungs: 2 },
      ...{ seconds: 10, loss: 100, size: { width: 512, height: 341 }, previewStep: 9, device: 'cpu' },
    });
  });

  it('begins again where the job does, and keeps the preview until there is a new one', () => {
    const again = known(started, step(10), preview(9), { type: 'queued', position: 0, etaSeconds: null });
    expect(again).toMatchObject({ state: 'queued', step: 0, steps: null, loss: null, previewStep: 9 });
    expect(hear(again, { ...started, resumedAt: 8 } as JobNews)).toMatchObject({
      ...{ state: 'running', step: 8, resumedAt: 8, previewStep: 9, loss: null },
    });
  });

  it('has each note once, and those that only said why it waits no longer than that', () => {
    const waiting = known(note('held-back'), note('restarting'), note('held-back'), note('not-finite'));
    expect(waiting.notes.map(({ code }) => code)).toEqual(['held-back', 'restarting', 'not-finite']);
    expect(hear(waiting, started).notes.map(({ code }) => code)).toEqual(['not-finite']);
  });

  it('ends', () => {
    const ended = known(started, step(3), { type: 'finished', state: 'failed' });
    expect(ended).toMatchObject({ state: 'failed', etaSeconds: null });
    const before = known(started, step(3));
    expect(hear(before, { type: 'checkpoint', step: 3 })).toBe(before);
    expect(hear(before, { type: 'suspended', step: 3 })).toMatchObject({ step: 3, etaSeconds: null });
  });
});
