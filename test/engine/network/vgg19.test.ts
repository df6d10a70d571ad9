import { describe, expect, test } from 'vitest';
import {
  convolutions,
  deepestLayer,
  isLayerName,
  layerNamed,
  layerSize,
  layersUpTo,
  minSideFor,
} from '../../../src/engine/network/vgg19.js';

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

test('deepestLayer ignores the order it is given and refuses nothing at all', () => {
  expect(deepestLayer(['conv4_2', 'conv5_1', 'conv1_1'])).toBe('conv5_1');
  expect(() => deepestLayer([])).toThrow(RangeError);
});

test('layerSize rounds odd sizes down at every pooling', () => {
  expect(layerSize('conv1_2', 75, 33)).toEqual({ width: 75, height: 33 });
  expect(layerSize('conv3_1', 75, 33)).toEqual({ width: 18, height: 8 });
  expect(layerSize('conv5_1', 15, 16)).toEqual({ width: 0, height: 1 });
  expect(minSideFor('conv5_1')).toBe(16);
});

test('names that are no convolution are refused', () => {
  expect(isLayerName('conv5_4')).toBe(true);
  expect(isLayerName('conv1_3')).toBe(false);
  expect(() => layerNamed('relu1_1')).toThrow(/Expected one of conv1_1, .* got `relu1_1`/);
});
