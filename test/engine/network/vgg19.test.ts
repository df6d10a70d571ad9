import { describe, expect, test } from 'vitest';
import { convolutions, layerNamed, layersUpTo } from '../../../src/engine/network/vgg19.js';

describe('the table of convolutions', () => {
  test('each layer takes the channels of the one before it', () => {
    let channels = 3;
    for (const row of convolutions) {
      expect(row.inChannels).toBe(channels);
      channels = row.outChannels;
    }
  });

  test('torchvision indices follow from one ReLU per convolution and one pooling per block', () => {
    let index = 0;
    for (const row of convolutions) {
      if (row.pooledBefore) index += 1;
      expect(row.torchvisionIndex).toBe(index);
      index += 2;
    }
    expect(index).toBe(36);
  });

  test('names say block and number, and a pooling stands before each block but the first', () => {
    for (const row of convolutions) {
      expect(row.name).toMatch(new RegExp(`^conv${row.block}_\\d$`));
      expect(row.pooledBefore).toBe(row.block > 1 && row.name.endsWith('_1'));
    }
    expect(convolutions.map((row) => row.block)).toEqual([1, 1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5]);
  });
});

test('layersUpTo ends with the layer asked for', () => {
  expect(layersUpTo('conv2_1').map((row) => row.name)).toEqual(['conv1_1', 'conv1_2', 'conv2_1']);
  expect(layersUpTo('conv5_4')).toHaveLength(16);
});

test('names that are no convolution are refused', () => {
  expect(() => layerNamed('relu1_1')).toThrow(/Expected one of conv1_1, .* got `relu1_1`/);
});
