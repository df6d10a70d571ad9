import { describe, expect, test } from 'vitest';
import { StudioError } from '../../src/errors.js';
import { createNewsBoard } from '../../src/job/watch.js';
import { settle } from '../fakes/manual-clock.js';
import { createStage, started, step } from './stage.js';

const ready = async (...options: Parameters<typeof createStage>) => {
  const stage = createStage(...options);
  await stage.scheduler.recover();
  return stage;
};
const preview = (at: number) => ({
  ...{ type: 'preview' as const, step: at },
  picture: { width: 1, height: 1, data: new Uint8Array(3) },
});

describe('watching a job', () => {
  test('tells of it from the queue to the end', async () => {
    const stage = await ready();
    const first = await stage.submit();
    const { id } = await stage.submit();
    const watcher = stage.watch(id);
    await stage.clock.pass(1000);
    await stage.of(first.id).done();
    await stage.of(id).tell(started(), step(1), preview(1));
    await stage.of(id).done();
    await watcher.over;
    expect(watcher.news[0]).toMatchObject({ type: 'queued', position: 0 });
    expect(watcher.types().filter((type) => type !== 'queued')).toEqual([
      ...['started', 'step', 'preview', 'finished'],
    ]);
    expect(watcher.news.at(-1)).toEqual({ type: 'finished', state: 'done' });
    await stage.scheduler.stop();
  });

  test('whoever comes later hears first what is known', async () => {
    const stage = await ready();
    const { id } = await stage.submit();
    const note = { type: 'note', code: 'resumed', detail: 'from step 1' } as const;
    await stage.of(id).tell(started(), note, step(1), preview(1), step(2), preview(2));
    const watcher = stage.watch(id);
    await settle();
    expect(watcher.news).toEqual([started(), note, step(2), preview(2)]);
    await stage.scheduler.stop();
  });

  test('after a death it is queued again, without the steps of before', async () => {
    const stage = await ready();
    const { id } = await stage.submit();
    await stage.of(id).tell(started(), step(1), preview(1));
    const early = stage.watch(id);
    await stage.of(id).throw(new StudioError('renderer-died', { detail: 'x' }));
    await settle();
    expect(early.types()).toEqual(['started', 'step', 'preview', 'queued']);
    const late = stage.watch(id);
    await settle();
    expect(late.types()).toEqual(['queued', 'preview']);
    await stage.scheduler.stop();
  });

  test('a job that has ended gives its end alone, one that is unknown is refused', async () => {
    const stage = await ready();
    const { id } = await stage.submit();
    await stage.of(id).done();
    const watcher = stage.watch(id);
    await watcher.over;
    expect(watcher.news).toEqual([{ type: 'finished', state: 'done' }]);
    await expect(stage.watch('none').over).rejects.toMatchObject({ code: 'job-unknown' });
    await stage.scheduler.stop();
  });

  test('ends when its signal is aborted, before it begins and while it waits', async () => {
    const stage = await ready();
    const { id } = await stage.submit();
    const aborter = new AbortController();
    const watcher = stage.watch(id, aborter.signal);
    await settle();
    aborter.abort();
    await watcher.over;
    const late = stage.watch(id, aborter.signal);
    await late.over;
    expect([watcher.types(), late.types()].map((types) => types.includes('finished'))).toEqual([
      false,
      false,
    ]);
    await stage.scheduler.stop();
  });

  test('a slow reader gets the latest step and preview, and all of the rest', async () => {
    const board = createNewsBoard();
    board.open('a');
    const news = board.watch(
      'a',
      new AbortController().signal,
      () => null,
      async () => null,
    );
    const reader = news[Symbol.asyncIterator]();
    const first = reader.next();
    board.tell('a', started());
    await first;
    for (let k = 1; k <= 100; k++) {
      board.tell('a', step(k));
      board.tell('a', preview(k));
    }
    board.tell('a', { type: 'note', code: 'not-finite', detail: 'x' });
    board.close('a', 'done');
    const seen: string[] = [];
    for (let next = await reader.next(); !next.done; next = await reader.next()) {
      seen.push('step' in next.value ? `${next.value.type} ${next.value.step}` : next.value.type);
    }
    expect(seen).toEqual(['step 100', 'preview 100', 'note', 'finished']);
  });

  test('leaving early leaves nothing behind', async () => {
    const board = createNewsBoard();
    board.open('a');
    board.tell('a', started());
    for await (const _ of board.watch(
      'a',
      new AbortController().signal,
      () => null,
      async () => null,
    ))
      break;
    expect(board.isWatched('a')).toBe(false);
  });
});

describe('positions', () => {
  test('are told when they change, at most twice a second for all together', async () => {
    const stage = await ready();
    const first = await stage.submit({ user: 'zoe' });
    const { id } = await stage.submit({ user: 'ann', work: [{ pixels: 1_000_000, steps: 100 }] });
    const watcher = stage.watch(id);
    await stage.clock.pass(0);
    const before = watcher.news.length;
    expect(before).toBe(1);
    for (let k = 0; k < 20; k++) await stage.submit({ user: `u${k}`, work: [{ pixels: 10, steps: 1 }] });
    await stage.clock.pass(400);
    expect(watcher.news.length).toBe(before);
    await stage.clock.pass(200);
    expect(watcher.news.length).toBe(before + 1);
    await stage.of(first.id).done();
    await stage.clock.pass(1000);
    const positions = watcher.news.flatMap((news) => (news.type === 'queued' ? [news.position] : []));
    expect(positions.slice(0, 2)).toEqual([0, 20]);
    expect(new Set(positions).size).toBe(positions.length);
    await stage.scheduler.stop();
  });

  test('with the time left, from the steps of what runs and the paces learned', async () => {
    const stage = await ready();
    const first = await stage.submit();
    const { id } = await stage.submit();
    await stage.of(first.id).tell(started(), step(1, { etaSeconds: 9 }));
    expect(stage.scheduler.forecast(first.id)).toEqual({ position: 0, etaSeconds: 9 });
    const own = stage.pace.estimate([{ pixels: 10_000, steps: 10 }], 'plain', 'cpu');
    await stage.clock.pass(1000);
    expect(stage.scheduler.forecast(id)?.etaSeconds).toBeCloseTo(8 + own);
    const { waiting, running } = stage.scheduler.overview();
    expect(waiting.map(({ job, forecast }) => [job.id, forecast.position])).toEqual([[id, 0]]);
    expect(running).toMatchObject([{ slot: { name: 'slot 1' }, step: 1, steps: 10, etaSeconds: 8 }]);
    await stage.scheduler.stop();
  });

  test('whoever waits for jobs of their own is told why, once', async () => {
    const stage = await ready({ slots: ['cpu', 'cpu'], rules: { userRunning: 1 } });
    await stage.submit();
    const { id } = await stage.submit();
    const watcher = stage.watch(id);
    await stage.clock.pass(1000);
    await stage.submit({ user: 'bob' });
    await stage.clock.pass(1000);
    expect(watcher.news.filter(({ type }) => type === 'note')).toEqual([
      {
        ...{ type: 'note', code: 'held-back' },
        detail: 'at most 1 of a person are painted at the same time here',
      },
    ]);
    await stage.scheduler.stop();
  });
});
