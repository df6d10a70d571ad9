import { describe, expect, it } from 'vitest';
import { maxRecordLength } from '../../src/image/record.js';
import { stylizeOptions } from '../../src/request/options.js';
import { formatNumber, parseOptions } from '../../src/request/parse.js';
import { asciiJson, formatRecord, type PictureRecord, parseRecord } from '../../src/request/record.js';
import { recordedSettings } from '../../src/request/recorded-settings.js';

const sha256 = 'ab'.repeat(32);
const record: PictureRecord = {
  version: 1,
  settings: { content: 'Fotos/Käse.jpg', style: ['harvest:2', 'ink-wash'], seed: '7', 'invert-mask': true },
  pictures: {
    content: { name: 'Käse.jpg', sha256 },
    styles: [{ name: 'harvest', sha256, weight: 2 }, { sha256 }],
    masks: [],
    init: null,
  },
  recipe: { name: 'impasto', style: { weight: 1, layers: [{ layer: 'conv1_1', weight: 1 }] }, threads: 2 },
  device: 'cpu',
  stoppedAt: 12,
};

describe('a record as text', () => {
  it('comes back as it was, in ASCII, and is the same each time', () => {
    const text = formatRecord(record);
    expect(text).toMatch(/^[\x20-\x7e]+$/);
    expect(parseRecord(text)).toEqual(record);
    expect(formatRecord(record)).toBe(text);
  });

  it('gives up the least that it can where it is too long', () => {
    const many = { ...record, recipe: { name: 'x', layers: Array(3000).fill({ layer: 'conv1_1' }) } };
    expect(parseRecord(formatRecord(many))).toEqual({ ...record, recipe: { name: 'x' } });
    const styles = Array(200).fill({ name: 'harvest', sha256 });
    const picturesToo = { ...record, pictures: { ...record.pictures, styles } };
    expect(parseRecord(formatRecord(picturesToo))).toMatchObject({
      settings: record.settings,
      pictures: { styles: [] },
    });
    const long = { ...record, settings: { content: 'x'.repeat(maxRecordLength) }, device: 'y'.repeat(9999) };
    expect(formatRecord(long).length).toBeLessThan(200);
  });

  it.each(['', '{', 'null', '[]', '{"version":2,"settings":{}}', '"version"', '[['.repeat(4000)])(
    'is none where it is %j',
    (text) => {
      expect(parseRecord(text)).toBeNull();
    },
  );

  it('leaves out what is not of its kind', () => {
    const settings = {
      content: 3,
      style: 'harvest',
      seed: '',
      strength: ['1'],
      output: '/etc/passwd',
      'invert-mask': 'on',
    };
    const hostile = asciiJson({
      version: 1,
      settings: { ...settings, recipe: 'impasto' },
      pictures: {
        content: { name: 'a' },
        styles: [{ sha256: '../..' }, null, { name: 4, sha256 }],
        masks: {},
      },
      recipe: [1],
      device: { a: 1 },
      stoppedAt: -1,
    });
    expect(parseRecord(hostile)).toEqual({
      version: 1,
      settings: { recipe: 'impasto' },
      pictures: { content: null, styles: [{ sha256 }], masks: [], init: null },
      recipe: {},
      device: '',
    });
    const deep = `{"version":1,"recipe":{"a":${'{"a":'.repeat(1400)}1${'}'.repeat(1400)}}}`;
    expect(parseRecord(deep)?.recipe).toEqual({});
  });
});

describe('recordedSettings', () => {
  const typed = {
    ...{
      content: 'a b.jpg',
      style: ['harvest:2', 'x.png'],
      recipe: 'udacity',
      size: 'original',
      steps: '30',
    },
    ...{
      strength: '62.5',
      colors: 'content',
      init: 'noise',
      seed: '3',
      mask: ['m.png'],
      'invert-mask': true,
    },
    ...{ 'style-scale': '.5', 'content-layers': 'relu4_2:2.5', 'tv-weight': '0', device: 'cpu', quiet: true },
  };

  it('gives values as they are typed, which mean the same again', () => {
    const values = parseOptions(stylizeOptions, typed);
    const settings = recordedSettings(values);
    expect(settings).toEqual({
      ...{
        content: 'a b.jpg',
        style: ['harvest:2', 'x.png'],
        recipe: 'udacity',
        size: 'original',
        steps: '30',
      },
      ...{
        strength: '62.5',
        colors: 'content',
        init: 'noise',
        seed: '3',
        mask: ['m.png'],
        'invert-mask': true,
      },
      ...{ 'style-scale': '0.5', coarseness: '50', 'content-layers': 'conv4_2:2.5', 'tv-weight': '0' },
    });
    expect(parseOptions(stylizeOptions, { ...settings, device: 'cpu', quiet: true })).toEqual(values);
  });

  it('writes numbers so that they can be typed', () => {
    expect([0, 1e12, 1e-7, 0.1, 2 ** 32 - 1, 1.5e-9].map(formatNumber)).toEqual([
      '0',
      '1000000000000',
      '0.0000001',
      '0.1',
      '4294967295',
      '0.0000000015',
    ]);
    // A grid reckons such weights.
    for (const value of [1 / 3e9, 3.3e-25]) expect(Number(formatNumber(value))).toBe(value);
  });
});
