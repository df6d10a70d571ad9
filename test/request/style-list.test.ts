import { describe, expect, it } from 'vitest';
import { parseStyleList } from '../../src/request/style-list.js';

const files = new Set(['a:2', 'C:\\art\\sea.jpg', 'one, two.jpg', 'sky.jpg']);
const parse = (...entries: string[]) => parseStyleList(entries, async (path) => files.has(path));
const one = (name: string, weight = 1) => [{ name, weight }];

describe('parseStyleList', () => {
  it.each([
    ['starry-night', one('starry-night')],
    ['starry-night:2', one('starry-night', 2)],
    ['sky.jpg:0.25', one('sky.jpg', 0.25)],
    ['sky.jpg:.5', one('sky.jpg', 0.5)],
    ['C:\\art\\sea.jpg', one('C:\\art\\sea.jpg')],
    ['C:\\art\\sea.jpg:3', one('C:\\art\\sea.jpg', 3)],
    ['C:\\art\\missing.jpg', one('C:\\art\\missing.jpg')],
    ['a:2', one('a:2')],
    ['a:2:4', one('a:2', 4)],
    ['one, two.jpg', one('one, two.jpg')],
    ['one, two.jpg:2', one('one, two.jpg', 2)],
    ['b:3, sky.jpg', [...one('b', 3), ...one('sky.jpg')]],
    ['two:words', one('two:words')],
  ])('reads %s', async (entry, expected) => {
    expect(await parse(entry)).toEqual(expected);
  });

  it('keeps the order of repeated entries', async () => {
    expect(await parse('x:2', 'y')).toEqual([...one('x', 2), ...one('y')]);
  });

  it.each(['b:0', 'b:-1', 'b:1001', 'b:2x', 'b:1e2', '', 'a,,b', 'b,'])('refuses %j', async (entry) => {
    await expect(parse(entry)).rejects.toMatchObject({
      code: 'option-invalid',
      context: { option: 'style' },
    });
  });
});
