/** `/styles`: the list, and what a server adds to it and takes away. */
import { describe, expect, it } from 'vitest';
import type { Requester } from '../../src/job/job.js';
import { ada, photo } from '../studio-stage.js';
import { by, jobOf, mod, openConversation, replyOf, stranger, wordsOf } from './stage.js';

async function openStyles() {
  const stage = await openConversation();
  const { conversation, signal } = stage;
  const styles = async (
    values: Readonly<Record<string, string>> = {},
    who: Requester = mod,
    pictures: Parameters<typeof conversation.command>[4] = {},
  ) => replyOf(await conversation.command('styles', values, by(who), signal, pictures));
  const add = (name: string, who: Requester = mod) => styles({ action: 'add', name }, who, { image: photo });
  return { ...stage, styles, add };
}

const page: Requester = { ...ada, door: 'page', tenant: 'page', isModerator: true };

describe('the list', () => {
  it("has the server's own first, under words of their own", async () => {
    const { styles, add, studio } = await openStyles();
    expect((await styles()).blocks[0]).toMatchObject({ type: 'gallery' });
    await add('Our Mascot');
    const { width, height } = (await studio.ownStyles.list(mod))[0]!;
    expect((await styles({}, ada)).blocks.slice(0, 4)).toMatchObject([
      { type: 'text', text: expect.stringContaining('own styles') },
      {
        type: 'gallery',
        items: [
          {
            ...{ id: 'our-mascot', title: 'Our Mascot', caption: 'Added by this server', width, height },
            ...{ alt: 'Our Mascot, added by this server', picture: { type: 'own-style', id: 'our-mascot' } },
          },
        ],
      },
      { type: 'text' },
      { type: 'gallery', items: studio.styles().map(({ id }) => ({ id })) },
    ]);
    expect(wordsOf(await styles({}, stranger))).not.toContain('Mascot');
  });

  it('says how to add one to those who may, where they can', async () => {
    const { styles, set } = await openStyles();
    const hints = async (who: Requester) => wordsOf(await styles({}, who)).includes('/styles add');
    expect([await hints(mod), await hints(ada), await hints(page)]).toEqual([true, false, false]);
    await set('own-styles-by', 'everyone');
    expect(await hints(ada)).toBe(true);
    await set('own-styles', '0');
    expect(await hints(mod)).toBe(false);
  });
});

describe('adding', () => {
  it('shows what was added, and the name to take it by', async () => {
    const { add } = await openStyles();
    const reply = await add('Our Mascot');
    expect(reply).toMatchObject({ kind: 'answer', isPrivate: true });
    expect(reply.title).toBe('Our Mascot is a style of this server now');
    expect(wordsOf(reply)).toContain('our-mascot');
    expect(reply.blocks.at(-1)).toMatchObject({ type: 'picture', picture: { type: 'own-style' } });
  });

  it('never shows a name raw', async () => {
    const { add, styles } = await openStyles();
    const name = `\u202eevil\u001b[2J ${'long '.repeat(6)}`;
    for (const reply of [await add(name), await styles()]) {
      expect(wordsOf(reply)).not.toMatch(/\\u001b|\u202e/);
    }
  });

  it('says what is missing or wrong', async () => {
    const { styles, add, conversation, signal } = await openStyles();
    const words = async (...asked: Parameters<typeof styles>) => wordsOf(await styles(...asked));
    expect(await words({ action: 'add', name: 'x' })).toContain('image is missing');
    expect(await words({ action: 'add' }, mod, { image: photo })).toContain('name is missing');
    expect(await words({ action: 'remove' })).toContain('name is missing');
    expect(await words({ action: 'add', name: 'x', image: 'y' })).toContain(
      'image: expected a picture that is sent along',
    );
    expect(await words({}, mod, { picture: photo })).toContain('no option \\"picture\\"');
    expect((await add('mascot', ada)).title).toBe('For moderators only');
    expect((await add('harvest')).title).toBe('This name is taken');
    expect(wordsOf(await add('☃'))).toContain('a name with letters a-z or digits in it');
    const elsewhere = await conversation.command('queue', {}, by(ada), signal, { image: photo });
    expect(replyOf(elsewhere).kind).toBe('refusal');
  });

  it('is nothing that the page offers', async () => {
    const { styles, conversation, signal } = await openStyles();
    expect(wordsOf(await styles({ action: 'add' }, page))).toContain('/styles has no option');
    const help = async (who: Requester) =>
      wordsOf(replyOf(await conversation.command('help', { command: 'styles' }, by(who), signal)));
    expect(await help(ada)).toContain('remove');
    expect(await help(page)).not.toContain('remove');
  });
});

it('removing says what was removed, and that pictures stay', async () => {
  const { styles, add } = await openStyles();
  await add('Our Mascot');
  const gone = await styles({ action: 'remove', name: 'Our Mascot' });
  expect(gone.title).toBe('Our Mascot is no style of this server any more');
  const unknown = await styles({ action: 'remove', name: 'our-mascot' });
  expect(unknown).toMatchObject({ kind: 'refusal', title: 'No such style' });
});

it('a picture is called by the style as it was named, also when the style has gone', async () => {
  const { add, styles, stylize, conversation, press } = await openStyles();
  await add('Our Mascot');
  const job = jobOf(await stylize({}, ada, 'our-mascot'));
  expect(wordsOf(replyOf(await press('info', job.id)))).toContain('Our Mascot, added by this server');
  const [choice] = replyOf(await press('style', job.id)).blocks;
  expect(choice).toMatchObject({ items: expect.arrayContaining([ownItem, presetItem]) });
  await styles({ action: 'remove', name: 'our-mascot' });
  expect(wordsOf(await conversation.present(job))).toContain('Our Mascot');
});

const presetItem = expect.objectContaining({ picture: { type: 'preset', id: 'harvest' } });
const ownItem = expect.objectContaining({ picture: { type: 'own-style', id: 'our-mascot' } });
