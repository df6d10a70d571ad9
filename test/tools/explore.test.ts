import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Typed } from '../../src/tools/axis.js';
import { explore } from '../../src/tools/explore.js';
import { createStage, greysOf } from './sheet-stage.js';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function run(typed: Typed) {
  const stage = await createStage();
  folders.push(stage.folder);
  const given = {
    ...{ content: 'coffee', size: '64', output: stage.at('e.png') },
    ...typed,
  };
  return { ...stage, outcome: await explore(given, stage.parts, stage.abort.signal) };
}

describe('explore', () => {
  it('asks each layer alone, from noise: for the content without style, for the texture without content', async () => {
    const { requests, outcome, read } = await run({
      layer: 'conv2_2,conv4_1',
      style: ['harvest'],
      steps: '9',
      seed: '3',
    });
    expect(requests).toHaveLength(4);
    for (const [k, layer] of ['conv2_2', 'conv4_1'].entries()) {
      const alone = [{ layer, weight: 1 }];
      const shared = { init: 'noise', recipe: 'gatys-2016', steps: 9, seed: 3, size: 64 };
      expect(requests[2 * k]).toMatchObject({
        ...shared,
        'style-weight': 0,
        'content-layers': alone,
        'content-weight': null,
      });
      expect(requests[2 * k + 1]).toMatchObject({
        ...shared,
        'content-weight': 0,
        'style-layers': alone,
        'style-weight': null,
      });
      expect(requests[2 * k + 1]!.styles[0]!.picture.label).toBe('harvest');
    }
    const sheet = await read('e.png');
    expect(greysOf(sheet)).toEqual([20, 40, 60, 80]);
    expect(outcome).toMatchObject({ type: 'done', cells: 4, painted: 4 });
    // Photo, content, style, texture beside each other, in two rows.
    expect(sheet.width).toBeGreaterThan(4 * 64);
    expect(sheet.height).toBeGreaterThan(2 * 64);
  });

  it("takes the photo's own texture where no style is given", async () => {
    const { requests, read } = await run({ layer: 'relu3_1' });
    expect(requests.map(({ styles }) => styles[0]!.picture.label)).toEqual(['coffee', 'coffee']);
    const three = await read('e.png');
    const { read: readFour } = await run({ layer: 'conv3_1', style: ['harvest'] });
    expect((await readFour('e.png')).width - three.width).toBe(64 + 8);
  });

  it('refuses a weight, since each layer is alone, and a layer that is none', async () => {
    const refusal = { code: 'option-invalid', context: { option: 'layer' } };
    await expect(run({ layer: 'conv1_1:2' })).rejects.toMatchObject(refusal);
    await expect(run({ layer: 'conv6_1' })).rejects.toMatchObject(refusal);
    await expect(run({})).rejects.toMatchObject({ code: 'option-missing' });
  });
});
