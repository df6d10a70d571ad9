/** Pages: nothing is lost, nothing is too much, and what belongs together stays together. */
import { expect, it } from 'vitest';
import type { Part, Wanted } from '../../../../src/adapters/discord/blocks/part.js';
import {
  messageSize,
  type Page,
  paginate,
  type Size,
  sizeOfText,
} from '../../../../src/adapters/discord/pages.js';

const room: Size = { components: 10, characters: 100, bytes: 300, pictures: 4 };
const words = (...lines: readonly string[]): Part => ({ type: 'words', lines });
const wanted: Wanted = { source: { type: 'preset', id: 'harvest' }, alt: 'x' };
const pictures = (count: number, ...lines: readonly string[]): Part => ({
  ...{ type: 'pictures', lines },
  pictures: Array.from({ length: count }, () => wanted),
});
const linesOf = (pages: readonly Page[]) => pages.map((page) => page.flatMap(({ lines }) => lines));
const row = (mark: string) => mark.repeat(30);

it('is one page where all has room, and where there is nothing', () => {
  expect(paginate([words('a'), pictures(4, 'b')], room)).toHaveLength(1);
  expect(paginate([], room)).toEqual([[]]);
});

it('turns the page between lines', () => {
  const lines = [...'abcdefg'].map(row);
  const pages = paginate([words(...lines)], room);
  expect(linesOf(pages)).toEqual([lines.slice(0, 3), lines.slice(3, 6), lines.slice(6)]);
});

it('counts bytes as well as letters', () => {
  const lines = ['▰'.repeat(30), '▰'.repeat(30), '▰'.repeat(30), '▰'.repeat(30)];
  const pages = paginate([words(...lines)], { ...room, characters: 1000, bytes: 200 });
  expect(linesOf(pages)).toEqual([lines.slice(0, 2), lines.slice(2)]);
});

it('counts pictures and components', () => {
  expect(paginate([pictures(3), pictures(3), pictures(1)], room).map(({ length }) => length)).toEqual([1, 2]);
  const many = Array.from({ length: 25 }, (_, k) => words(String(k)));
  expect(paginate(many, room).map(({ length }) => length)).toEqual([10, 10, 5]);
});

it('keeps pictures with their words, and words with what they announce', () => {
  const pages = paginate(
    [words(row('a'), row('d')), words('Photos:'), pictures(4, row('b'), row('c'))],
    room,
  );
  expect(linesOf(pages)).toEqual([
    [row('a'), row('d')],
    ['Photos:', row('b'), row('c')],
  ]);
});

it('cuts what no page has room for', () => {
  for (const part of [words('x'.repeat(5000)), pictures(1, 'y'.repeat(5000)), words('▰'.repeat(900), 'z')]) {
    const pages = paginate([part], room);
    for (const page of pages) {
      const text = page.flatMap(({ lines }) => lines).join('\n');
      expect(sizeOfText(text).characters).toBeLessThanOrEqual(room.characters);
      expect(sizeOfText(text).bytes).toBeLessThanOrEqual(room.bytes);
    }
    expect(linesOf(pages)[0]![0]).toMatch(/…$/);
  }
});

it('loses no line of a long table', () => {
  const lines = Array.from({ length: 300 }, (_, k) => `row ${k} ${'▱'.repeat(k % 60)}`);
  const pages = paginate([words(...lines)], messageSize);
  expect(linesOf(pages).flat()).toEqual(lines);
  expect(pages.length).toBeGreaterThan(2);
});
