/** Styles that a server adds itself: who may, how many, and under which names. */
import { describe, expect, it } from 'vitest';
import { encodeImage } from '../src/image/encode.js';
import { unpackPixels } from '../src/image/pixel-file.js';
import { ada } from './studio-stage.js';
import { bob, mod, openStyles, stranger, waves } from './studio-styles-stage.js';

const pictureOf = (width: number, height: number) =>
  encodeImage({ width, height, data: new Uint8Array(width * height * 3).fill(90) }, { format: 'png' });

describe('adding', () => {
  it('keeps the pixels, no larger than needed, under a name made of what was typed', async () => {
    const { add, ids, blobs } = await openStyles();
    const picture = { bytes: await pictureOf(1600, 800), name: 'x.png' };
    const style = await add('  Our Mascot! ', mod, picture);
    expect(style).toMatchObject({
      ...{ tenant: 'discord/guild', id: 'our-mascot', title: 'Our Mascot!', by: 'discord/mod' },
      ...{ width: 1024, height: 512 },
    });
    expect(unpackPixels(await blobs.get(style.blob))).toMatchObject({ width: 1024, height: 512 });
    expect(await ids()).toEqual(['our-mascot']);
    expect(await ids(stranger)).toEqual([]);
  });

  it('is for moderators, until the settings open it to everyone', async () => {
    const { add, set, ownStyles, ids } = await openStyles();
    await expect(add('mascot', ada)).rejects.toMatchObject({ code: 'styles-forbidden' });
    expect([await ownStyles.mayAdd(ada), await ownStyles.mayAdd(mod)]).toEqual([false, true]);
    await set('own-styles-by', 'everyone');
    expect(await ownStyles.mayAdd(ada)).toBe(true);
    await add('mascot', ada);
    expect(await ids()).toEqual(['mascot']);
  });

  it('has a limit, which no replacement meets', async () => {
    const { add, set, ids } = await openStyles();
    await set('own-styles', '2');
    await add('one');
    await add('two');
    await expect(add('three')).rejects.toMatchObject({ code: 'styles-full', context: { limit: 2 } });
    await add('two', mod, waves);
    expect(await ids()).toEqual(['one', 'two']);
  });

  it('holds to the limit when several add at once', async () => {
    const { add, set, ids } = await openStyles();
    await set('own-styles', '1');
    const ends = await Promise.allSettled(['one', 'two', 'three'].map((name) => add(name)));
    expect(ends.filter(({ status }) => status === 'fulfilled').length).toBe(1);
    expect((await ids()).length).toBe(1);
  });

  it('refuses names of which nothing is left, and those of the package', async () => {
    const { add, ids } = await openStyles();
    for (const name of ['', '☃', 'a'.repeat(41)]) {
      await expect(add(name)).rejects.toMatchObject({ code: 'option-invalid', context: { option: 'name' } });
    }
    for (const name of ['Harvest', 'coffee']) {
      await expect(add(name)).rejects.toMatchObject({ code: 'style-name-taken' });
    }
    expect(await ids()).toEqual([]);
  });

  it('refuses what is no picture, whom the operator keeps out, and anybody once the studio is closed', async () => {
    const { add, ids, settings, studio, set } = await openStyles();
    const bad = { bytes: Buffer.from('no picture'), name: 'a.png' };
    await expect(add('mascot', mod, bad)).rejects.toMatchObject({ code: 'image-unsupported' });
    const block = { kind: 'user', key: 'discord/mod', reason: 'spam', by: 'operator' } as const;
    await settings.block(block);
    await expect(add('mascot')).rejects.toMatchObject({ code: 'blocked', context: { reason: 'spam' } });
    await settings.unblock('user', 'discord/mod');
    await set('disk-reserve', '1000000', 'operator');
    await expect(add('mascot')).rejects.toMatchObject({ code: 'storage-full' });
    studio.close();
    await expect(add('mascot')).rejects.toMatchObject({ code: 'shutting-down' });
    expect(await ids()).toEqual([]);
  });

  it('replaces by whoever added it or a moderator, and frees the old picture', async () => {
    const { add, set, blobs, age, ownStyles } = await openStyles();
    await set('own-styles-by', 'everyone');
    const first = await add('mascot', ada);
    await age(first.blob);
    await expect(add('Mascot', bob, waves)).rejects.toMatchObject({ code: 'style-not-yours' });
    expect((await ownStyles.list(ada))[0]!.blob).toBe(first.blob);
    const second = await add('Mascot', ada, waves);
    expect(await blobs.size(first.blob)).toBeNull();
    expect(await blobs.size(second.blob)).not.toBeNull();
    expect(await ownStyles.list(ada)).toEqual([second]);
    expect((await add('mascot', mod)).by).toBe('discord/mod');
  });
});

describe('removing', () => {
  it('is for whoever added it and for moderators, and frees its picture', async () => {
    const { add, set, ids, blobs, age, ownStyles } = await openStyles();
    await set('own-styles-by', 'everyone');
    const { blob } = await add('Our Mascot', ada);
    await age(blob);
    await expect(ownStyles.remove('our-mascot', bob)).rejects.toMatchObject({ code: 'style-not-yours' });
    await expect(ownStyles.remove('our-mascot', stranger)).rejects.toMatchObject({ code: 'style-unknown' });
    expect(await ids()).toEqual(['our-mascot']);
    expect(await ownStyles.remove('Our Mascot', ada)).toMatchObject({ id: 'our-mascot' });
    expect(await blobs.size(blob)).toBeNull();
    await add('logo', ada);
    await ownStyles.remove('logo', mod);
    await expect(ownStyles.remove('logo', mod)).rejects.toMatchObject({
      ...{ code: 'style-unknown', context: { id: 'logo', known: [] } },
    });
  });

  it('goes on where they are turned off, and nothing else does', async () => {
    const { add, set, ids, ownStyles, paint } = await openStyles();
    await add('mascot');
    await add('logo');
    await set('own-styles', '0', 'operator');
    expect(await ids(mod)).toEqual([]);
    expect(await ownStyles.mayAdd(mod)).toBe(false);
    await expect(add('another')).rejects.toMatchObject({ code: 'styles-off' });
    await expect(paint('mascot')).rejects.toMatchObject({ code: 'picture-not-found' });
    await ownStyles.remove('mascot', mod);
    await set('own-styles', null, 'operator');
    expect(await ids()).toEqual(['logo']);
  });
});
