import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createGallery } from '../../src/request/presets.js';

const gallery = await createGallery();

const known = (name: string) => {
  try {
    return `found ${gallery.find(name).id}`;
  } catch (error) {
    return (error as { context: { known: string[] } }).context.known;
  }
};

test('the gallery has ten styles and five samples, each a file by an absolute path', () => {
  expect([gallery.styles.length, gallery.samples.length]).toEqual([10, 5]);
  for (const { file } of [...gallery.styles, ...gallery.samples]) {
    expect(isAbsolute(file) && existsSync(file), file).toBe(true);
  }
});

test('no id is there twice over both lists', () => {
  const ids = [...gallery.styles, ...gallery.samples].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe('finding a picture', () => {
  test.each([
    ['cafe-terrace', 'cafe-terrace'],
    ['Café Terrace', 'cafe-terrace'],
    ['coffee.jpg', 'coffee'],
    ['  ROCKET_launch ', 'rocket-launch'],
    ['stain', 'stained-glass'],
    ['chelsea', 'chelsea-cat'],
  ])('%j is %s', (name, id) => {
    expect(gallery.find(name).id).toBe(id);
    expect(gallery.lookUp(name)?.id).toBe(id);
  });

  test('a beginning that fits several is not guessed at', () => {
    expect(known('c')).toEqual([
      'cafe-terrace',
      'church-at-auvers',
      'contour-bands',
      'chelsea-cat',
      'coffee',
    ]);
    expect(gallery.lookUp('c')).toBeNull();
  });

  test('what is spelt alike is suggested', () => {
    expect(known('cofee')).toEqual(['coffee']);
    expect(known('stainedglass')).toEqual(['stained-glass']);
    expect(known('terace')).toEqual(['cafe-terrace']);
    expect(known('harvets')).toEqual(['harvest']);
  });

  test('where nothing is alike, everything is listed', () => {
    expect(known('/home/me/wedding.jpg')).toHaveLength(15);
    expect(known('')).toHaveLength(15);
    expect(() => gallery.find('mona-lisa')).toThrow(expect.objectContaining({ code: 'picture-not-found' }));
  });

  test('only the list asked for is searched', () => {
    expect(gallery.lookUp('coffee', gallery.styles)).toBeNull();
    expect(gallery.find('c', gallery.styles.slice(0, 2)).id).toBe('cafe-terrace');
  });
});

test('a damaged manifest is named with its row', async () => {
  const readFile = async (path: string) => Buffer.from(path.includes('styles') ? '[{"id":"x"}]' : '[]');
  await expect(createGallery('/somewhere', readFile)).rejects.toMatchObject({
    code: 'manifest-broken',
    context: {
      path: expect.stringContaining('styles'),
      detail: expect.stringContaining('row "x": `file` is missing'),
    },
  });
});
