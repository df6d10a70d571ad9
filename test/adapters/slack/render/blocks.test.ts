/** Each block of a reply as a part of a message. */
import { expect, it } from 'vitest';
import { drawBar } from '../../../../src/adapters/chat/progress-bar.js';
import type { Block } from '../../../../src/reply/reply.js';
import { item, now, ofBlocks, rendered, shownOf, textsOf, wordsOf } from './stage.js';

const bodyOf = async (...blocks: readonly Block[]) => textsOf(await rendered(ofBlocks(...blocks))).slice(1);
const typesOf = async (...blocks: readonly Block[]) =>
  (await rendered(ofBlocks(...blocks))).blocks.map(({ type }) => type);
const picture = (type: 'photo' | 'result', alt: string) =>
  ({ picture: { type, job: 'rokadimu' }, alt, width: 4, height: 3 }) as const;

it('has a title, and words by how loud they are', async () => {
  const blocks: readonly Block[] = [
    { type: 'text', text: 'a\nb' },
    { type: 'note', text: 'c\n\nd' },
  ];
  expect(await typesOf(...blocks)).toEqual(['header', 'section', 'context']);
  expect(await bodyOf(...blocks)).toEqual(['a\nb', 'c\n\nd']);
});

it('shows words without marks as they are, and commands as what is typed in Slack', async () => {
  const { blocks } = await rendered(
    ofBlocks({ type: 'text', text: '*a* <b> :c:' }, { type: 'text', text: 'Type `/queue` for *more*.' }),
  );
  expect(blocks.slice(1)).toEqual([
    { type: 'section', expand: true, text: { type: 'plain_text', text: '*a* <b> :c:', emoji: false } },
    {
      ...{ type: 'section', expand: true },
      text: { type: 'mrkdwn', text: 'Type `/stylize queue` for ∗more∗.', verbatim: true },
    },
  ]);
});

it('says by its title how it stands, each state another', async () => {
  const kinds = ['queued', 'running', 'done', 'failed', 'cancelled', 'expired', 'answer'] as const;
  const titles = await Promise.all(
    kinds.map(async (kind) => textsOf(await rendered({ ...ofBlocks(), kind }))[0]!),
  );
  expect(new Set(titles).size).toBe(kinds.length);
  expect(titles.every((title) => title.endsWith('A title'))).toBe(true);
});

it('says in a notification what the message is about', async () => {
  const { text } = await rendered({
    ...ofBlocks({ type: 'note', text: 'n' }, { type: 'text', text: 'first <b>' }),
    title: 'Painting\n*it*',
  });
  expect(text).toBe('Painting ∗it∗: first &lt;b&gt;');
});

it('draws how far it is: a span where it is short, a time of day where it is long', async () => {
  const progress = { type: 'progress', value: 0.5, label: '50 % · Step 12 of 24' } as const;
  expect(await bodyOf({ ...progress, remaining: 'done in about 40 s', etaSeconds: 40 })).toEqual([
    '▰▰▰▰▰▰▰▰▰▰▱▱▱▱▱▱▱▱▱▱\n50 % · Step 12 of 24 · done in about 40 s',
  ]);
  expect(await bodyOf({ ...progress, remaining: 'done in about 10 min', etaSeconds: 600 })).toEqual([
    `▰▰▰▰▰▰▰▰▰▰▱▱▱▱▱▱▱▱▱▱\n50 % · Step 12 of 24 · done at about <!date^${now / 1000 + 600}^{time}|2026-11-22 12:10 UTC>`,
  ]);
  const [waiting] = await bodyOf({ ...progress, value: null, remaining: null, etaSeconds: null });
  expect(waiting).toBe(`${'▱'.repeat(20)}\n50 % · Step 12 of 24`);
});

it('draws a bar of one length, full when it is all', () => {
  const filled = [null, 0, 0.04, 0.05, 0.5, 0.999, 1, 7, -1, Number.NaN].map(
    (value) => drawBar(value).replaceAll('▱', '').length,
  );
  expect(filled).toEqual([0, 0, 0, 1, 10, 19, 20, 20, 0, 0]);
});

it('shows what was painted, by the name under which it is uploaded', async () => {
  const payload = await rendered(ofBlocks({ type: 'picture', ...picture('result', 'coffee, painted') }));
  expect(payload.blocks[1]).toEqual({
    ...{ type: 'image', slack_file: { id: 'file:coffee-harvest-rokadimu.png' }, alt_text: 'coffee, painted' },
  });
  expect(payload.files.map(({ name, alt }) => [name, alt])).toEqual([
    ['coffee-harvest-rokadimu.png', 'coffee, painted'],
  ]);
});

it('shows of a comparison what was painted', async () => {
  const payload = await rendered(
    ofBlocks(
      { type: 'comparison', before: picture('photo', 'photo'), after: picture('result', 'painted') },
      { type: 'note', text: 'by Vincent\n30 steps' },
    ),
  );
  expect(payload.blocks.map(({ type }) => type)).toEqual(['header', 'image', 'context']);
  expect(payload.files).toHaveLength(1);
});

it('lists facts in columns, ten to a section', async () => {
  const facts = Array.from({ length: 12 }, (_, k) => [`Name ${k}`, k === 0 ? 'a\nb *c*' : ''] as const);
  const { blocks } = await rendered(ofBlocks({ type: 'facts', facts }));
  const fields = blocks.slice(1).map((block) => ('fields' in block ? block.fields!.length : 0));
  expect(fields).toEqual([10, 2]);
  expect(await bodyOf({ type: 'facts', facts: facts.slice(0, 2) })).toEqual([
    '*Name 0*\na b ∗c∗',
    '*Name 1*\n–',
  ]);
});

it('tells tables in lines: names as they are typed, what needs no heading without', async () => {
  const table = (columns: readonly string[], ...rows: readonly (readonly string[])[]): Block => ({
    ...{ type: 'table', columns, rows },
  });
  expect(
    await bodyOf(
      table(['Command', 'What it does'], ['/queue', 'Who waits'], ['/help', 'What there is']),
      table(['Command', 'What it does'], [`/stylize content ${'[option] '.repeat(4)}`.trim(), 'Paints']),
      table(
        ['Name', 'What it is', 'Steps', 'Source'],
        ['impasto', 'Thick', '18', 'Us'],
        ['lapstyle', 'Thin'],
      ),
      table(['When', 'Who', 'Setting'], ['2026-03-01 14:05 UTC', 'slack/U7', 'max-steps']),
      table(['Setting', 'Value', 'By', 'Limit', 'What it is'], ['daily', 'none', 'us', '', 'so many']),
    ),
  ).toEqual([
    '`/stylize queue` Who waits\n`/stylize help` What there is',
    '`/stylize content [option] [option] [option] [option]`\nPaints',
    '`impasto` Thick\nSteps: 18 · Source: Us',
    '`lapstyle` Thin',
    '*2026-03-01 14:05 UTC* slack/U7\nSetting: max-steps',
    '`daily` none\nBy: us · so many',
  ]);
});

it('numbers a gallery, with the names to type, and uploads nothing for it', async () => {
  const mine = item('rokadimu', {
    caption: 'rokadimu, 3 min ago',
    picture: { type: 'result', job: 'rokadimu' },
  });
  const payload = await rendered(ofBlocks({ type: 'gallery', items: [item('harvest'), mine] }));
  expect(payload.files).toEqual([]);
  expect(textsOf(payload)[1]).toBe(
    '1. *Title of harvest* Somebody, 1888. Public domain `harvest`\n2. *Title of rokadimu* rokadimu, 3 min ago',
  );
});

it('draws the loss, and says it in words', async () => {
  const points = [
    [1, 9000.4],
    [30, 123.456],
  ] as const;
  const payload = await rendered(ofBlocks({ type: 'plot', title: 'Loss by step', points }));
  expect(shownOf(payload)[0]).toMatch(/^loss-[0-9a-f]{12}\.png$/);
  expect(wordsOf(payload)).toContain('*Loss by step* from 9000 at step 1 to 123 at step 30');
  expect(payload.files[0]!.alt).toContain('from 9000 at step 1');
  expect((await rendered(ofBlocks({ type: 'plot', title: 'x', points: [] }))).blocks).toHaveLength(1);
});

it('has no block for what says nothing', async () => {
  const empty: readonly Block[] = [
    { type: 'text', text: '\u200b' },
    { type: 'note', text: '' },
    { type: 'facts', facts: [] },
    { type: 'table', columns: [], rows: [] },
    { type: 'gallery', items: [] },
  ];
  expect(await bodyOf(...empty)).toEqual([]);
  const { blocks, text } = await rendered({ ...ofBlocks(), title: '' });
  expect([textsOf({ blocks }), text]).toEqual([['…'], '…']);
});

it('names channels that are spoken of; what could be none of Slack’s stays', async () => {
  const mentions = [
    { kind: 'channel', id: 'C0ART' },
    { kind: 'channel', id: 'art' },
    { kind: 'role', id: 'C0ROLE' },
  ] as const;
  const said = { type: 'text', text: 'C0ART, art or C0ROLE, not XC0ART *b*', mentions } as const;
  expect(await bodyOf(said)).toEqual(['<#C0ART>, art or C0ROLE, not XC0ART ∗b∗']);
});
