import { describe, expect, it } from 'vitest';
import { recipeNames } from '../../src/engine/recipe/table.js';
import { createGallery } from '../../src/request/presets.js';
import { listLayers, listRecipes, listStyles } from '../../src/tools/lists.js';
import { formatTable } from '../../src/tools/table.js';

const printed = (print: (io: { stdout: (text: string) => void }) => void) => {
  let all = '';
  print({
    stdout: (text) => {
      all += text;
    },
  });
  return all.trimEnd().split('\n');
};
const objects = (lines: readonly string[]) => lines.map((line) => JSON.parse(line));

describe('formatTable', () => {
  it('aligns texts to the left and numbers to the right, by letters and not bytes', () => {
    expect(
      formatTable(
        ['name', 'n'],
        [
          ['Café', 5],
          ['x', 120],
        ],
      ),
    ).toBe('name    n\nCafé    5\nx     120\n');
  });

  it('prints the header of an empty table', () => {
    expect(formatTable(['a', 'b'], [])).toBe('a  b\n');
  });
});

describe('lists', () => {
  it('has a line for every style and sample, and the same as JSON without paths of this machine', async () => {
    const gallery = await createGallery();
    const count = gallery.styles.length + gallery.samples.length;
    expect(printed((io) => listStyles(gallery, { json: false }, io))).toHaveLength(count + 1);
    const lines = printed((io) => listStyles(gallery, { json: true }, io));
    expect(objects(lines).map(({ id, kind }) => [id, kind])).toContainEqual(['coffee', 'sample']);
    expect(lines.join()).not.toContain(process.cwd());
  });

  it('has a line for every recipe', () => {
    const lines = printed((io) => listRecipes({ json: false }, io));
    expect(lines.slice(1).map((line) => line.split(' ')[0])).toEqual(recipeNames);
    const tuned = Object.fromEntries(
      lines.map((line) => [line.split(' ')[0], /torchvision|caffe|normalized|any/.exec(line)?.[0]]),
    );
    expect(tuned).toMatchObject({ impasto: 'any', udacity: 'torchvision', pastiche: 'caffe' });
    expect(objects(printed((io) => listRecipes({ json: true }, io))).map(({ name }) => name)).toEqual(
      recipeNames,
    );
  });

  it('tells the receptive fields of VGG19 as they are known', () => {
    const layers = objects(printed((io) => listLayers({ json: true }, io)));
    expect(layers).toHaveLength(16);
    const byName = Object.fromEntries(layers.map((layer) => [layer.name, layer]));
    expect(byName.conv1_1).toMatchObject({ receptiveField: 3, torchvisionIndex: 0, reluIndex: 1, stride: 1 });
    expect(byName.conv2_1).toMatchObject({ receptiveField: 10 });
    expect(byName.conv5_4).toMatchObject({
      receptiveField: 252,
      torchvisionIndex: 34,
      outChannels: 512,
      stride: 16,
    });
    expect(printed((io) => listLayers({ json: false }, io))).toHaveLength(17);
  });
});
