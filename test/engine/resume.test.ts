/** A render that is suspended and goes on is the same to the last bit as one that was never stopped. */
import { describe, expect, it } from 'vitest';
import type { Recipe } from '../../src/engine/recipe/recipe.js';
import { recipes } from '../../src/engine/recipe/table.js';
import type { Progress } from '../../src/progress/progress.js';
import { createFakeAtelier } from '../fakes/atelier.js';
import { collect, endOf, never, single, twoRungs, types } from './paint-fake.js';
import { atelier, createPlace, resume, runUntil, totals } from './resume-fake.js';

const whatCounts = (all: readonly Progress[]) => {
  const { type, picture, losses, steps, recipe } = endOf(all);
  return { type, picture, losses, steps, recipe };
};

const ladder = (change: Partial<Recipe>, carry = true): Recipe => ({ ...twoRungs(carry), ...change });
const lbfgs = { type: 'lbfgs', history: 3, firstStep: 0.3 } as const;
const kinds: Readonly<Record<string, Recipe>> = {
  adam: ladder({}),
  'adam, averaged and clipped': ladder({ averaging: 0.9, clamp: true, start: 'noise' }),
  'adam, averaged, its moments carried': ladder({ averaging: 0.9, clamp: true, carryMoments: true }),
  'plain l-bfgs': ladder({ optimizer: { type: 'plain-lbfgs', history: 3, lr: 0.02 } }),
  descent: ladder({ optimizer: { type: 'descent', firstStep: 0.2 } }),
  'l-bfgs on pixels, from a sketch': ladder({ optimizer: lbfgs, rangePenalty: 0.01 }, false),
  'l-bfgs on a pyramid': ladder({ optimizer: lbfgs, basis: recipes.impasto.basis, rangePenalty: 0.01 }),
  'the default recipe': { ...recipes.impasto, steps: 7, ladder: [] },
};

describe.each(Object.entries(kinds))('%s', (_, recipe) => {
  it('goes on from every step to the same picture, losses and steps', async () => {
    const whole = await collect(atelier(), recipe);
    const last = totals(whole).length;
    for (let step = 1; step < last; step++) {
      const { place } = createPlace();
      const first = await runUntil(step, recipe, { place });
      expect(first.slice(-2)).toEqual([
        { type: 'checkpoint', step },
        { type: 'suspended', step },
      ]);
      const second = await resume(recipe, { place });
      expect(second[0]).toMatchObject({ type: 'started', resumedAt: step });
      expect(second[1]).toEqual({ type: 'note', code: 'resumed', detail: `from step ${step}` });
      expect([...totals(first), ...totals(second)]).toEqual(totals(whole));
      expect(whatCounts(second)).toEqual(whatCounts(whole));
    }
  });
});

describe('a render that is kept', () => {
  it('is none the worse for being suspended at every single step', async () => {
    const recipe = kinds['l-bfgs on a pyramid']!;
    const { place } = createPlace();
    const whole = await collect(atelier(), recipe);
    const seen = [];
    for (let step = 1; step < 10; step++) seen.push(...totals(await runUntil(step, recipe, { place })));
    const end = await resume(recipe, { place });
    expect([...seen, ...totals(end)]).toEqual(totals(whole));
    expect(whatCounts(end)).toEqual(whatCounts(whole));
  });

  it('tells of numbers that are not finite once, not again after a restart', async () => {
    const spoilt = () =>
      createFakeAtelier((evaluation, { image }) =>
        image[0]! > 0.4 ? { ...evaluation, gradient: evaluation.gradient.map(() => Number.NaN) } : evaluation,
      );
    const startPicture = { width: 64, height: 48, data: new Uint8Array(3 * 64 * 48) };
    const recipe: Recipe = { ...single, start: 'picture', optimizer: { type: 'adam', lr: 0.3 } };
    const whole = await collect(spoilt(), recipe, { startPicture });
    expect(types(whole).filter((type) => type === 'note')).toHaveLength(1);
    const { place } = createPlace();
    const abort = new AbortController();
    const first = await collect(
      ...[spoilt(), recipe, { startPicture }, never, (p: Progress) => p.type === 'note' && abort.abort()],
      { place, suspend: abort.signal },
    );
    const second = await resume(recipe, { place }, { startPicture }, spoilt());
    const notes = [...first, ...second].flatMap((p) => (p.type === 'note' ? [p.code] : []));
    expect(notes).toEqual(['not-finite', 'resumed']);
    expect(whatCounts(second)).toEqual(whatCounts(whole));
  });

  it('leaves the history out where the checkpoint would be too large, and still comes to the goal', async () => {
    const recipe: Recipe = { ...single, optimizer: { ...lbfgs, history: 10, firstStep: 0.01 }, steps: 20 };
    const [full, brief] = [createPlace(), createPlace()];
    await runUntil(4, recipe, { place: full.place });
    await runUntil(4, recipe, { place: brief.place, maxBytes: 64 * 48 * 3 * 4 * 6 });
    expect(brief.bytes()).toBeLessThan(64 * 48 * 3 * 4 * 6);
    expect(full.bytes()).toBeGreaterThan(2 * brief.bytes());
    const [known, afresh] = [await resume(recipe, full), await resume(recipe, brief)];
    expect(afresh[0]).toMatchObject({ resumedAt: 4 });
    // It begins at the very same point, and ends as low or nearly so.
    expect(totals(afresh)[0]).toEqual(totals(known)[0]);
    const [end, endAfresh] = [endOf(known), endOf(afresh)].map(({ losses }) => losses!.total);
    const won = totals(known)[0]![1]! - end!;
    expect(won).toBeGreaterThan(30);
    expect(Math.abs(endAfresh! - end!)).toBeLessThan(0.01 * won);
  });

  it('counts its seconds on, and knows how long the rest will take', async () => {
    let ms = 0;
    const clock = () => ms;
    const slow = () =>
      createFakeAtelier((evaluation) => {
        ms += 1000;
        return evaluation;
      });
    const { place } = createPlace();
    const abort = new AbortController();
    const each = (p: Progress) => p.type === 'step' && p.step === 2 && abort.abort();
    await collect(slow(), single, {}, never, each, { place, suspend: abort.signal }, clock);
    ms += 1e6;
    const all = await collect(slow(), single, {}, never, undefined, { place, suspend: never }, clock);
    const steps = all.flatMap((p) => (p.type === 'step' ? [[p.seconds, p.etaSeconds]] : []));
    expect(steps).toEqual([
      [3, null],
      [4, 2],
      [5, 1],
      [6, 0],
    ]);
    expect(endOf(all)).toMatchObject({ steps: 6, seconds: 6 });
  });

  it('is suspended before its first step without a file, and after its last step it is done', async () => {
    const { place, bytes } = createPlace();
    const keeping = { place, suspend: AbortSignal.abort() };
    const all = await collect(atelier(), single, {}, never, undefined, keeping);
    expect(all.slice(1)).toEqual([{ type: 'suspended', step: 0 }]);
    expect(bytes()).toBe(0);
    expect(types(await runUntil(6, single, { place })).at(-1)).toBe('done');
  });

  it('is suspended again at once without writing again', async () => {
    const { place } = createPlace();
    await runUntil(3, single, { place });
    const save = () => Promise.reject(new Error('not to be called'));
    const keeping = { place: { ...place, save }, suspend: AbortSignal.abort() };
    const all = await collect(atelier(), single, {}, never, undefined, keeping);
    expect(all.at(-1)).toEqual({ type: 'suspended', step: 3 });
  });

  it('is cancelled rather than suspended where both are wanted', async () => {
    const { place } = createPlace();
    const keeping = { place, suspend: AbortSignal.abort() };
    const all = await collect(atelier(), single, {}, AbortSignal.abort(), undefined, keeping);
    expect(types(all)).toEqual(['started', 'cancelled']);
  });
});
