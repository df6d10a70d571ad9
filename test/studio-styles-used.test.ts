/** What is painted in a server's own styles, and how they are found, looked at and shown. */
import { describe, expect, it } from 'vitest';
import { decodeImage } from '../src/image/decode.js';
import { ada, gallery, photo } from './studio-stage.js';
import { mod, openStyles, orderOf, signal, stranger, waves } from './studio-styles-stage.js';

describe('painting in one', () => {
  it('finds it by its name, as it is or nearly, and stores nothing anew', async () => {
    const { add, paint } = await openStyles();
    const { blob, width, height } = await add('Our Mascot');
    for (const name of ['our-mascot', 'Our Mascot', 'our mas']) {
      const [style] = orderOf(await paint(name)).styles;
      expect(style).toEqual({
        ...{ blob, label: 'our-mascot', title: 'Our Mascot', preset: null, weight: 1 },
        ...{ width, height, originalWidth: width, originalHeight: height },
      });
    }
    expect(orderOf(await paint('harvest')).styles).toMatchObject([{ preset: 'harvest', label: 'harvest' }]);
    expect(orderOf(await paint('harvest')).styles[0]).not.toHaveProperty('title');
  });

  it('tells its name among those that were perhaps meant, to its own server alone', async () => {
    const { add, paint } = await openStyles();
    await add('mascot');
    const known = async (name: string, who = ada) =>
      (await paint(name, who).catch((error) => error)).context.known as readonly string[];
    expect(await known('mascat')).toEqual(['mascot']);
    expect(await known('xylophone')).toContain('mascot');
    expect(await known('xylophone', stranger)).not.toContain('mascot');
    await expect(paint('mascot', stranger)).rejects.toMatchObject({ code: 'picture-not-found' });
  });

  it('may be the photo as well, and what another style is', async () => {
    const { add, paint, studio } = await openStyles();
    const { blob } = await add('mascot', mod, waves);
    const old = await paint('harvest');
    const styles = [{ picture: { preset: 'mascot' }, weight: 1 }];
    const job = await studio.vary(old.id, ada, { styles }, null, signal);
    expect(job.inputs).toContain(blob);
    const again = await studio.submit(
      { requester: ada, content: { preset: 'mascot' }, styles, values: {}, address: null },
      signal,
    );
    expect(orderOf(again).content).toMatchObject({ blob, label: 'mascot' });
    expect(again.inputs).toEqual([blob]);
  });

  it('outlives the style: its picture goes with the last who names it', async () => {
    const { add, paint, ownStyles, blobs, age, studio } = await openStyles();
    const { blob } = await add('mascot', mod, waves);
    const job = await paint('mascot');
    await age(blob);
    await ownStyles.remove('mascot', mod);
    expect(await blobs.size(blob)).not.toBeNull();
    const next = await studio.vary(job.id, ada, { values: { seed: '2' } }, null, signal);
    for (const { id } of [job, next]) {
      await age(blob);
      await studio.remove(id, ada, signal);
    }
    expect(await blobs.size(blob)).toBeNull();
  });

  it('says so where the picture itself is lost', async () => {
    const { add, paint, blobs } = await openStyles();
    const { blob } = await add('mascot', mod, waves);
    await blobs.remove(blob);
    await expect(paint('mascot')).rejects.toMatchObject({ code: 'blob-missing' });
  });
});

describe('looking at a picture beforehand', () => {
  it('takes what submit takes, and refuses what it refuses', async () => {
    const { add, studio } = await openStyles();
    await add('mascot');
    const pictures = [photo, { preset: 'mascot' }, { preset: 'harvest' }];
    for (const picture of pictures) await studio.examine(picture, ada, signal);
    const bad = { bytes: Buffer.from('no picture'), name: 'a.png' };
    await expect(studio.examine(bad, ada, signal)).rejects.toMatchObject({ code: 'image-unsupported' });
    await expect(studio.examine({ preset: 'mascot' }, stranger, signal)).rejects.toMatchObject({
      code: 'picture-not-found',
    });
  });
});

describe('its picture to be shown', () => {
  it('is small, follows a replacement, and is for its own server', async () => {
    const { add, studio } = await openStyles();
    await add('mascot');
    const shown = async (who = ada) => studio.album.ownStyle('mascot', who);
    const first = (await shown())!;
    const { format, width, height } = await decodeImage(first, { name: 'it' });
    expect([format, Math.max(width, height)]).toEqual(['webp', 320]);
    const { width: w, height: h } = gallery.find('coffee');
    expect(width / height).toBeCloseTo(w / h, 1);
    expect(await shown()).toBe(first);
    expect(await shown(stranger)).toBeNull();
    expect(await studio.album.ownStyle('harvest', ada)).toBeNull();
    await add('mascot', mod, waves);
    expect(Buffer.from((await shown())!).equals(first)).toBe(false);
    await studio.ownStyles.remove('mascot', mod);
    expect(await shown()).toBeNull();
  });
});
