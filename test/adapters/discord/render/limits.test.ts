/** Whatever is said, Discord takes it: nothing too long, too many or twice. */
import { describe, expect, it } from 'vitest';
import { type Action, actions, type Block, type Reply } from '../../../../src/reply/reply.js';
import {
  hostile,
  item,
  ofBlocks,
  partsOf,
  pressableOf,
  rendered,
  shownOf,
  textsOf,
  wordsOf,
} from './stage.js';

const gallery = (count: number): Block => ({
  ...{ type: 'gallery', items: Array.from({ length: count }, (_, k) => item(`style-${k}`)) },
});
const table = (rows: number, words: string): Block => ({
  ...{ type: 'table', columns: ['Name', 'What it is', 'Steps'] },
  rows: Array.from({ length: rows }, (_, k) => [`row-${k}`, words, String(k)]),
});
const buttons = actions.map((action: Action) => ({
  ...{ action, job: 'rokadimu', label: 'x'.repeat(200), emphasis: 'normal' as const },
}));
const pictures = (count: number): readonly Block[] =>
  Array.from({ length: count }, (_, k) => ({
    ...{ type: 'picture', alt: 'y'.repeat(3000), width: null, height: null },
    picture: { type: 'preset', id: `p${k}` },
  }));

const replies: Readonly<Record<string, Reply>> = {
  'a long gallery': ofBlocks(gallery(25)),
  'a huge table': ofBlocks(table(400, 'words '.repeat(20))),
  'a table of three-byte letters': ofBlocks(table(200, '絵▰'.repeat(40))),
  'a paragraph without end': ofBlocks({ type: 'text', text: 'word '.repeat(4000) }),
  'letters that are all escaped': ofBlocks({ type: 'text', text: '*_'.repeat(5000) }),
  'many blocks': ofBlocks(...Array.from({ length: 90 }, (): Block => ({ type: 'note', text: 'n' }))),
  'many pictures': ofBlocks(...pictures(25)),
  'hostile labels': {
    ...ofBlocks(
      { type: 'text', text: hostile },
      { type: 'facts', facts: [[hostile, hostile]] },
      { type: 'table', columns: [hostile, hostile, hostile], rows: [[hostile, hostile, hostile]] },
      { type: 'gallery', items: [item('a', { title: hostile, caption: hostile, alt: hostile })] },
      { type: 'progress', value: 2, label: hostile, remaining: null, etaSeconds: 5 },
    ),
    title: hostile,
  },
  'everything at once': {
    ...ofBlocks(gallery(25), table(100, hostile), ...pictures(12), {
      type: 'text',
      text: hostile.repeat(99),
    }),
    ...{ buttons, title: 'T'.repeat(2000) },
  },
};

describe('Discord takes every page of', () => {
  for (const [name, reply] of Object.entries(replies)) {
    it(name, async () => {
      // Without a command there are no other pages.
      expect(pressableOf(await rendered(reply)).some(({ id }) => id.includes(':page:'))).toBe(false);
      let page = 1;
      for (; page < 100; page++) {
        const payload = await rendered(reply, { command: 'help', page });
        const next = pressableOf(payload).find(({ label }) => label.startsWith('Next'));
        if (next === undefined || next.isDisabled) break;
        expect(next.id).toBe(`v1:page:help:${page + 1}`);
      }
      expect(page).toBeLessThan(60);
    });
  }
});

it('turns pages back and forth', async () => {
  const reply = ofBlocks(gallery(25));
  const at = async (page: number) => rendered(reply, { command: 'styles', page });
  expect(pressableOf(await at(1))).toEqual([
    { label: '◀ Previous', id: 'v1:page:styles:4', isDisabled: true },
    { label: 'Page 1 of 3', id: 'v1:page:styles:5', isDisabled: true },
    { label: 'Next ▶', id: 'v1:page:styles:2', isDisabled: false },
  ]);
  expect(pressableOf(await at(3)).map(({ isDisabled }) => isDisabled)).toEqual([false, true, true]);
  expect(shownOf(await at(2))).toEqual(Array.from({ length: 10 }, (_, k) => `preset-style-${k + 10}.webp`));
  expect(textsOf(await at(3))[1]).toMatch(/^21\. \*\*Title of style-20/);
  expect(await at(99)).toEqual(await at(3));
  expect(await at(0)).toEqual(await at(1));
});

it('says that it is cut where there is no way to the rest', async () => {
  const reply = ofBlocks(table(400, 'words '.repeat(20)));
  expect(textsOf(await rendered(reply)).at(-1)).toBe('…');
  expect(textsOf(await rendered(ofBlocks(table(3, 'x')))).at(-1)).not.toBe('…');
});

it('lets nothing of a label work as markup', async () => {
  const words = wordsOf(await rendered(replies['hostile labels']!));
  expect(words).not.toMatch(
    /@everyone|(?<!\\)<@|(?<!\\)<#|(?<!\\)<\/|https:\/\/|(?<!\\)\|\||\u202e|^# |^- /m,
  );
});

it('shows a picture that is there twice as one file', async () => {
  const payload = await rendered(ofBlocks(gallery(3), gallery(3)));
  expect(shownOf(payload)).toHaveLength(6);
  expect(payload.files).toHaveLength(3);
});

it('puts buttons in rows of about one length, below a line', async () => {
  const reply = { ...ofBlocks({ type: 'text', text: 'x' }), buttons: buttons.slice(1) };
  const parts = partsOf(await rendered(reply));
  expect(parts.map(({ type }) => type)).toEqual([10, 10, 14, 1, 1]);
  const rows = parts.flatMap((part) => ('components' in part ? [part.components] : []));
  expect(rows.map(({ length }) => length)).toEqual([4, 4]);
  expect(rows.flat()).toMatchObject([{ custom_id: 'v1:stronger:rokadimu', style: 2 }, ...Array(7).fill({})]);
});

it('styles a button by its weight', async () => {
  const emphases = ['primary', 'normal', 'danger'] as const;
  const three = emphases.map((emphasis, k) => ({ ...buttons[k]!, emphasis, label: 'Go' }));
  const parts = partsOf(await rendered({ ...ofBlocks(), buttons: three }));
  const row = parts.at(-1) as { readonly components: readonly { readonly style: number }[] };
  expect(row.components.map(({ style }) => style)).toEqual([1, 2, 4]);
});
