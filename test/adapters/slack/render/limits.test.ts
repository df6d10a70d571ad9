/** Whatever is said, Slack takes it: nothing too long, too many or twice. */
import { describe, expect, it } from 'vitest';
import { type Action, actions, type Block, type Reply } from '../../../../src/reply/reply.js';
import { buttonsOf, hostile, item, ofBlocks, rendered, shownOf, textsOf } from './stage.js';

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
    ...{ type: 'picture', alt: '"'.repeat(3000), width: null, height: null },
    picture: { type: 'result', job: `job-${k}` },
  }));

const replies: Readonly<Record<string, Reply>> = {
  'a long gallery': ofBlocks(gallery(225)),
  'a huge table': ofBlocks(table(400, 'words '.repeat(20))),
  'a table of three-byte letters': ofBlocks(table(200, '絵▰'.repeat(40))),
  'a paragraph without end': ofBlocks({ type: 'text', text: 'word '.repeat(4000) }),
  'a note of quotes': ofBlocks({ type: 'note', text: '"\n'.repeat(4000) }),
  'letters that are all escaped': ofBlocks({ type: 'text', text: '`/help` <&'.repeat(5000) }),
  'many blocks': ofBlocks(...Array.from({ length: 190 }, (): Block => ({ type: 'note', text: 'n' }))),
  'many pictures': ofBlocks(...pictures(25)),
  'facts without end': ofBlocks({
    type: 'facts',
    facts: Array.from({ length: 50 }, () => ['<'.repeat(500), '"&'.repeat(900)] as const),
  }),
  'everything at once': {
    ...ofBlocks(gallery(25), table(100, hostile), ...pictures(12), {
      type: 'text',
      text: hostile.repeat(99),
    }),
    ...{ buttons: [...buttons, ...buttons, ...buttons].map((one, k) => ({ ...one, job: `job${k}` })) },
    title: 'T'.repeat(2000),
  },
};

describe('Slack takes every page of', () => {
  for (const [name, reply] of Object.entries(replies)) {
    it(name, async () => {
      // Without a command there are no other pages.
      const ids = (sent: Parameters<typeof buttonsOf>[0]) => buttonsOf(sent).map((one) => one.action_id);
      expect(ids(await rendered(reply)).some((id) => id.includes(':page:'))).toBe(false);
      let page = 1;
      for (; page < 100; page++) {
        const payload = await rendered(reply, { command: 'help', page });
        if (!ids(payload).includes(`v1:page:help:${page + 1}`)) break;
      }
      expect(page).toBeLessThan(60);
    });
  }
});

it('leaves nothing out on its way through the pages', async () => {
  const seen: string[] = [];
  for (let page = 1; page < 40; page++) {
    const texts = textsOf(await rendered(replies['a huge table']!, { command: 'help', page }));
    seen.push(...texts.flatMap((text) => text.match(/row-\d+/g) ?? []));
    if (seen.includes('row-399')) break;
  }
  expect(seen).toEqual(Array.from({ length: 400 }, (_, k) => `row-${k}`));
});

it('keeps what announces something beside it', async () => {
  const heading: Block = { type: 'text', text: 'Photos:' };
  for (let before = 30; before < 50; before++) {
    const notes = Array.from({ length: before }, (): Block => ({ type: 'note', text: 'n' }));
    const texts = textsOf(await rendered(ofBlocks(...notes, heading, gallery(1)), { command: 'styles' }));
    expect(texts.filter((text) => !text.startsWith('Page')).at(-1)).not.toBe('Photos:');
  }
});

it('says that it is cut where there is no way to the rest', async () => {
  expect(textsOf(await rendered(replies['a huge table']!)).at(-1)).toBe('…');
  expect(textsOf(await rendered(ofBlocks(table(3, 'x')))).at(-1)).not.toBe('…');
});

it('sends a picture that is there twice as one file', async () => {
  const [one] = pictures(1);
  const payload = await rendered(ofBlocks(one!, one!));
  expect(payload.files).toHaveLength(1);
  expect(shownOf(payload)).toHaveLength(2);
});
