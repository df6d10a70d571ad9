/** Pictures in messages: their files, and what stands where there is none, or none may be shown. */
import { describe, expect, it } from 'vitest';
import { StudioError } from '../../../../src/errors.js';
import type { Block, PictureRef } from '../../../../src/reply/reply.js';
import { done, result } from '../../../reply/pictures.js';
import { ada, item, mediaOf, ofBlocks, rendered, shownOf, wordsOf } from './stage.js';

const show = (picture: PictureRef): Block => ({
  ...{ type: 'picture', picture, alt: 'What it is', width: null, height: null },
});
const job = 'rokadimu';
const all: readonly PictureRef[] = [
  { type: 'result', job },
  { type: 'preview', job, step: 12 },
  { type: 'photo', job },
  { type: 'style', job, index: 1 },
  { type: 'preset', id: 'harvest' },
  { type: 'own-style', id: 'our-wall' },
];
const preview = { step: 12, bytes: new Uint8Array([1]) };
const nothing = {
  ...{ preset: async () => null, ownStyle: async () => null, photo: async () => null },
  ...{ style: async () => null, result: async () => null, thumbnail: async () => null },
};

it('has a name for each kind of picture', async () => {
  const payload = await rendered(ofBlocks(...all.map(show)), { preview });
  expect(shownOf(payload)).toEqual([
    ...['coffee-harvest-rokadimu.png', 'preview-rokadimu-12.webp', 'photo-rokadimu.webp'],
    ...['style-rokadimu-1.webp', 'preset-harvest.webp'],
    expect.stringMatching(/^style-our-wall-[0-9a-f]{12}\.webp$/),
  ]);
});

it('names another preview, and another style of the same name, otherwise', async () => {
  const named = async (reply: Block, tenant: string, step: number) =>
    shownOf(
      await rendered(ofBlocks(reply), {
        requester: { ...ada, tenant },
        preview: { ...preview, step },
      }),
    );
  expect(await named(show(all[1]!), '1', 13)).not.toEqual(await named(show(all[1]!), '1', 14));
  expect(await named(show(all[5]!), '1', 1)).not.toEqual(await named(show(all[5]!), '2', 1));
  expect(await named(show(all[5]!), '1', 1)).toEqual(await named(show(all[5]!), '1', 2));
});

it('asks for the result as large as a file may be, and says what was done to it', async () => {
  const asked: unknown[] = [];
  const payload = await rendered(
    ofBlocks(show(all[0]!)),
    { maxBytes: 3 * 2 ** 20 },
    {
      job: async (id) => done({ id, result: { ...result, bytes: 9 * 2 ** 20 } }),
      album: {
        async result(...args) {
          asked.push(args);
          const bytes = new Uint8Array(9);
          return { bytes, extension: 'webp', width: 300, height: 200, how: 'shrunk' };
        },
      },
    },
  );
  expect(asked).toEqual([[job, ada, 3 * 2 ** 20]]);
  expect(shownOf(payload)).toEqual(['coffee-harvest-rokadimu-300x200.webp']);
  expect(wordsOf(payload)).toMatch(/^-# .*9\.0 MiB.*3\.0 MiB/m);
  expect(wordsOf(await rendered(ofBlocks(show(all[0]!))))).not.toContain('MiB');
});

describe('words stand where there is no picture', () => {
  for (const picture of all) {
    it(picture.type, async () => {
      const { files, components } = await rendered(ofBlocks(show(picture)), {}, { album: nothing });
      expect(files).toEqual([]);
      expect(JSON.stringify(components)).toMatch(/"-# [A-Z][^"]+\."/);
    });
  }

  it('also where the studio throws', async () => {
    const lost = async () => {
      throw new StudioError('blob-missing', { hash: 'x' });
    };
    const unknown = async () => {
      throw new StudioError('job-unknown', { id: job });
    };
    const reply = ofBlocks(show(all[0]!), show(all[2]!));
    const payload = await rendered(reply, {}, { album: { photo: lost }, job: unknown });
    expect(shownOf(payload)).toEqual([]);
    expect(wordsOf(payload)).toContain('/history');
  });

  it('but not where the machine has failed', async () => {
    const broken = async () => {
      throw new Error('EIO');
    };
    await expect(rendered(ofBlocks(show(all[2]!)), {}, { album: { photo: broken } })).rejects.toThrow('EIO');
  });

  it('where a file would be too large', async () => {
    const payload = await rendered(ofBlocks(show(all[1]!)), {
      maxBytes: 5,
      preview: { ...preview, bytes: new Uint8Array(6) },
    });
    expect(payload.files).toEqual([]);
  });

  it('once, however many are gone', async () => {
    const items = ['a', 'b', 'c'].map((id) => item(id, { picture: { type: 'result', job: id } }));
    const words = wordsOf(
      await rendered(ofBlocks({ type: 'gallery', items }), {}, { album: { thumbnail: async () => null } }),
    );
    expect(words.match(/not here/g)).toHaveLength(1);
    expect(words).toContain('2. **Title of b**');
  });

  it('beside a comparison whose photo is gone, and above one whose result is', async () => {
    const shown = { alt: 'x', width: 1, height: 1 };
    const comparison: Block = {
      type: 'comparison',
      before: { ...shown, picture: all[2]! },
      after: { ...shown, picture: all[0]! },
    };
    const reply = ofBlocks(comparison, { type: 'note', text: 'by Vincent' });
    const noPhoto = await rendered(reply, {}, { album: { photo: async () => null } });
    expect(shownOf(noPhoto)).toEqual(['coffee-harvest-rokadimu.png']);
    expect(wordsOf(noPhoto)).toContain('-# by Vincent\n-# The photo is not kept');
    const neither = await rendered(reply, {}, { album: nothing });
    expect(wordsOf(neither)).toMatch(/not here.*by Vincent.*The photo/s);
  });
});

describe('settings of the server', () => {
  it('hide pictures until somebody clicks, save those that come with the bot', async () => {
    const payload = await rendered(ofBlocks(...all.map(show)), { preview }, { manner: { isSpoiler: true } });
    expect(mediaOf(payload).map(({ spoiler = false }) => spoiler)).toEqual([
      true,
      true,
      true,
      true,
      false,
      true,
    ]);
    const openly = await rendered(ofBlocks(...all.map(show)), { preview });
    expect(mediaOf(openly).some(({ spoiler }) => spoiler)).toBe(false);
  });

  it('keep pictures out of a channel, and say so once', async () => {
    const fetched: string[] = [];
    const payload = await rendered(
      ofBlocks(...all.map(show)),
      { preview },
      {
        manner: { isShown: false },
        album: {
          async photo(id) {
            fetched.push(id);
            return new Uint8Array(1);
          },
        },
      },
    );
    expect(shownOf(payload)).toEqual(['preset-harvest.webp']);
    expect(wordsOf(payload).match(/age-restricted/g)).toHaveLength(1);
    expect(fetched).toEqual([]);
  });
});
