/** The figures that the sources of the first recipes describe (docs/figures.md). Small, and of fewer steps than their sources, so that all take half an hour on two cores. */
import type { Typed } from '../../src/tools/axis.js';

export interface Figure {
  /** In docs/figures/, without its extension. */
  readonly name: string;
  readonly kind: 'grid' | 'explore' | 'rhythm';
  /**
   * As it would be typed for that command; a rhythm is one picture, shown every so many steps as
   * its recipe's source does, with the first value of the axis.
   */
  readonly typed: Typed;
}

const pictures = { content: 'coffee', style: ['cafe-terrace'] } as const;
const torchNotebook = { ...pictures, recipe: 'torch-notebook', size: '96' };
const notes = { ...pictures, recipe: 'notes-400', size: '96', steps: '100' };
const gatys = { ...pictures, recipe: 'gatys-2016', steps: '100' };

/**
 * Where a style loss is a sum over positions, smaller pictures need more beta for the same balance: torch-notebook's grows
 * with their square, from its 224x224 to 96x96 (224 / 96)^4 = 29.6; udacity's with their number, (400 / 64)^2 = 39.1.
 */
const likeTorchNotebook = 29.6;
const likeUdacity = 39.1;
const betas = (values: readonly number[], gain: number) =>
  `beta=${values.map((value) => Number((value * gain).toPrecision(3))).join(',')}`;

export const figures: readonly Figure[] = [
  {
    name: '000-rhythm',
    kind: 'rhythm',
    typed: { ...torchNotebook, x: [betas([0.01], likeTorchNotebook)] },
  },
  {
    name: '000-beta',
    kind: 'grid',
    typed: { ...torchNotebook, steps: '200', x: [betas([0.001, 0.01, 0.1, 1], likeTorchNotebook)] },
  },
  {
    name: '001-content-layer',
    kind: 'grid',
    typed: {
      ...notes,
      x: ['content-layers=conv1_1,conv2_1,conv3_1,conv4_2,conv5_1'],
      // Its own, under which style outweighs content at any layer; and so little that the layers differ.
      y: ['beta=1e2,1e-3'],
    },
  },
  {
    name: '001-style-weights-start',
    kind: 'grid',
    typed: {
      ...{ ...notes, x: ['init=photo,noise'] },
      // Its own, fine texture alone, coarse strokes alone.
      y: [
        'style-layers=conv1_1:1,conv2_1:.8,conv3_1:.4,conv4_1:.2,conv5_1:.1;conv1_1,conv2_1;conv4_1,conv5_1',
      ],
    },
  },
  {
    name: '002-rhythm',
    kind: 'rhythm',
    typed: { ...pictures, recipe: 'udacity', size: '64', steps: '1200', x: [betas([1e6], likeUdacity)] },
  },
  {
    name: '002-ratio-layer',
    kind: 'grid',
    typed: { ...gatys, size: '176', x: ['ratio=1e-1,1e-2,1e-3,1e-4'], y: ['content-layers=conv2_2,conv4_2'] },
  },
  {
    name: '002-start-style-weights',
    kind: 'grid',
    typed: {
      ...{ ...gatys, size: '96', steps: '50', x: ['init=photo,style,noise'] },
      // All alike, then those that favour early layers and late ones.
      y: [
        'style-layers=conv1_1,conv2_1,conv3_1,conv4_1,conv5_1;conv1_1:1,conv2_1:.75,conv3_1:.2,conv4_1:.05,conv5_1:.01;conv1_1:.01,conv2_1:.05,conv3_1:.2,conv4_1:.75,conv5_1:1',
      ],
    },
  },
  {
    name: '003-pieces',
    kind: 'explore',
    typed: { ...pictures, layer: 'conv1_1,conv2_1,conv3_1,conv4_1,conv5_1', size: '96', steps: '50' },
  },
];
