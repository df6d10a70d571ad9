import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { assetFolders } from '../../../src/assets.js';
import { findNetwork, type NetworkEntry, readNetworks } from '../../../src/engine/network/models.js';
import { convolutions, type LayerName } from '../../../src/engine/network/vgg19.js';
import { loadNetwork } from '../../../src/engine/network/weights.js';
import { floatBytes, type WrittenTensor, writeSafetensors } from '../../fakes/safetensors.js';

const folders = assetFolders();
const shipped = findNetwork(await readNetworks(folders.models, readFile));

/** Computed from the file by a separate program (Python's struct module): sums over all weights and biases. */
const sums: Partial<Record<LayerName, { weight: number; squares: number; bias: number }>> = {
  conv1_1: { weight: -3.5411857289727777, squares: 63.29554753796758, bias: 29.940524585545063 },
  conv2_2: { weight: -78.24028090634965, squares: 73.28546718332211, bias: 1.1570120917167515 },
  conv3_4: { weight: 97.10271143754653, squares: 62.7839054092668, bias: 4.800642366404645 },
  conv4_2: { weight: -575.5685364234596, squares: 94.34400776921211, bias: 6.360610057701706 },
  conv5_4: { weight: -2534.850719277747, squares: 158.78812444698772, bias: 87.87165921639826 },
};

/** A row for a file that a user made. */
const entryOf = (file: Uint8Array, fields: Partial<NetworkEntry> = {}): NetworkEntry => ({
  ...shipped,
  id: 'mine',
  path: 'models/mine.safetensors',
  format: 'plain',
  preprocessing: 'torchvision',
  family: 'torchvision',
  isShipped: false,
  bytes: file.length,
  sha256: createHash('sha256').update(file).digest('hex'),
  ...fields,
});

/** torchvision's names and shapes, all zero but for conv1_1, whose elements count up. */
function plainTensors(dtype: 'F32' | 'F16'): Record<string, WrittenTensor> {
  const width = dtype === 'F32' ? 4 : 2;
  const tensors: Record<string, WrittenTensor> = {};
  for (const { torchvisionIndex, inChannels, outChannels } of convolutions) {
    const shape = [outChannels, inChannels, 3, 3];
    const bytes = new Uint8Array(outChannels * inChannels * 9 * width);
    tensors[`features.${torchvisionIndex}.weight`] = { dtype, shape, bytes };
    tensors[`features.${torchvisionIndex}.bias`] = {
      dtype,
      shape: [outChannels],
      bytes: new Uint8Array(outChannels * width),
    };
  }
  return tensors;
}

const counting = Array.from({ length: 64 * 27 }, (_, i) => i);
const torchvisionFile = () => {
  const tensors = plainTensors('F32');
  tensors['features.0.weight'] = { dtype: 'F32', shape: [64, 3, 3, 3], bytes: floatBytes(counting) };
  return tensors;
};

describe('the shipped network', () => {
  test('decodes to the sums that a separate program finds', async () => {
    const { layers } = await loadNetwork(shipped, readFile);
    for (const [name, expected] of Object.entries(sums)) {
      const { weight, bias } = layers[name as LayerName];
      expect(weight.reduce((sum, x) => sum + x, 0)).toBeCloseTo(expected.weight, 6);
      expect(weight.reduce((sum, x) => sum + x * x, 0)).toBeCloseTo(expected.squares, 6);
      expect(bias.reduce((sum, x) => sum + x, 0)).toBeCloseTo(expected.bias, 6);
    }
  });

  test('has every layer in the shape of the table', async () => {
    const { layers } = await loadNetwork(shipped, readFile);
    for (const { name, inChannels, outChannels } of convolutions) {
      const layer = layers[name];
      expect([layer.outChannels, layer.inChannels]).toEqual([outChannels, inChannels]);
      expect([layer.weight.length, layer.bias.length]).toEqual([outChannels * inChannels * 9, outChannels]);
    }
  });

  test('takes red first: the input channels of its blue-green-red file are reversed', async () => {
    const { layers, inputScale } = await loadNetwork(shipped, readFile);
    const [blue, green, red] = [0.3406327962875366, 0.4641837179660797, 0.39357131719589233].map(Math.fround);
    expect([0, 9, 18].map((i) => layers.conv1_1.weight[i])).toEqual([red, green, blue]);
    expect(inputScale).toEqual([255 * 0.229, 255 * 0.224, 255 * 0.225]);
  });

  test('decodes a layer once, when it is first asked for', async () => {
    const { layers } = await loadNetwork(shipped, readFile);
    const isDecoded = (name: LayerName) => Object.getOwnPropertyDescriptor(layers, name)?.get === undefined;
    expect(isDecoded('conv5_2')).toBe(false);
    expect(layers.conv5_1).toBe(layers.conv5_1);
    expect([isDecoded('conv5_1'), isDecoded('conv5_2')]).toEqual([true, false]);
  });
});

describe('weights that a user adds', () => {
  test('are read under the names of torchvision and fed as they are', async () => {
    const file = writeSafetensors(torchvisionFile());
    const { layers, inputScale, preprocessing, family } = await loadNetwork(entryOf(file), async () => file);
    expect([preprocessing, family]).toEqual(['torchvision', 'torchvision']);
    expect(inputScale).toEqual([1, 1, 1]);
    expect([...layers.conv1_1.weight]).toEqual(counting);
  });

  test('may be half floats, with tensors beside them that VGG19 does not have', async () => {
    const tensors = plainTensors('F16');
    tensors['features.0.bias'] = { dtype: 'F16', shape: [64], bytes: new Uint8Array(128).fill(0x3c) };
    tensors['classifier.0.bias'] = { dtype: 'I64', shape: [1], bytes: new Uint8Array(8) };
    const file = writeSafetensors(tensors);
    const { layers } = await loadNetwork(entryOf(file), async () => file);
    expect(layers.conv1_1.bias[63]).toBe(1 + 60 / 1024);
  });

  test('are turned around where their row says caffe', async () => {
    const file = writeSafetensors(torchvisionFile());
    const { layers } = await loadNetwork(entryOf(file, { preprocessing: 'caffe' }), async () => file);
    expect([0, 8, 9, 18, 26, 27].map((i) => layers.conv1_1.weight[i])).toEqual([18, 26, 9, 0, 8, 45]);
  });
});

describe('what is wrong with a file is said', () => {
  const small = writeSafetensors({ x: { dtype: 'F32', shape: [1], bytes: floatBytes([1]) } });
  const pointer = Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 20061656\n');
  const missing = () => Promise.reject(Object.assign(new Error('no such file'), { code: 'ENOENT' }));
  const denied = () => Promise.reject(Object.assign(new Error('permission denied'), { code: 'EACCES' }));
  const changed = (name: string, tensor: WrittenTensor | null) => {
    const tensors = torchvisionFile();
    if (tensor === null) delete tensors[name];
    else tensors[name] = tensor;
    return writeSafetensors(tensors);
  };
  const half = new Uint8Array(64 * 2);

  const cases: readonly [
    title: string,
    entry: NetworkEntry,
    read: () => Promise<Uint8Array>,
    detail: RegExp,
  ][] = [
    [
      'a shipped file that is gone',
      shipped,
      missing,
      /not there; bring it back with `git checkout -- models\/vgg19/,
    ],
    ['an added file that is gone', entryOf(small), missing, /not there; put the right file back/],
    ['a file that may not be read', shipped, denied, /cannot be read \(permission denied\)/],
    ['a Git LFS pointer', shipped, async () => pointer, /Git LFS pointer/],
    ['a file that is cut off', shipped, async () => small, /cut off: \d+ of 20061656 bytes/],
    [
      'a file that is too long',
      entryOf(small, { bytes: 3 }),
      async () => small,
      /bytes long, the manifest says 3/,
    ],
    [
      'another hash',
      entryOf(small, { sha256: 'f'.repeat(64) }),
      async () => small,
      /its sha256 is [0-9a-f]{64}, the/,
    ],
    ['another network', entryOf(small), async () => small, /tensor `features.0.weight` is missing/],
  ];
  test.each(cases)('%s', async (_title, entry, read, detail) => {
    await expect(loadNetwork(entry, read)).rejects.toMatchObject({
      code: 'weights-broken',
      context: { path: entry.path, detail: expect.stringMatching(detail) },
    });
  });

  const badTensors: readonly [title: string, name: string, tensor: WrittenTensor | null, detail: RegExp][] = [
    ['a missing tensor', 'features.34.bias', null, /tensor `features.34.bias` is missing/],
    [
      'a wrong shape',
      'features.0.bias',
      { dtype: 'F16', shape: [2, 32], bytes: half },
      /is \[2,32\], VGG19 has \[64\]/,
    ],
    [
      'a wrong dtype',
      'features.0.bias',
      { dtype: 'I16', shape: [64], bytes: half },
      /is I16, expected F16 or BF16 or F32/,
    ],
  ];
  test.each(badTensors)('%s', async (_title, name, tensor, detail) => {
    const file = changed(name, tensor);
    await expect(loadNetwork(entryOf(file), async () => file)).rejects.toThrow(detail);
  });

  test('a number that is not finite, when its layer is decoded', async () => {
    const bytes = floatBytes(Array.from({ length: 64 }, (_, i) => (i === 40 ? Number.NaN : i)));
    const file = changed('features.2.bias', { dtype: 'F32', shape: [64], bytes });
    const { layers } = await loadNetwork(entryOf(file), async () => file);
    expect(layers.conv1_1.bias).toHaveLength(64);
    expect(() => layers.conv1_2).toThrow(/conv1_2 holds numbers that are not finite/);
  });
});
