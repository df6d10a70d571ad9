import { describe, expect, it, test } from 'vitest';
import { stylize } from '../../../../commands/stylize.js';
import { drawMask } from '../../../../src/adapters/web/page/mask-view.js';
import { groupNames, groupOf, optionGroups } from '../../../../src/adapters/web/page/option-groups.js';
import { checkWeight } from '../../../../src/adapters/web/page/style-list.js';
import { maskOf } from '../../../../src/request/mask.js';

describe('a mask is drawn as the service understands it', () => {
  /** Red, green, white, black; the last of them clear where told so. */
  const picture = (last: number) => [255, 0, 0, 255, 0, 255, 0, 255, 255, 255, 255, 255, 0, 0, 0, last];

  it.each([
    ['grey', 255, false],
    ['grey, inverted', 255, true],
    ['transparent', 0, false],
    ['transparent, inverted', 0, true],
  ])('%s', (_, last, isInverted) => {
    const drawn = Uint8ClampedArray.from(picture(last));
    drawMask(drawn, isInverted);
    const bytes = picture(last);
    const alpha = last === 255 ? null : Uint8Array.from([3, 7, 11, 15].map((at) => bytes[at]!));
    const data = Uint8Array.from(bytes.filter((_, at) => at % 4 !== 3));
    const mask = maskOf({ width: 4, height: 1, data, alpha }, isInverted);
    expect([0, 4, 8, 12].map((at) => drawn[at])).toEqual([...mask.data]);
    expect([3, 7, 11, 15].map((at) => drawn[at])).toEqual([255, 255, 255, 255]);
  });
});

test.each([
  ['1', true],
  ['0.5', true],
  [' 12 ', true],
  ['0', false],
  ['-1', false],
  ['', false],
  ['1e3', false],
  ['two', false],
])('a weight of %j', (text, isGood) => {
  expect(checkWeight(text) === null).toBe(isGood);
});

test('every group names options that there are, each in one group', () => {
  const named = groupNames.flatMap((name) => optionGroups[name].options);
  expect(named.filter((name) => !Object.hasOwn(stylize.options, name))).toEqual([]);
  expect(new Set(named).size).toBe(named.length);
  expect([groupOf('coarseness'), groupOf('style-layers')]).toEqual(['look', 'network']);
});
