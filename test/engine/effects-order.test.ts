/** Controls that go from less to more do so: strength, coarseness and style scale, at equal steps. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Pixels } from '../../src/image/pixels.js';
import { openStage, type Painted, type Stage, type Typed } from './effects-stage.js';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const steps = '8';

/** Photo and painting: strokes are of a size there. */
const real: Typed = { content: 'coffee', style: 'harvest', size: '64' };

async function paintAll<Value>(
  values: readonly Value[],
  typed: (value: Value) => Typed,
): Promise<readonly Painted[]> {
  const all: Painted[] = [];
  for (const value of values) all.push(await stage.paint({ steps, ...typed(value) }));
  return all;
}

const sum = (terms: Readonly<Record<string, number>>): number =>
  Object.values(terms).reduce((total, value) => total + value, 0);

/** A style term of a finished picture, without its layer's weight. */
function termAt({ last, recipe }: Painted, layer: string): number {
  const { layers } = recipe.style as { layers: readonly { layer: string; weight: number }[] };
  return last.style[layer]! / layers.find((term) => term.layer === layer)!.weight;
}

/** How much neighbours differ, in units of the picture's own contrast: less where strokes are large. */
function roughness({ width, height, data }: Pixels): number {
  let [between, squares, total] = [0, 0, 0];
  const light = (x: number, y: number): number => data[3 * (y * width + x) + 1]!;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      total += light(x, y);
      squares += light(x, y) ** 2;
      if (x + 1 < width) between += (light(x + 1, y) - light(x, y)) ** 2;
      if (y + 1 < height) between += (light(x, y + 1) - light(x, y)) ** 2;
    }
  }
  const area = width * height;
  return Math.sqrt(between / area / (squares / area - (total / area) ** 2));
}

/** Each less than the one before it. */
function expectFalling(values: readonly number[]): void {
  expect(values.toSorted((a, b) => b - a)).toEqual(values);
  expect(new Set(values).size).toBe(values.length);
}

describe.each(['impasto', 'tf-tutorial', 'crowsonkb'])('%s', (recipe) => {
  it('more strength: less is left of the style loss, and more of the content loss is there', async () => {
    const strengths = ['0', '25', '50', '75', '100'];
    const all = await paintAll(strengths, (strength) => ({ recipe, strength }));
    const styles = all.map(({ last }) => sum(last.style));
    expectFalling(styles.slice(0, 3));
    // Above a recipe's own balance style has won nearly all it can.
    for (const style of styles.slice(3)) expect(style).toBeLessThan(1.05 * styles[2]!);
    expectFalling(all.map(({ last }) => sum(last.content)).reverse());
  });

  it('coarser: more is left of the loss in the shallowest layer for what is left in the deepest', async () => {
    const all = await paintAll(['0', '50', '100'], (coarseness) => ({ recipe, coarseness }));
    expectFalling(all.map((one) => termAt(one, 'conv5_1') / termAt(one, 'conv1_1')));
  });

  it('a picture has the strokes of the scale that it was painted at, rather than of another', async () => {
    const scales = ['0.5', '2'] as const;
    const all = await paintAll(scales, (scale) => ({ ...real, recipe, 'style-scale': scale }));
    for (const [k, scale] of scales.entries()) {
      const losses: number[] = [];
      for (const [j, { picture }] of all.entries()) {
        const init = await stage.write(`${recipe}-${j}.png`, picture);
        const { first } = await stage.paint({ ...real, recipe, 'style-scale': scale, init, steps: '1' });
        losses.push(sum(first.style));
      }
      expect(losses[k]).toBeLessThan(losses[1 - k]!);
    }
  });
});

it('a larger style makes larger strokes', async () => {
  const all = await paintAll(['0.5', '1', '2'], (scale) => ({ ...real, 'style-scale': scale }));
  expectFalling(all.map(({ picture }) => roughness(picture)));
});
