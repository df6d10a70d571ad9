/** Several styles as one text. */
import { describe, expect, it } from 'vitest';
import { readPresets, splitLast, writePresets } from '../../../src/adapters/chat/presets.js';

describe('presets', () => {
  it.each([
    ['harvest', [['harvest', 1]]],
    [
      ' cafe-terrace:2 ,harvest:.5',
      [
        ['cafe-terrace', 2],
        ['harvest', 0.5],
      ],
    ],
    [
      'Cafe Terrace, waves.jpg',
      [
        ['Cafe Terrace', 1],
        ['waves.jpg', 1],
      ],
    ],
  ])('%s', async (text, found) => {
    const presets = await readPresets(text);
    expect(presets.map(({ name, weight }) => [name, weight])).toEqual(found);
    expect(await readPresets(writePresets(presets))).toEqual(presets);
  });

  it.each(['', 'a,,b', 'a:0', 'a:1001', 'a:-1', 'a,b,c,d,e'])('refuses "%s"', async (text) => {
    await expect(readPresets(text)).rejects.toMatchObject({
      code: 'option-invalid',
      context: { option: 'preset' },
    });
  });

  it('never looks for files', async () => {
    expect(await readPresets('package.json')).toEqual([{ name: 'package.json', weight: 1 }]);
  });
});

describe('what is typed last', () => {
  it.each([
    ['', ['', '', '']],
    ['har', ['', 'har', '']],
    ['har:2', ['', 'har', ':2']],
    ['cafe:2,har', ['cafe:2, ', 'har', '']],
    ['cafe, night , our m:', ['cafe, night , ', 'our m', '']],
  ])('of "%s"', (typed, [before, name, weight]) => {
    expect(splitLast(typed)).toEqual({ before, name, weight });
  });
});
