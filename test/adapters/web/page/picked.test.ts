import { describe, expect, it } from 'vitest';
import { checkFile, type Picked, placePictures } from '../../../../src/adapters/web/page/picked.js';

const upload = { maxBytes: 1024 * 1024, types: ['image/png', 'image/jpeg'] };
const preset = (id: string): Picked => ({ type: 'preset', id, title: id });
const [a, b, c] = [preset('a'), preset('b'), preset('c')];

describe('a file', () => {
  it.each([
    [{ name: 'a.png', size: 5, type: 'image/png' }, null],
    // Some systems know no media types.
    [{ name: 'A.JPG', size: 5, type: '' }, null],
    [{ name: 'a.txt', size: 5, type: 'text/plain' }, /a\.txt is not a picture.*PNG, JPG/],
    [{ name: 'a', size: 5, type: '' }, /not a picture/],
    [{ name: 'a.png', size: 0, type: 'image/png' }, /empty/],
    [{ name: 'a.png', size: 3 * 1024 * 1024, type: 'image/png' }, /3\.0 MiB; a picture may have 1\.0 MiB/],
  ])('%j', (file, problem) => {
    const found = checkFile(file, upload);
    if (problem === null) expect(found).toBeNull();
    else expect(found).toMatch(problem);
  });
});

describe('pictures go', () => {
  it.each([
    ['the photo first', { content: null, style: null }, [a], { content: a, style: null }],
    ['both in order', { content: null, style: null }, [a, b], { content: a, style: b }],
    ['where there is room', { content: a, style: null }, [b], { content: a, style: b }],
    ['where there is room, before', { content: null, style: a }, [b], { content: b, style: a }],
    ['over what is there, from the photo on', { content: a, style: b }, [c], { content: c, style: b }],
    ['over all for two', { content: a, style: null }, [b, c], { content: b, style: c }],
    ['nowhere for none', { content: a, style: null }, [], { content: a, style: null }],
  ])('%s', (_, slots, pictures, expected) => {
    expect(placePictures(slots, pictures)).toEqual(expected);
  });
});
