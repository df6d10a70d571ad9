/** Every option that shapes a picture shapes it, in recipes of three families; every other one leaves it alone. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPackageRoot } from '../../src/assets.js';
import { pictureOptions } from '../../src/request/options.js';
import {
  distance,
  golden,
  greyPicture,
  type OptionName,
  openStage,
  type Painted,
  type Rhythm,
  type Stage,
  type Typed,
} from './effects-stage.js';
import { type Effect, effectsOf } from './effects-table.js';

/** L-BFGS on pyramid coefficients, Adam on clipped pixels, Adam with averages and scaled errors. */
const recipes = ['impasto', 'tf-tutorial', 'crowsonkb'] as const;

/** Mean difference of another picture, of 255. One that differs in nothing but rounding has less than `rounding`. */
const visible = 0.02;
const rounding = 0.5;

const pictures = { content: golden('content.png'), style: golden('style.png') };
const names = Object.keys(effectsOf({ ...pictures, left: '' })) as OptionName[];

let stage: Stage;
let left: string;

beforeAll(async () => {
  stage = await openStage();
  left = await stage.write(
    'left.png',
    greyPicture(32, 24, (x) => (x < 16 ? 255 : 0)),
  );
});
afterAll(() => stage.close());

const painted = new Map<string, Promise<Painted>>();

/** Each once. */
function paint(typed: Typed, rhythm: Rhythm = {}): Promise<Painted> {
  const key = JSON.stringify([typed, rhythm]);
  const known = painted.get(key) ?? stage.paint(typed, rhythm);
  painted.set(key, known);
  return known;
}

const checks: {
  readonly [Type in Effect['type']]: (
    effect: Extract<Effect, { type: Type }>,
    base: Typed,
  ) => Promise<unknown>;
} = {
  changes: async ({ from, to }, base) => {
    const [before, after] = [await paint({ ...base, ...from }), await paint({ ...base, ...to })];
    expect(distance(after.picture, before.picture)).toBeGreaterThan(visible);
  },
  stays: async ({ to, asks }, base) => {
    const { picture, last } = await stage.paint({ ...base, ...to }, asks);
    expect({ picture, last }).toEqual({
      picture: (await paint(base)).picture,
      last: (await paint(base)).last,
    });
  },
  nearly: async ({ to }, base) => {
    const [before, after] = [await paint(base), await paint({ ...base, ...to })];
    expect(distance(after.picture, before.picture)).toBeLessThan(rounding);
  },
  elsewhere: async ({ file }) => expect(existsSync(join(findPackageRoot(), file))).toBe(true),
};

const check = (effect: Effect, base: Typed) =>
  (checks[effect.type] as (effect: Effect, base: Typed) => Promise<unknown>)(effect, base);

const [first] = recipes;
/** What holds for one recipe holds for all of them: pictures, and what is no matter of a recipe. */
const isControl = (name: OptionName) =>
  !Object.hasOwn(pictureOptions, name) &&
  effectsOf({ ...pictures, left })[name].some(({ type }) => type === 'changes');

describe.each(names)('--%s', (name) => {
  const here = isControl(name) ? recipes : [first];
  it.each(here)('%s', async (recipe) => {
    for (const effect of effectsOf({ ...pictures, left })[name]) await check(effect, { recipe });
  });
});
