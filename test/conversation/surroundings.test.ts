/** What a door asks before and beside the commands: pictures, styles, how they are shown, settings. */
import { describe, expect, it } from 'vitest';
import { createSurroundings } from '../../src/conversation/surroundings.js';
import type { Requester } from '../../src/job/job.js';
import type { OwnStyle } from '../../src/job/own-style.js';
import { ada, photo } from '../studio-stage.js';
import { bob, by, jobOf, mod, openConversation, replyOf, stranger, wordsOf } from './stage.js';

describe('examine', () => {
  it('says nothing of what can be used, and why not of the rest', async () => {
    const { conversation, signal } = await openConversation();
    expect(await conversation.examine(photo, ada, signal)).toBeNull();
    expect(await conversation.examine({ preset: 'harvest' }, ada, signal)).toBeNull();
    const bad = { bytes: Buffer.from('no picture'), name: 'a.png' };
    const refused = await conversation.examine(bad, ada, signal);
    expect(refused).toMatchObject({ kind: 'refusal', title: 'This picture cannot be used', isPrivate: true });
    expect(await conversation.examine({ preset: 'xylophone' }, ada, signal)).toMatchObject({
      title: 'No such picture',
    });
  });

  it('says at once what would be refused in the end, so that nobody chooses a style in vain', async () => {
    const { conversation, set, signal } = await openConversation();
    await set('allowed-channels', 'elsewhere');
    const here = { channel: 'here' };
    expect(await conversation.examine(photo, { ...ada, ...here }, signal)).toMatchObject({ kind: 'refusal' });
    expect(await conversation.examine(photo, { ...mod, ...here }, signal)).toBeNull();
  });

  it('throws what is nobody at fault for', async () => {
    const { conversation } = await openConversation();
    const asking = conversation.examine(photo, ada, AbortSignal.abort(new Error('they left')));
    await expect(asking).rejects.toThrow('they left');
  });
});

describe('styles', () => {
  it("are the server's own first, then those of the package", async () => {
    const { conversation, studio, signal } = await openConversation();
    await studio.ownStyles.add('Our\u0007Mascot', photo, mod, signal);
    const shipped = studio.styles();
    const [own, first, ...rest] = await conversation.styles(ada);
    expect(own).toEqual({
      ...{ id: 'our-mascot', title: 'Our Mascot', credit: 'added by this server' },
      picture: { type: 'own-style', id: 'our-mascot' },
    });
    expect(first).toMatchObject({
      ...{ id: shipped[0]!.id, title: shipped[0]!.title },
      picture: { type: 'preset', id: shipped[0]!.id },
    });
    expect(first!.credit).toContain(shipped[0]!.artist);
    expect(rest.length).toBe(shipped.length - 1);
    expect((await conversation.styles(stranger)).map(({ id }) => id)).toEqual(shipped.map(({ id }) => id));
  });

  it('have each name once: a preset that came later yields to a style of the server', async () => {
    const { studio } = await openConversation();
    const [preset, ...others] = studio.styles();
    const own = { id: preset!.id, title: 'Ours' } as OwnStyle;
    const { styles } = createSurroundings({
      ...studio,
      ownStyles: { ...studio.ownStyles, list: async () => [own] },
    });
    const choices = await styles(ada);
    expect(choices.map(({ id }) => id)).toEqual([own.id, ...others.map(({ id }) => id)]);
    expect(choices[0]!.picture.type).toBe('own-style');
  });

  it('are needed where the server has none for those who give none', async () => {
    const { conversation, set } = await openConversation();
    expect(await conversation.needsStyle(ada)).toBe(true);
    await set('default-preset', 'harvest');
    expect(await conversation.needsStyle(ada)).toBe(false);
    expect(await conversation.needsStyle(stranger)).toBe(true);
  });
});

describe('manner', () => {
  it('hides pictures behind a click where the settings say so', async () => {
    const { conversation, set } = await openConversation();
    expect(await conversation.manner(ada)).toEqual({ isSpoiler: false, isShown: true });
    await set('spoiler', 'on');
    expect(await conversation.manner(ada)).toEqual({ isSpoiler: true, isShown: true });
  });

  it('shows none in a channel that the settings forbid, whoever asks', async () => {
    const { conversation, set, stylize } = await openConversation();
    await set('age-restricted', 'on');
    const shown = async (rest: Partial<Requester>) =>
      (await conversation.manner({ ...ada, ...rest })).isShown;
    expect(await shown({})).toBe(false);
    expect(await shown({ isAgeRestricted: false, isModerator: true })).toBe(false);
    expect(await shown({ isAgeRestricted: true })).toBe(true);
    expect(await shown({ channel: null })).toBe(true);
    expect(await shown({ door: 'page' })).toBe(true);
    const refused = replyOf(await stylize());
    expect(refused.title).toBe('Not in this channel');
    expect(wordsOf(refused)).toContain('marked age-restricted');
    expect(jobOf(await stylize({}, { ...ada, isAgeRestricted: true })).state).toBe('queued');
  });
});

describe('settings', () => {
  it("are the server's, for its moderators", async () => {
    const { conversation, studio, set } = await openConversation();
    await set('max-steps', '200');
    const views = await conversation.settings(mod);
    expect(views).toEqual(await studio.settings.view('discord/guild'));
    expect(views.find(({ name }) => name === 'max-steps')).toMatchObject({ value: '200', source: 'server' });
    await expect(conversation.settings(bob)).rejects.toMatchObject({ code: 'settings-forbidden' });
  });
});

it('a private picture is asked for as such, and shown so', async () => {
  const { conversation, signal } = await openConversation();
  const input = { content: photo, styles: [{ picture: { preset: 'harvest' }, weight: 1 }], values: {} };
  for (const [rest, isPrivate] of [
    [{ isPrivate: true }, true],
    [{ isPrivate: false }, false],
    [{}, false],
  ] as const) {
    const job = jobOf(await conversation.stylize({ ...input, ...rest }, by(ada), signal));
    expect(job.isPrivate).toBe(isPrivate);
    expect((await conversation.present(job)).isPrivate).toBe(isPrivate);
  }
});
