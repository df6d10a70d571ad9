/** Every start with every recipe: the first picture that is measured is that start, in the recipe's own space. */
import { describe, expect, it } from 'vitest';
import { convert } from '../../src/engine/objective/space.js';
import { createUniformNoise } from '../../src/engine/planes/noise.js';
import { createPlanes, toPixels } from '../../src/engine/planes/planes.js';
import { starts } from '../../src/engine/port.js';
import type { Recipe } from '../../src/engine/recipe/recipe.js';
import { recipeNames, recipes } from '../../src/engine/recipe/table.js';
import { createScene } from '../../src/engine/scene.js';
import { createFakeAtelier } from '../fakes/atelier.js';
import { collect, endOf, spec } from './paint-fake.js';

const startPicture = toPixels(createPlanes(50, 30, createUniformNoise(3 * 50 * 30, 9)));
const changes = { ...spec, startPicture, size: 48, seed: 3 };

describe.each(recipeNames)('%s', (name) => {
  const own: Recipe = { ...recipes[name], steps: 3 };
  const bounded: readonly Recipe[] =
    own.basis.type === 'pixels' ? [own, { ...own, clamp: !own.clamp }] : [own];
  const cases = starts.flatMap((start) =>
    bounded.map((recipe) => [start, recipe.clamp ? 'clipped' : 'not clipped', { ...recipe, start }] as const),
  );

  it.each(cases)('starts from %s, %s', async (start, _, recipe) => {
    const fake = createFakeAtelier();
    const end = endOf(await collect(fake, recipe, changes));
    const [first] = fake.calls;
    const { width, height } = first!;
    const expected = createScene(recipe, changes).at({ width, height }).start();
    const unit = convert(first!.image, recipe.variable, 'unit');
    const gap = unit.reduce((most, v, i) => Math.max(most, Math.abs(v - expected.data[i]!)), 0);
    expect(gap).toBeLessThan(1e-5);
    expect(end).toMatchObject({ type: 'done', recipe: { start } });
    expect(Math.max(end.picture!.width, end.picture!.height)).toBe(48);
    expect(fake.calls.every(({ image }) => image.every(Number.isFinite))).toBe(true);
  });

  it('starts somewhere else from each of them', () => {
    const pictures = starts.map((start) =>
      createScene({ ...own, start }, changes)
        .at({ width: 48, height: 36 })
        .start()
        .data.join(),
    );
    expect(new Set(pictures).size).toBe(starts.length);
  });
});
