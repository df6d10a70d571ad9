/** The figures that the sources of the first recipes describe (docs/figures.md). Small, so that all take some 25 minutes on two cores. */
import type { Typed } from '../../src/tools/axis.js';

export interface Figure {
  /** In docs/figures/, without its extension. */
  readonly name: string;
  readonly kind: 'grid' | 'explore' | 'rhythm';
  /** As it would be typed for that command; a rhythm is one picture, shown every so many steps as its recipe's source does. */
  readonly typed: Typed;
}

const pictures = { content: 'coffee', style: ['cafe-terrace'] } as const;

/** All five, those that see fine texture, those that see coarse strokes. */
const balances = 'conv1_1,conv2_1,conv3_1,conv4_1,conv5_1;conv1_1,conv2_1;conv4_1,conv5_1';

export const figures: readonly Figure[] = [
  {
    name: '000-rhythm',
    kind: 'rhythm',
    typed: { ...pictures, recipe: 'torch-notebook', size: '112' },
  },
  {
    name: '000-beta',
    kind: 'grid',
    typed: { ...pictures, recipe: 'torch-notebook', size: '112', steps: '600', x: ['beta=.001,.01,.1,1'] },
  },
  {
    name: '001-content-layer',
    kind: 'grid',
    typed: {
      ...{ ...pictures, recipe: 'notes-400', size: '144' },
      x: ['content-layers=conv1_1,conv2_1,conv3_1,conv4_2,conv5_1'],
    },
  },
  {
    name: '001-style-weights-start',
    kind: 'grid',
    typed: {
      ...{ ...pictures, recipe: 'notes-400', size: '144' },
      x: ['init=photo,noise'],
      y: [
        'style-layers=conv1_1:1,conv2_1:.8,conv3_1:.4,conv4_1:.2,conv5_1:.1;conv1_1,conv2_1;conv4_1,conv5_1',
      ],
    },
  },
  {
    name: '002-rhythm',
    kind: 'rhythm',
    typed: { ...pictures, recipe: 'udacity', size: '128' },
  },
  {
    name: '002-ratio-layer',
    kind: 'grid',
    typed: {
      ...{ ...pictures, recipe: 'gatys-2016', size: '192', steps: '150' },
      x: ['ratio=1e-1,1e-2,1e-3,1e-4'],
      y: ['content-layers=conv2_2,conv4_2'],
    },
  },
  {
    name: '002-start-style-weights',
    kind: 'grid',
    typed: {
      ...{ ...pictures, recipe: 'gatys-2016', size: '160', steps: '150' },
      x: ['init=photo,style,noise'],
      y: [`style-layers=${balances}`],
    },
  },
  {
    name: '003-pieces',
    kind: 'explore',
    typed: { ...pictures, layer: 'conv1_1,conv2_1,conv3_1,conv4_1,conv5_1', size: '144', steps: '150' },
  },
];
