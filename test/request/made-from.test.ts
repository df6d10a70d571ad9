import { expect, it } from 'vitest';
import { hashPixels, packPixels } from '../../src/image/pixel-file.js';
import { madeFromOrder, madeFromRequest } from '../../src/request/made-from.js';
import { stylizeOptions } from '../../src/request/options.js';
import type { Order } from '../../src/request/order.js';
import { parseOptions } from '../../src/request/parse.js';
import { createGallery } from '../../src/request/presets.js';
import { buildRequest } from '../../src/request/request.js';
import { createMemoryBlobs } from '../fakes/memory-blobs.js';
import { ownValues } from './own-values.js';

const picture = (blob: string, label = 'holiday in Rome') => ({
  ...{ blob, label, width: 1, height: 1, originalWidth: 1, originalHeight: 1 },
});
const order: Order = {
  ...ownValues,
  ...{
    recipe: 'impasto',
    steps: null,
    strength: 50,
    colors: 'style',
    seed: 4,
    size: 320,
    previewIntervalMs: 0,
  },
  content: picture('a'),
  styles: [{ ...picture('b', 'harvest'), preset: 'harvest', weight: 2 }],
};

it("a job names its presets, and strangers' pictures by their hash alone", () => {
  const made = madeFromOrder(order);
  expect(made.settings).toMatchObject({ style: ['harvest'], size: '320', seed: '4', recipe: 'impasto' });
  expect(made.pictures).toEqual({
    content: { sha256: 'a' },
    styles: [{ name: 'harvest', sha256: 'b', weight: 2 }],
    masks: [],
    init: null,
  });
  const own = { ...picture('c'), preset: null, title: 'Aunt Mary', weight: 0.5, mask: picture('d') };
  const more = madeFromOrder({
    ...order,
    styles: [...order.styles, own],
    init: 'noise',
    initPicture: picture('e'),
  });
  expect(more.settings).not.toHaveProperty('style');
  expect(more.settings).not.toHaveProperty('init');
  expect(more.pictures).toMatchObject({
    // A terminal's masks are those of its first styles.
    styles: [{ sha256: 'c', weight: 0.5 }, { name: 'harvest' }],
    masks: [{ sha256: 'd' }],
    init: { sha256: 'e' },
  });
  expect(JSON.stringify(more)).not.toMatch(/Rome|Mary/);
  const two = [...order.styles, { ...own, preset: 'ink-wash' }];
  expect(madeFromOrder({ ...order, styles: two }).settings.style).toEqual(['ink-wash:0.5', 'harvest:2']);
});

it('a picture has the same hash in a terminal as among stored files', async () => {
  const gallery = await createGallery();
  const values = parseOptions(stylizeOptions, {
    ...{ content: 'coffee', style: ['harvest'], mask: ['astronaut'], init: 'raccoon' },
  });
  const rhythm = { previewIntervalMs: 0, previewEvery: 0, saveEvery: 0 };
  const request = await buildRequest(values, gallery, { ...rhythm, signal: new AbortController().signal });
  const { pictures } = await madeFromRequest(values, request);
  expect(pictures).toMatchObject({
    content: { name: 'coffee', sha256: await createMemoryBlobs().put(packPixels(request.content, null)) },
    styles: [{ name: 'harvest', weight: 1 }],
    masks: [{ name: 'astronaut' }],
    init: { name: 'raccoon' },
  });
  const { width, height, data } = request.styles[0]!.mask!;
  const grey = new Uint8Array(3 * data.length);
  for (let i = 0; i < grey.length; i++) grey[i] = data[Math.floor(i / 3)]!;
  expect(pictures.masks[0]!.sha256).toBe(await hashPixels({ width, height, data: grey }, null));
});
