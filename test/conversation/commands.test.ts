import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/all.js';
import { photo } from '../studio-stage.js';
import { bob, by, jobOf, mod, openConversation, replyOf, stranger, wordsOf } from './stage.js';

describe('stylize', () => {
  it('is a job, with what was typed', async () => {
    const { stylize, conversation } = await openConversation();
    const job = jobOf(await stylize({ strength: '70' }));
    expect(job).toMatchObject({ state: 'queued', address: { message: 7 }, order: { strength: 70 } });
    expect(await conversation.present(job)).toMatchObject({
      kind: 'queued',
      buttons: [{ action: 'cancel' }],
    });
  });

  it('refuses with a sentence: values, names, pictures, limits', async () => {
    const { stylize, conversation, set, signal } = await openConversation();
    expect(wordsOf(replyOf(await stylize({ steps: 'many' })))).toContain('steps: expected a whole number');
    const strange = replyOf(await stylize({ strenth: '70' }));
    expect(strange).toMatchObject({ kind: 'refusal', isPrivate: true, buttons: [] });
    expect(wordsOf(strange)).toMatch(/no option.*strenth.*recipe, size, steps, strength/);
    const content = { bytes: Buffer.from('no picture'), name: 'a.png' };
    const bad = await conversation.stylize({ content, styles: [], values: {} }, by(mod), signal);
    expect(replyOf(bad).kind).toBe('refusal');
    await set('allowed-channels', 'elsewhere');
    expect(replyOf(await stylize()).title).toBe('Not in this channel');
  });

  it('throws what is nobody at fault for', async () => {
    const { conversation } = await openConversation();
    const input = { content: photo, styles: [{ picture: { preset: 'harvest' }, weight: 1 }], values: {} };
    const asking = conversation.stylize(input, by(mod), AbortSignal.abort(new Error('they left')));
    await expect(asking).rejects.toThrow('they left');
  });
});

it('every command of the table is answered, and those that it does not have are refused', async () => {
  const { say } = await openConversation();
  for (const name of Object.keys(commands).filter((one) => one !== 'stylize')) {
    const reply = await say(name, {}, mod);
    expect([name, reply.kind, reply.isPrivate]).toEqual([name, 'answer', true]);
    expect(wordsOf(reply)).not.toMatch(/undefined|NaN|\[object/);
    expect((await say(name, { nonsense: 'x' }, mod)).title).toBe('Please check what you typed');
  }
  expect(wordsOf(await say('paint'))).toContain('/stylize');
  await expect(say('stylize')).rejects.toThrow(TypeError);
});

describe('lists', () => {
  it('styles and samples are galleries, recipes a table', async () => {
    const { say, studio } = await openConversation();
    const galleries = (await say('styles')).blocks.filter(({ type }) => type === 'gallery');
    expect(galleries).toMatchObject([
      { items: studio.styles().map(({ id, title }) => ({ id, title })) },
      { items: studio.samples().map(({ id }) => ({ id, picture: { type: 'preset', id } })) },
    ]);
    expect(wordsOf(await say('styles'))).toMatch(/Vincent van Gogh, 1888\. Public domain/);
  });

  it('the queue names what is yours, and of others only how many there are', async () => {
    const { say, stylize } = await openConversation();
    expect((await say('queue')).blocks).toEqual([]);
    const mine = jobOf(await stylize());
    const theirs = jobOf(await stylize({}, stranger, 'ink-wash'));
    const others = jobOf(await stylize({}, bob));
    const reply = await say('queue');
    expect(reply.title).toBe('3 waiting, none being painted');
    expect(wordsOf(reply)).toContain(mine.id);
    expect(wordsOf(reply)).not.toContain(theirs.id);
    expect(wordsOf(reply)).not.toContain(others.id);
    expect(wordsOf(reply)).not.toContain('Ink');
    expect(wordsOf(await say('queue', {}, mod))).toContain('None of them is yours');
  });

  it('history shows pictures as pictures, the rest as rows, and nobody else', async () => {
    const { say, stylize, finished } = await openConversation();
    const done = await finished();
    const waiting = jobOf(await stylize());
    const reply = await say('history');
    expect(reply.blocks).toMatchObject([
      { type: 'gallery', items: [{ id: done.id, picture: { type: 'result', job: done.id }, width: 512 }] },
      { type: 'table', rows: [[waiting.id, expect.any(String), 'waiting', expect.stringMatching(/ago$/)]] },
      { type: 'note' },
    ]);
    expect((await say('history', { limit: '1' })).blocks[0]).toMatchObject({ type: 'table' });
    expect((await say('history', {}, bob)).title).toBe('No pictures yet');
    expect((await say('history', { limit: '0' })).kind).toBe('refusal');
  });
});

describe('status and cancel', () => {
  it('speak of the latest, or of the one that is named, however it is typed', async () => {
    const { say, stylize, finished } = await openConversation();
    const done = await finished();
    const waiting = jobOf(await stylize());
    expect(await say('status')).toMatchObject({ kind: 'queued', isPrivate: true });
    const named = await say('status', { job: `#${done.id.toUpperCase()} ` });
    expect(named).toMatchObject({ kind: 'done', isPrivate: true });
    expect((await say('cancel')).title).toBe(`${waiting.id} is cancelled.`);
    expect((await say('cancel')).title).toBe('Nothing to cancel');
    expect((await say('cancel', { job: done.id })).title).toBe('Too late for that');
    expect((await say('status', { job: 'what?' })).title).toBe('No such picture');
    expect((await say('status', { job: done.id }, stranger)).title).toBe('No such picture');
    expect((await say('cancel', { job: done.id }, bob)).title).toBe('Not yours');
  });

  it('say how far one is that is painted', async () => {
    const { say, stylize, scheduler } = await openConversation(async function* paint(_, { signal }) {
      const size = { width: 64, height: 48 };
      yield { type: 'started', ...size, steps: 4, rungs: 1, resumedAt: 0, device: 'cpu', recipe: {} };
      const losses = { content: {}, style: {}, tv: 0, total: 5 };
      yield {
        type: 'step',
        ...size,
        step: 1,
        steps: 4,
        rung: 1,
        rungs: 1,
        losses,
        seconds: 1,
        etaSeconds: 3,
      };
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      yield { type: 'ended', state: 'cancelled', result: null };
    });
    await stylize();
    await scheduler.recover();
    await expect.poll(async () => wordsOf(await say('status'))).toContain('25 % · Step 1 of 4');
    expect(wordsOf(await say('queue'))).toContain('Step 1 of 4');
    expect((await say('cancel')).title).toContain('stops after this step');
    await expect.poll(async () => (await say('status')).kind).toBe('cancelled');
  });
});

describe('settings', () => {
  it('are for moderators', async () => {
    const { say } = await openConversation();
    for (const action of ['list', 'set', 'unset', 'audit']) {
      const reply = await say('settings', { action, name: 'max-steps', value: '9' }, bob);
      expect(reply).toMatchObject({ kind: 'refusal', title: 'For moderators only' });
    }
  });

  it('are shown with whose word it is and how far one may go, changed, and audited', async () => {
    const { say, set, studio } = await openConversation();
    await set('max-steps', '300', 'operator');
    const changed = await say('settings', { action: 'set', name: 'max-steps', value: '200' }, mod);
    expect(wordsOf(changed)).toContain('max-steps is 200 now; it was not set');
    expect((await studio.effective(mod))['max-steps']).toBe(200);
    const [table] = (await say('settings', { name: 'Max-Steps' }, mod)).blocks;
    expect(table).toMatchObject({
      rows: [['max-steps', '200', 'set here', 'at most 300', expect.stringMatching(/most steps/i)]],
    });
    const beyond = await say('settings', { action: 'set', name: 'max-steps', value: '900' }, mod);
    expect(beyond.kind).toBe('refusal');
    await say('settings', { action: 'unset', name: 'max-steps' }, mod);
    expect((await studio.effective(mod))['max-steps']).toBe(300);
    const [audit] = (await say('settings', { action: 'audit' }, mod)).blocks;
    expect(audit).toMatchObject({
      rows: [
        [expect.stringMatching(/UTC$/), 'discord/mod', 'max-steps', '200', 'not set'],
        [expect.stringMatching(/UTC$/), 'discord/mod', 'max-steps', 'not set', '200'],
      ],
    });
  });

  it('say what is missing or unknown', async () => {
    const { say } = await openConversation();
    expect(wordsOf(await say('settings', { action: 'set', name: 'max-steps' }, mod))).toContain(
      'value is missing',
    );
    expect(wordsOf(await say('settings', { action: 'unset' }, mod))).toContain('name is missing');
    expect(wordsOf(await say('settings', { name: 'colour' }, mod))).toContain('There is no setting');
    expect(wordsOf(await say('settings', { action: 'burn' }, mod))).toContain('one of list, set');
  });
});

it('privacy shows and deletes', async () => {
  const { say, finished, database } = await openConversation();
  const { id } = await finished();
  const shown = await say('privacy');
  expect(wordsOf(shown)).toMatch(/1 picture of yours is stored.*kept for 30 days/);
  expect(wordsOf(await say('privacy', { action: 'delete' }))).toContain('1 picture deleted');
  expect(await database.jobs.get(id)).toBeNull();
});

it('help lists the commands, and tells all of one', async () => {
  const { say } = await openConversation();
  const onPage = { ...mod, door: 'page' } as const;
  const all = wordsOf(await say('help', {}, onPage));
  expect(all).toContain('/stylize content style [recipe]');
  expect(all).toContain('/status [job]');
  expect(all).not.toMatch(/device|json|threads/);
  const one = wordsOf(await say('help', { command: '/Stylize' }, onPage));
  expect(one).toContain('a number from 0 to 100');
  expect(one).toContain('/stylize coffee');
  expect(one).not.toContain('impasto stylize');
  expect((await say('help', { command: 'dance' })).title).toBe('No such command');
});

it('help tells of /stylize as the chats have it: with pictures that are sent along', async () => {
  const { say } = await openConversation();
  expect(wordsOf(await say('help'))).toContain('/stylize content [style] [preset]');
  const one = wordsOf(await say('help', { command: 'stylize' }));
  expect(one).toMatch(/"preset".*"private"/);
  expect(one).not.toMatch(/coffee|a style: a file|name of a sample/);
});
