/** The record of a render: everything that decides its bytes. */
import { expect, it } from 'vitest';
import { ownControls } from '../../src/engine/port.js';
import { resolveRecipe } from '../../src/engine/recipe/resolve.js';
import { createFakeAtelier } from '../fakes/atelier.js';
import { collect, endOf, never, single } from './paint-fake.js';
import { createPlace } from './resume-fake.js';

const controls = { ...ownControls, coarseness: 70, styleScale: 0.5 };

it('names recipe, wishes, weights and where it was computed', async () => {
  const recipe = resolveRecipe(
    'udacity',
    { steps: 3, start: 'photo', strength: 60, controls },
    'torchvision',
  );
  const all = await collect(createFakeAtelier(), recipe, {
    strength: 60,
    controls,
    seed: 7,
    colors: 'content',
  });
  const { title: _, source: __, ...data } = recipe;
  const expected = {
    ...data,
    ...{ width: 64, height: 48, seed: 7, colors: 'content', strength: 60, controls },
    ...{ network: 'fake', networkSha256: 'f'.repeat(64) },
    ...{ engine: 'onnx', device: 'fake', threads: 1, lowering: 'none' },
  };
  expect(all[0]).toMatchObject({ type: 'started', device: 'fake' });
  for (const progress of [all[0]!, endOf(all)])
    expect('recipe' in progress && progress.recipe).toEqual(expected);
  expect(expected).toMatchObject({ balanceGain: expect.any(Number), name: 'udacity', steps: 3 });
  // Plain JSON: nothing is lost on the way into a file.
  expect(JSON.parse(JSON.stringify(expected))).toEqual(expected);
});

it('a checkpoint is gone on from on another device, and not with another wish', async () => {
  const abort = new AbortController();
  const { place } = createPlace();
  const keeping = { place, suspend: abort.signal };
  await collect(
    createFakeAtelier(),
    single,
    {},
    never,
    (p) => p.type === 'step' && p.step === 3 && abort.abort(),
    keeping,
  );
  const elsewhere = {
    ...createFakeAtelier(),
    where: { engine: 'tensorflow', device: 'cuda', threads: 8, lowering: 'none' },
  } as const;
  const resumedAt = async (changes: object) => {
    const stop = { place: { ...place, save: async () => false }, suspend: never };
    return (await collect(elsewhere, single, changes, never, undefined, stop))[0];
  };
  expect(await resumedAt({})).toMatchObject({ resumedAt: 3, device: 'cuda', recipe: { threads: 8 } });
  for (const changes of [{ seed: 1 }, { colors: 'content' }, { strength: 40 }, { controls }])
    expect(await resumedAt(changes), JSON.stringify(changes)).toMatchObject({ resumedAt: 0 });
});
