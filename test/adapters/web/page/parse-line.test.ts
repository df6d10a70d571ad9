import { describe, expect, it } from 'vitest';
import { missingOptions, namesOf, parseLine } from '../../../../src/adapters/web/page/parse-line.js';
import { known, stylize } from './known.js';

/** The values of a line, by name. */
function values(line: string): readonly (readonly [string, string])[] {
  return parseLine(line, known.commands).given.map(({ option, text }) => [option.name, text]);
}
const problems = (line: string) => parseLine(line, known.commands).problems;

describe('a typed line', () => {
  it.each<[string, readonly (readonly [string, string])[]]>([
    [
      '/stylize coffee harvest strength:70',
      [
        ['content', 'coffee'],
        ['style', 'harvest'],
        ['strength', '70'],
      ],
    ],
    [
      '/STYLIZE  coffee   STRENGTH:70 harvest',
      [
        ['content', 'coffee'],
        ['strength', '70'],
        ['style', 'harvest'],
      ],
    ],
    [
      '/stylize content:coffee harvest:2 ink-wash',
      [
        ['content', 'coffee'],
        ['style', 'harvest:2'],
        ['style', 'ink-wash'],
      ],
    ],
    [
      '/stylize "my cat.jpg" style:"a wave"',
      [
        ['content', 'my cat.jpg'],
        ['style', 'a wave'],
      ],
    ],
    [
      '/settings set max-steps 5',
      [
        ['action', 'set'],
        ['name', 'max-steps'],
        ['value', '5'],
      ],
    ],
    ['/stylize steps:5 steps:7', [['steps', '7']]],
    ['/queue', []],
  ])('%s', (line, expected) => {
    expect(values(line)).toEqual(expected);
    expect(problems(line)).toEqual([]);
  });

  it.each([
    ['hello', /begin with a slash/],
    ['', /begin with a slash/],
    ['/paint', /no \/paint.*\/stylize, \/settings, \/queue/],
    ['/queue now', /takes no options.*"now"/],
    ['/settings set a b c', /no option for "c".*action, name, value/],
    ['/stylize strength:170', /strength: expected a number from 0 to 100, got "170"/],
    ['/stylize strength:much', /expected a number/],
    ['/stylize steps:1.5', /a whole number from 1 to 500/],
    ['/stylize size:huge', /from 32 to 1024, or original/],
    ['/stylize colors:red', /one of style, content, luminance/],
    ['/stylize recipe:nobody', /one of impasto, gatys-2016/],
    ['/stylize private:maybe', /on or off/],
    ['/stylize content:', /content: expected a text/],
    ['/stylize style-layers:conv9_1', /style-layers: expected layers from conv1_1 to conv5_4/],
    ['/stylize style-layers:conv1_1:,', /expected layers/],
  ])('says what is wrong with %j', (line, pattern) => {
    expect(problems(line)).toHaveLength(1);
    expect(problems(line)[0]).toMatch(pattern);
  });

  it.each([
    'strength:0',
    'strength:.5',
    'size:original',
    'size:32',
    'colors:LUMINANCE',
    'private:on',
    'style-layers:conv1_1:2,RELU4_1:.5',
    'init:noise',
  ])('takes %s', (word) => expect(problems(`/stylize ${word}`)).toEqual([]));

  it('knows what is still missing', () => {
    const { given } = parseLine('/stylize coffee', known.commands);
    const missing = missingOptions(stylize, new Set(namesOf(given)));
    expect(missing.map(({ name }) => name)).toEqual(['style']);
  });
});
