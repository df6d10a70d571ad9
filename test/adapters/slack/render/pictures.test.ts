/** Pictures of messages: which are worth an upload, what they are called, and what is said where there are none. */
import { describe, expect, it } from 'vitest';
import { StudioError } from '../../../../src/errors.js';
import type { Block, PictureRef } from '../../../../src/reply/reply.js';
import { done, result } from '../../../reply/pictures.js';
import { ada, ofBlocks, rendered, shownOf, wordsOf } from './stage.js';

const job = 'rokadimu';
const preview = { step: 12, bytes: new Uint8Array([1, 2]) };
const show = (picture: PictureRef): Block => ({ type: 'picture', picture, alt: 'x', width: 1, height: 1 });
const painted = show({ type: 'result', job });
const soFar = show({ type: 'preview', job, step: 12 });
const plot: Block = {
  ...{ type: 'plot', title: 'Loss' },
  points: [
    [1, 2],
    [2, 1],
  ],
};
const others: readonly PictureRef[] = [
  { type: 'photo', job },
  { type: 'style', job, index: 0 },
  { type: 'preset', id: 'harvest' },
  { type: 'own-style', id: 'our-wall' },
];

it('uploads what is painted, and says nothing of what people have', async () => {
  const payload = await rendered(ofBlocks(painted, soFar, plot, ...others.map(show)), { preview });
  expect(payload.files.map(({ name }) => name)).toEqual([
    'coffee-harvest-rokadimu.png',
    'preview-rokadimu-12.jpg',
    expect.stringMatching(/^loss-[0-9a-f]{12}\.png$/),
  ]);
  expect(shownOf(payload)).toEqual(payload.files.map(({ name }) => name));
  expect(wordsOf(await rendered(ofBlocks(...others.map(show))))).toBe('A title');
});

it('sends previews as what Slack shows, named by their step', async () => {
  const nameAt = async (step: number) =>
    (await rendered(ofBlocks(soFar), { preview: { ...preview, step } })).files[0]!;
  expect(Buffer.from((await nameAt(13)).bytes).toString()).toBe('jpeg of \u0001\u0002');
  expect((await nameAt(13)).name).not.toBe((await nameAt(14)).name);
});

it('asks for the result as large as a file may be, and says what was done to it', async () => {
  const asked: unknown[] = [];
  const payload = await rendered(
    ofBlocks(painted),
    { maxBytes: 3 * 2 ** 20 },
    {
      job: async (id) => done({ id, result: { ...result, bytes: 9 * 2 ** 20 } }),
      album: {
        async result(...args) {
          asked.push(args);
          return { bytes: new Uint8Array(9), extension: 'jpg', width: 300, height: 200, how: 'shrunk' };
        },
      },
    },
  );
  expect(asked).toEqual([[job, ada, 3 * 2 ** 20, 'jpeg']]);
  expect(shownOf(payload)).toEqual(['coffee-harvest-rokadimu-300x200.jpg']);
  expect(wordsOf(payload)).toMatch(/9\.0 MiB.*3\.0 MiB.*JPEG of 300x200/);
  expect(wordsOf(await rendered(ofBlocks(painted)))).not.toContain('MiB');
});

describe('a picture that is not there', () => {
  const lost = async () => {
    throw new StudioError('blob-missing', { hash: 'x' });
  };

  it('has words in its place, once, where it was painted', async () => {
    const gone = { album: { result: async () => null } };
    const payload = await rendered(ofBlocks(painted, show({ type: 'result', job: 'another' })), {}, gone);
    expect(payload.files).toEqual([]);
    expect(wordsOf(payload)).toContain('/stylize history shows');
    expect(wordsOf(payload).match(/not here/g)).toHaveLength(1);
    expect(wordsOf(await rendered(ofBlocks(painted), {}, { album: { result: lost } }))).toContain('not here');
  });

  it('leaves its place empty while it is painted', async () => {
    expect((await rendered(ofBlocks(soFar))).blocks).toHaveLength(1);
    expect((await rendered(ofBlocks(soFar), { preview: null })).blocks).toHaveLength(1);
    const broken = { album: { jpeg: lost } };
    expect((await rendered(ofBlocks(soFar), { preview }, broken)).blocks).toHaveLength(1);
  });

  it('is told where it is too large', async () => {
    const payload = await rendered(ofBlocks(painted, soFar), { preview, maxBytes: 5 });
    expect(payload.files).toEqual([]);
  });

  it('lets the machine’s own failures pass', async () => {
    const broken = async () => {
      throw new Error('EIO');
    };
    await expect(rendered(ofBlocks(painted), {}, { album: { result: broken } })).rejects.toThrow('EIO');
  });
});

describe('settings of the workspace', () => {
  it('keep pictures out of what all read: they go with it, to the thread', async () => {
    const payload = await rendered(
      ofBlocks(painted, soFar, plot),
      { preview },
      { manner: { isSpoiler: true } },
    );
    expect(payload.files.map(({ name }) => name.split('-')[0])).toEqual(['coffee', 'loss']);
    expect(shownOf(payload).map((name) => name.split('-')[0])).toEqual(['loss']);
    expect(wordsOf(payload)).toContain('in the thread');
    expect(wordsOf(await rendered(ofBlocks(painted)))).not.toContain('thread');
  });

  it('forbid pictures, which is said once', async () => {
    const fetched: string[] = [];
    const payload = await rendered(
      ofBlocks(painted, soFar, plot),
      { preview },
      {
        manner: { isShown: false },
        album: {
          async result(id) {
            fetched.push(id);
            return null;
          },
        },
      },
    );
    expect(shownOf(payload).map((name) => name.split('-')[0])).toEqual(['loss']);
    expect(wordsOf(payload).match(/age-restricted/g)).toHaveLength(1);
    expect(fetched).toEqual([]);
  });
});
