import { describe, expect, it } from 'vitest';
import { ownControls } from '../../src/engine/port.js';
import { resolveRecipe } from '../../src/engine/recipe/resolve.js';
import { recipeNames } from '../../src/engine/recipe/table.js';
import { StudioError } from '../../src/errors.js';
import { paintingOptions, pictureOptions } from '../../src/request/options.js';
import { parseAxis, type Typed } from '../../src/tools/axis.js';

const parse = (...texts: string[]) => parseAxis(texts, 'x');
const set = (texts: readonly string[], typed: Typed = {}) =>
  parseAxis(texts, 'x').values.map((value) => value.set(typed, 'caffe'));

describe('parseAxis', () => {
  it('parts values at commas, and numbers may have a power of ten', () => {
    const axis = parse('style-weight=.001, 1e-2,1');
    expect(axis).toMatchObject({ name: 'style-weight', sets: ['style-weight'] });
    expect(axis.values.map(({ label }) => label)).toEqual(['.001', '1e-2', '1']);
    expect(set(['style-weight=.001,1e-2,1'], { seed: '7' })).toEqual([
      { seed: '7', 'style-weight': '.001' },
      { seed: '7', 'style-weight': '0.01' },
      { seed: '7', 'style-weight': '1' },
    ]);
  });

  it('parts values with commas at semicolons, or takes one from each time it is given', () => {
    const wanted = [{ 'style-layers': 'conv1_1,conv2_1' }, { 'style-layers': 'conv5_1' }];
    expect(set(['style-layers=conv1_1,conv2_1;conv5_1'])).toEqual(wanted);
    expect(set(['style-layers=conv1_1,conv2_1', 'style-layers=conv5_1'])).toEqual(wanted);
    expect(set(['style-layers=conv1_1,conv2_1;'])).toEqual(wanted.slice(0, 1));
    const [label] = parse('style-layers=conv1_1:2, relu2_1;').values.map((value) => value.label);
    expect(label, 'short enough for the sheet').toBe('1_1:2 2_1');
  });

  it('knows pictures by what people call them, and writes no folders on the sheet', () => {
    expect(parse('photo=coffee,raccoon')).toMatchObject({ name: 'photo', sets: ['content'] });
    expect(set(['preset=harvest:2,ink-wash'])).toEqual([{ style: ['harvest:2'] }, { style: ['ink-wash'] }]);
    const labels = parse('style=/a/b.jpg:2,c\\d.png;harvest').values.map(({ label }) => label);
    expect(labels).toEqual(['b.jpg:2,d.png', 'harvest']);
    expect(set(['mask=sky.png,coat.png'])).toEqual([{ mask: ['sky.png'] }, { mask: ['coat.png'] }]);
  });

  it('takes every option that shapes a picture', () => {
    for (const option of Object.keys({ ...pictureOptions, ...paintingOptions })) {
      expect(parse(`${option}=1`).sets).toEqual([option]);
    }
  });

  it.each(recipeNames)('counts beta and ratios as the source of %s does: with the gain', (recipe) => {
    const { style, content, balanceGain } = resolveRecipe(
      recipe,
      { steps: null, start: null, strength: 50, controls: ownControls },
      'caffe',
    );
    const own = style.weight / balanceGain;
    const [byBeta] = set([`beta=${own}`], { recipe });
    expect(Number(byBeta!['style-weight'])).toBeCloseTo(style.weight, 12);
    const [byRatio] = set([`ratio=${content.weight / own}`], { recipe });
    expect(Number(byRatio!['style-weight']) / style.weight).toBeCloseTo(1, 6);
    const [twice] = set([`balance=${content.weight / own}`], {
      recipe,
      'content-weight': `${2 * content.weight}`,
    });
    expect(Number(twice!['style-weight']) / style.weight).toBeCloseTo(2, 6);
  });

  it.each([
    ['strength', /an option and its values/],
    ['=1', /an option and its values/],
    ['size=1,,2', /a value on each side/],
    ['size=', /a value on each side/],
    ['engine=onnx', /another option that shapes a picture/],
    ['constructor=1', /another option that shapes a picture/],
    ['beta=0', /numbers above 0/],
    ['ratio=-1', /numbers above 0/],
    ['ratio=a', /numbers above 0/],
  ])('refuses %j in one line', (text, expected) => {
    let refusal: unknown = null;
    try {
      parse(text);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(StudioError);
    expect(refusal).toMatchObject({
      code: 'option-invalid',
      context: { option: 'x', expected: expect.stringMatching(expected) },
    });
  });

  it('refuses two options on one axis', () => {
    expect(() => parse('seed=1', 'steps=2')).toThrow(/values of one option, seed/);
  });
});
