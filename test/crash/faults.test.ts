/** Things go wrong under real processes, and jobs come out all the same. `npm test` builds before it tests. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { locateData } from '../../src/job/store/data-folder.js';
import { accidentSeed } from '../fakes/stand-in-render.js';
import type { BotProcess } from './bot-process.js';
import type { BotEvent } from './protocol.js';
import { createWorld, type World } from './world.js';

const day = 24 * 3600_000;

describe('a bot and its faults', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.end());

  const startsOf = (id: string) =>
    world.events.flatMap((entry) => (entry.event === 'started' && entry.id === id ? [entry.resumedAt] : []));
  const checkpoint = (id: string) =>
    world.heard((entry) => entry.event === 'checkpoint' && entry.id === id, 'a checkpoint');
  const note = (code: string) => (entry: BotEvent) => entry.event === 'note' && entry.code === code;
  const submit = async (bot: BotProcess, more: Parameters<World['order']>[0] = {}) =>
    (await bot.ask('submit', await world.order(more))).id;
  const answersTo = (id: string) => world.platform.posts().filter(({ text }) => text.startsWith(`${id} `));

  it('SIGTERM in the middle of a job: leaves with 0 within ten seconds, and the job goes on where it was', async () => {
    const bot = await world.start();
    const id = await submit(bot);
    await checkpoint(id);
    const start = performance.now();
    expect(await bot.end('SIGTERM')).toMatchObject({ code: 0 });
    expect(performance.now() - start).toBeLessThan(10_000);
    const { jobs } = await world.answered(await world.start());
    expect(jobs).toMatchObject([{ id, state: 'done', deaths: 0, stalls: 0, result: { steps: 40 } }]);
    const [first, second, ...more] = startsOf(id);
    expect([first, more]).toEqual([0, []]);
    expect(second).toBeGreaterThan(5);
    expect(answersTo(id)).toMatchObject([{ text: `${id} done`, edits: 1 }]);
  });

  it('SIGTERM while a step takes longer than the ten seconds: the renderer is killed, which is no fault of the job', async () => {
    const bot = await world.start();
    const id = await submit(bot, { seed: accidentSeed(7, 'first-hang', 13), strength: 10 });
    await world.heard((entry) => entry.event === 'checkpoint' && entry.step === 10, 'the second checkpoint');
    await sleep(500); // Why: until it is in the step that does not end.
    const start = performance.now();
    expect(await bot.end('SIGTERM')).toMatchObject({ code: 0 });
    expect(performance.now() - start).toBeLessThan(10_000);
    const { jobs } = await world.answered(await world.start());
    expect(jobs).toMatchObject([{ id, state: 'done', deaths: 0 }]);
    expect(startsOf(id)).toEqual([0, 10]);
  });

  it('a renderer that hangs is killed, and its job done by the next one from the checkpoint', async () => {
    const bot = await world.start({ hangSeconds: 1 });
    const id = await submit(bot, { seed: accidentSeed(7, 'first-hang', 13), strength: 10 });
    const { jobs } = await world.answered(bot);
    expect(jobs).toMatchObject([{ id, state: 'done', deaths: 1 }]);
    expect(startsOf(id)).toEqual([0, 10]);
  });

  it('a job that ends its renderer twice fails, says what would fit, and leaves the next one unharmed', async () => {
    const bot = await world.start();
    const id = await submit(bot, { seed: accidentSeed(7, 'every-death', 8), strength: 5 });
    const next = await submit(bot, { steps: 8, strength: 5 });
    const { jobs } = await world.answered(bot);
    expect(jobs.find((job) => job.id === id)).toMatchObject({
      state: 'failed',
      deaths: 2,
      failure: { code: 'job-too-heavy', context: { size: 64 } },
    });
    expect(jobs.find((job) => job.id === next)).toMatchObject({ state: 'done' });
    expect(answersTo(id)).toHaveLength(1);
  });

  it('a damaged checkpoint: the work begins again, says so, and is done', async () => {
    const bot = await world.start({ renderer: 'real' });
    const id = await submit(bot, { steps: 30, strength: 50 });
    await checkpoint(id);
    await bot.end('SIGKILL');
    const { checkpoints } = locateData(world.dataDir);
    const names = readdirSync(checkpoints).filter(
      (name) => name.includes(id) && name.endsWith('.checkpoint'),
    );
    expect(names).toHaveLength(1);
    const path = join(checkpoints, names[0]!);
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1]! ^= 0xff;
    writeFileSync(path, bytes);
    const { jobs } = await world.answered(await world.start({ renderer: 'real' }));
    await world.heard(note('checkpoint-lost'), 'the note');
    expect(jobs).toMatchObject([{ id, state: 'done' }]);
    expect(startsOf(id)).toEqual([0, 0]);
  });

  it.each([400, -400])(
    'a clock that jumps by %i days ends nothing early and keeps nobody out',
    async (days) => {
      const bot = await world.start();
      const early = await submit(bot, { steps: 4 });
      await world.heard((entry) => entry.event === 'ended' && entry.id === early, 'the first is done');
      const running = await submit(bot);
      const waiting = await submit(bot, { steps: 8 });
      await checkpoint(running);
      await bot.ask('jump', { ms: days * day });
      const late = await submit(bot, { steps: 4, user: 'ben' });
      const { jobs } = await world.answered(bot);
      const states = Object.fromEntries(jobs.map(({ id, state }) => [id, state]));
      expect(states).toEqual({ [early]: 'done', [running]: 'done', [waiting]: 'done', [late]: 'done' });
      expect(jobs.every(({ result }) => result?.blob != null)).toBe(true);
      for (const { id } of jobs) expect(answersTo(id)).toHaveLength(1);
    },
  );
}, 120_000);
