/** Each block of a reply as a part of a message. */
import { expect, it } from 'vitest';
import { drawBar } from '../../../../src/adapters/chat/progress-bar.js';
import type { Block } from '../../../../src/reply/reply.js';
import { item, mediaOf, now, ofBlocks, partsOf, rendered, shownOf, textsOf, wordsOf } from './stage.js';

const bodyOf = async (...blocks: readonly Block[]) => textsOf(await rendered(ofBlocks(...blocks))).slice(1);
const picture = (type: 'photo' | 'result', alt: string) =>
  ({ picture: { type, job: 'rokadimu' }, alt, width: 4, height: 3 }) as const;

it('has a title, and words by how loud they are', async () => {
  const payload = await rendered(ofBlocks({ type: 'text', text: 'a\nb' }, { type: 'note', text: 'c\n\nd' }));
  expect(textsOf(payload)).toEqual(['### A title', 'a\nb', '-# c\n\n-# d']);
});

it('is coloured by its kind, each another', async () => {
  const kinds = ['queued', 'running', 'done', 'failed', 'cancelled', 'expired', 'answer', 'refusal'] as const;
  const colours = await Promise.all(
    kinds.map(async (kind) => (await rendered({ ...ofBlocks(), kind })).components[0]),
  );
  const accents = colours.map((component) => (component as { accent_color: number }).accent_color);
  expect(new Set(accents).size).toBe(kinds.length);
});

it('draws how far it is, with a time that the reader’s client counts down', async () => {
  const progress = {
    type: 'progress',
    label: '50 % · Step 12 of 24',
    remaining: 'done in about 40 s',
  } as const;
  expect(await bodyOf({ ...progress, value: 0.5, etaSeconds: 40 })).toEqual([
    `▰▰▰▰▰▰▰▰▰▰▱▱▱▱▱▱▱▱▱▱\n50 % · Step 12 of 24 · done <t:${now / 1000 + 40}:R>`,
  ]);
  const [waiting] = await bodyOf({ ...progress, value: null, remaining: null, etaSeconds: null });
  expect(waiting).toBe(`${'▱'.repeat(20)}\n50 % · Step 12 of 24`);
});

it('draws a bar of one length, full when it is all', () => {
  const filled = [null, 0, 0.04, 0.05, 0.5, 0.999, 1, 7, -1, Number.NaN].map(
    (value) => drawBar(value).replaceAll('▱', '').length,
  );
  expect(filled).toEqual([0, 0, 0, 1, 10, 19, 20, 20, 0, 0]);
  expect([...drawBar(0.3)]).toHaveLength(20);
});

it('shows a picture in a gallery of its own, with words for those who do not see it', async () => {
  const payload = await rendered(ofBlocks({ type: 'picture', ...picture('photo', 'coffee, the photo') }));
  expect(mediaOf(payload)).toEqual([
    { media: { url: 'attachment://photo-rokadimu.webp' }, description: 'coffee, the photo' },
  ]);
  expect(payload.files.map(({ name, alt }) => [name, alt])).toEqual([
    ['photo-rokadimu.webp', 'coffee, the photo'],
  ]);
});

it('shows before and after: the result large, the photo beside the words that follow', async () => {
  const comparison: Block = {
    type: 'comparison',
    before: picture('photo', 'coffee, the photo'),
    after: picture('result', 'coffee, painted'),
  };
  const payload = await rendered(ofBlocks(comparison, { type: 'note', text: 'by Vincent\n30 steps' }));
  expect(shownOf(payload)).toEqual(['coffee-harvest-rokadimu.png', 'photo-rokadimu.webp']);
  expect(textsOf(payload)).toEqual(['### A title', '-# by Vincent\n-# 30 steps']);
  expect(mediaOf(payload)[1]).toMatchObject({ description: 'Before: coffee, the photo' });
  expect(textsOf(await rendered(ofBlocks(comparison)))).toEqual(['### A title', '-# Before']);
});

it('lists facts', async () => {
  const facts = [
    ['State', 'done'],
    ['Two', 'a\nb'],
  ] as const;
  expect(await bodyOf({ type: 'facts', facts })).toEqual(['**State** done\n**Two** a b']);
});

it('tells tables in lines: names as they are typed, what needs no heading without', async () => {
  const table = (columns: readonly string[], ...row: readonly string[]): Block => ({
    ...{ type: 'table', columns, rows: [row] },
  });
  expect(
    await bodyOf(
      table(['Command', 'What it does'], '/queue', 'Who waits'),
      table(['Command', 'What it does'], `/stylize content ${'[option] '.repeat(4)}`.trim(), 'Paints'),
      table(['Name', 'What it is', 'Steps', 'Source'], 'impasto', 'Thick paint', '18', 'Us, 2026'),
      table(['When', 'Who', 'Setting'], '2026-03-01 14:05 UTC', 'discord/7', 'max-steps'),
      table(
        ['Setting', 'Value', 'By', 'Limit', 'What it is'],
        'daily',
        'no limit',
        'the default',
        '',
        'so many',
      ),
    ),
  ).toEqual([
    '`/queue` Who waits',
    '`/stylize content [option] [option] [option] [option]`\nPaints',
    '`impasto` Thick paint\n-# Steps: 18 · Source: Us, 2026',
    '**2026-03-01 14:05 UTC** discord/7\n-# Setting: max-steps',
    '`daily` no limit\n-# By: the default · so many',
  ]);
});

it('numbers a gallery as it is shown, with the names to type', async () => {
  const items = [item('harvest'), item('rokadimu', { caption: 'rokadimu, 3 min ago' })];
  const payload = await rendered(ofBlocks({ type: 'gallery', items }));
  expect(shownOf(payload)).toEqual(['preset-harvest.webp', 'preset-rokadimu.webp']);
  expect(textsOf(payload)[1]).toBe(
    '1. **Title of harvest** Somebody, 1888. Public domain `harvest`\n2. **Title of rokadimu** rokadimu, 3 min ago',
  );
});

it('takes the small pictures of jobs into a gallery', async () => {
  const mine = item('rokadimu', { picture: { type: 'result', job: 'rokadimu' } });
  expect(shownOf(await rendered(ofBlocks({ type: 'gallery', items: [mine] })))).toEqual([
    'thumbnail-rokadimu.webp',
  ]);
});

it('draws the loss, and says it in words', async () => {
  const points = [
    [1, 9000.4],
    [30, 123.456],
  ] as const;
  const payload = await rendered(ofBlocks({ type: 'plot', title: 'Loss by step', points }));
  expect(shownOf(payload)[0]).toMatch(/^loss-[0-9a-f]{12}\.png$/);
  expect(wordsOf(payload)).toContain('**Loss by step** from 9000 at step 1 to 123 at step 30');
  expect(mediaOf(payload)[0]!.description).toContain('from 9000 at step 1');
  expect(partsOf(await rendered(ofBlocks({ type: 'plot', title: 'x', points: [] })))).toHaveLength(1);
});

it('has no part for what says nothing', async () => {
  const empty: readonly Block[] = [
    { type: 'text', text: '\u200b' },
    { type: 'note', text: '' },
    { type: 'facts', facts: [] },
    { type: 'table', columns: [], rows: [] },
    { type: 'gallery', items: [] },
  ];
  expect(await bodyOf(...empty)).toEqual([]);
  expect(textsOf(await rendered({ ...ofBlocks(), title: '' }))).toEqual(['### …']);
});
