/** The stand-in renderer itself: what the crash tests prove rests on it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RenderSpec } from '../../src/engine/port.js';
import type { Progress } from '../../src/progress/progress.js';
import { accidentSeed, createStandInRender } from '../fakes/stand-in-render.js';

class Death extends Error {}

describe('the stand-in renderer', () => {
  let folder: string;
  let checkpoint: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'impasto-stand-in-'));
    checkpoint = join(folder, 'rokadimu');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  interface Run {
    readonly seed?: number;
    readonly hasParent?: boolean;
    readonly see?: (progress: Progress, stop: { cancel(): void; suspend(): void }) => void;
  }
  const run = async ({ seed = accidentSeed(1), hasParent = true, see = () => undefined }: Run = {}) => {
    const cancel = new AbortController();
    const suspend = new AbortController();
    const die = () => {
      throw new Death();
    };
    const spec = { seed, strength: 0, steps: 12, recipe: 'impasto' } as RenderSpec;
    const render = createStandInRender({ die, hasParent: () => hasParent });
    const all: Progress[] = [];
    for await (const progress of render(spec, cancel.signal, { checkpoint, suspend: suspend.signal })) {
      all.push(progress);
      see(progress, { cancel: () => cancel.abort(), suspend: () => suspend.abort() });
    }
    return all;
  };
  const stepsOf = (all: readonly Progress[]) => all.flatMap((p) => (p.type === 'step' ? [p.step] : []));

  it('takes its steps, with a checkpoint after each fifth', async () => {
    const all = await run();
    expect(stepsOf(all)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(all.flatMap((p) => (p.type === 'checkpoint' ? [p.step] : []))).toEqual([5, 10]);
    expect(all.at(-1)).toMatchObject({ type: 'done', steps: 12 });
  });

  it('goes on from its checkpoint after a death, which does not come twice', async () => {
    const seed = accidentSeed(1, 'first-death', 8);
    await expect(run({ seed })).rejects.toThrow(Death);
    const all = await run({ seed });
    expect(all[0]).toMatchObject({ type: 'started', resumedAt: 5 });
    expect(all[1]).toMatchObject({ type: 'note', code: 'resumed' });
    expect(stepsOf(all)).toEqual([6, 7, 8, 9, 10, 11, 12]);
  });

  it('dies each time where it is told so', async () => {
    const seed = accidentSeed(1, 'every-death', 8);
    for (let k = 0; k < 2; k++) await expect(run({ seed })).rejects.toThrow(Death);
  });

  it('suspends with a checkpoint of the very step', async () => {
    const all = await run({ see: (p, { suspend }) => p.type === 'step' && p.step === 7 && suspend() });
    expect(all.at(-1)).toEqual({ type: 'suspended', step: 7 });
    expect((await run())[0]).toMatchObject({ resumedAt: 7 });
  });

  it('is cancelled with a picture, or without one before the first step', async () => {
    const late = await run({ see: (p, { cancel }) => p.type === 'step' && p.step === 3 && cancel() });
    expect(late.at(-1)).toMatchObject({ type: 'cancelled', steps: 3, picture: { width: 24 } });
    const early = await run({ see: (p, { cancel }) => p.type === 'started' && cancel() });
    expect(early.at(-1)).toMatchObject({ type: 'cancelled', steps: 0, picture: null });
  });

  it('begins again when its checkpoint is damaged or of another job, and says so', async () => {
    await run();
    const good = readFileSync(checkpoint, 'utf8');
    writeFileSync(checkpoint, good.replace('10}', '11}'));
    expect((await run())[0]).toMatchObject({ type: 'note', code: 'checkpoint-lost' });
    expect((await run({ seed: accidentSeed(2) }))[0]).toMatchObject({ code: 'checkpoint-lost' });
  });

  it('replaces no checkpoint once nobody is there who asked for it', async () => {
    await run({ hasParent: false });
    expect(readdirSync(folder).every((name) => name.endsWith('.part'))).toBe(true);
  });

  it('paints a picture for each seed', async () => {
    const pictures = [];
    for (const salt of [1, 2, 300_000]) {
      rmSync(checkpoint, { force: true });
      const end = (await run({ seed: accidentSeed(salt) })).at(-1)!;
      pictures.push(end.type === 'done' ? Buffer.from(end.picture!.data).toString('hex') : null);
    }
    expect(new Set(pictures).size).toBe(3);
  });
});
