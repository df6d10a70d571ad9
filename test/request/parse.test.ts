import { describe, expect, it } from 'vitest';
import { stylizeOptions } from '../../src/request/options.js';
import { describeExpected, parseOption, parseOptions } from '../../src/request/parse.js';

type Name = keyof typeof stylizeOptions;

/** One row per option: texts with their values, and texts that are refused. Complete by type. */
const cases: Readonly<
  Record<Name, { readonly good: readonly (readonly [string, unknown])[]; readonly bad: readonly string[] }>
> = {
  content: { good: [['my photo.jpg', 'my photo.jpg']], bad: ['', '  '] },
  style: { good: [['a.jpg:2', ['a.jpg:2']]], bad: [''] },
  recipe: { good: [['gatys', 'gatys']], bad: [''] },
  size: {
    good: [
      ['32', 32],
      ['2048', 2048],
      ['original', 'original'],
      ['Original', 'original'],
    ],
    bad: ['31', '2049', '-512', '512.5', '512px', 'huge', '', '0x200', '1e3'],
  },
  steps: {
    good: [
      ['1', 1],
      ['5000', 5000],
    ],
    bad: ['0', '5001', '1.5', 'many', '', 'NaN', 'Infinity'],
  },
  strength: {
    good: [
      ['0', 0],
      ['100', 100],
      ['62.5', 62.5],
      ['.5', 0.5],
    ],
    bad: ['-1', '100.1', '50%', '', '1e3'],
  },
  colors: {
    good: [
      ['style', 'style'],
      ['Luminance', 'luminance'],
    ],
    bad: ['keep', 'photo', ''],
  },
  init: {
    good: [
      ['noise', 'noise'],
      ['Matched', 'matched'],
      ['start.png', 'start.png'],
    ],
    bad: ['', ' '],
  },
  seed: {
    good: [
      ['0', 0],
      ['4294967295', 4294967295],
    ],
    bad: ['-1', '4294967296', 'x', ''],
  },
  mask: { good: [['here.png', ['here.png']]], bad: [''] },
  'invert-mask': { good: [['on', true]], bad: ['black'] },
  'style-scale': {
    good: [
      ['0.25', 0.25],
      ['4', 4],
    ],
    bad: ['0.24', '4.1', 'large', ''],
  },
  coarseness: {
    good: [
      ['0', 0],
      ['100', 100],
    ],
    bad: ['-1', '101', 'coarse', ''],
  },
  'content-layers': { good: [['relu4_2', [{ layer: 'conv4_2', weight: 1 }]]], bad: ['conv6_1', ''] },
  'style-layers': {
    good: [
      [
        'conv1_1:2, CONV4_1:.5',
        [
          { layer: 'conv1_1', weight: 2 },
          { layer: 'conv4_1', weight: 0.5 },
        ],
      ],
    ],
    bad: ['conv1_1,conv1_1', 'conv1_1:-1', 'conv1_1:0', 'pool1', ''],
  },
  pooling: { good: [['Average', 'average']], bad: ['min', ''] },
  'content-weight': { good: [['1000000000000', 1e12]], bad: ['-1', '1000000000001', ''] },
  'style-weight': {
    good: [
      ['.5', 0.5],
      ['1e-4', 1e-4],
      ['2.5E6', 2.5e6],
    ],
    bad: ['-1', 'much', ''],
  },
  'tv-weight': { good: [['0', 0]], bad: ['-0.1', 'smooth', ''] },
  engine: { good: [['Auto', 'auto']], bad: ['torch', ''] },
  device: {
    good: [
      ['cpu', 'cpu'],
      ['WebGPU', 'webgpu'],
    ],
    bad: ['gpu', ''],
  },
  threads: {
    good: [
      ['0', 0],
      ['8', 8],
    ],
    bad: ['-1', '257', 'all', ''],
  },
  output: { good: [['out.png', 'out.png']], bad: [''] },
  trace: { good: [['t.json', 't.json']], bad: [''] },
  plot: { good: [['t.svg', 't.svg']], bad: [''] },
  'save-every': {
    good: [
      ['1', 1],
      ['recipe', 'recipe'],
    ],
    bad: ['0', '5001', 'often', ''],
  },
  timelapse: { good: [['t.gif', 't.gif']], bad: [''] },
  resume: { good: [['painted.png', 'painted.png']], bad: [''] },
  'side-by-side': { good: [['true', true]], bad: ['maybe'] },
  json: { good: [['true', true]], bad: ['yes please'] },
  quiet: { good: [['false', false]], bad: ['1'] },
};

describe('parseOption', () => {
  for (const [name, { good, bad }] of Object.entries(cases)) {
    const option = stylizeOptions[name as Name];
    it(`takes the values of ${name} and refuses others, saying what it expects`, () => {
      for (const [text, value] of good) expect(parseOption(name, option, text)).toEqual(value);
      for (const text of bad) {
        expect(() => parseOption(name, option, text), text).toThrow(
          expect.objectContaining({
            code: 'option-invalid',
            context: { option: name, value: text, expected: describeExpected(option) },
          }),
        );
      }
    });
  }

  it('names the limits of a number', () => {
    expect(describeExpected(stylizeOptions.size)).toBe('a whole number from 32 to 2048, or original');
    expect(describeExpected(stylizeOptions.strength)).toBe('a number from 0 to 100');
    expect(describeExpected(stylizeOptions.device)).toBe('one of auto, cpu, webgpu, cuda, dml, coreml, wasm');
  });

  it('refuses the same option twice where it is taken once', () => {
    expect(() => parseOption('steps', stylizeOptions.steps, ['1', '2'])).toThrow(
      expect.objectContaining({ context: expect.objectContaining({ value: '1 2' }) }),
    );
  });
});

describe('parseOption of rows that the table of /stylize has none of', () => {
  const flag = { type: 'flag', default: true, help: '', doors: [] } as const;
  const list = { type: 'list', default: null, separator: ',', help: '', doors: [] } as const;

  it('takes a flag by its words, and a default that is true', () => {
    expect(parseOption('previews', flag, undefined)).toBe(true);
    expect(parseOption('previews', flag, undefined, false)).toBe(false);
    expect([' OFF', 'on', 'False'].map((text) => parseOption('previews', flag, text))).toEqual([
      ...[false, true, false],
    ]);
    expect(describeExpected(flag)).toBe('on or off');
  });

  it('parts a list at its separator and refuses an empty part', () => {
    expect(parseOption('channels', list, '12, 34 ,x y')).toEqual(['12', '34', 'x y']);
    expect(parseOption('channels', list, ['1,2', '3'])).toEqual(['1', '2', '3']);
    expect(parseOption('channels', list, undefined)).toBeNull();
    for (const text of ['', '12,,34', ','])
      expect(() => parseOption('channels', list, text), text).toThrow(/option-invalid/);
    expect(parseOption('style', stylizeOptions.style, 'a, b')).toEqual(['a, b']);
  });
});

describe('parseOptions', () => {
  it('fills in the defaults of the table', () => {
    expect(parseOptions(stylizeOptions, { content: 'a', style: ['b'] })).toMatchObject({
      recipe: 'impasto',
      size: null,
      steps: null,
      strength: 50,
      init: null,
      seed: 0,
      device: 'auto',
      threads: 0,
      json: false,
    });
  });

  it('puts what this installation says before the default, and what is typed before both', () => {
    const raw = { content: 'a', style: ['b'] };
    const fallbacks = { device: 'cpu' } as const;
    expect(parseOptions(stylizeOptions, raw, fallbacks).device).toBe('cpu');
    expect(parseOptions(stylizeOptions, { ...raw, device: 'webgpu' }, fallbacks).device).toBe('webgpu');
  });

  it('says which required option is missing', () => {
    const missing = (option: string) =>
      expect.objectContaining({ code: 'option-missing', context: { option } });
    expect(() => parseOptions(stylizeOptions, { style: ['b'] })).toThrow(missing('content'));
    expect(() => parseOptions(stylizeOptions, { content: 'a', style: [] })).toThrow(missing('style'));
  });

  it('refuses an option that the table does not have', () => {
    expect(() => parseOptions(stylizeOptions, { colour: 'red' })).toThrow(TypeError);
  });
});
