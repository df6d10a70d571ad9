/** The part of the option table that changes a recipe, whichever it is. */
import { ownControls, poolings } from '../engine/port.js';
import type { OptionTable } from './option.js';

const everywhere = ['terminal', 'page', 'discord', 'slack'] as const;

/** What changes in a recipe, whichever it is (Controls in engine/port.ts). */
export const controlOptions = {
  'style-scale': {
    type: 'number',
    default: ownControls.styleScale,
    min: 0.25,
    max: 4,
    help: 'size of the style picture beside the photo; larger gives larger strokes',
    doors: everywhere,
    placeholder: 'factor',
  },
  coarseness: {
    type: 'number',
    default: ownControls.coarseness,
    min: 0,
    max: 100,
    help: "0 fine texture, 100 coarse strokes; 50 is the recipe's own",
    doors: everywhere,
    placeholder: 'n',
  },
  'content-layers': {
    type: 'layers',
    default: null,
    help: 'VGG19 layers of the content loss, with :weight',
    doors: everywhere,
    unset: "the recipe's own",
    placeholder: 'layer[:weight],...',
  },
  'style-layers': {
    type: 'layers',
    default: null,
    help: 'VGG19 layers of the style loss, with :weight',
    doors: everywhere,
    unset: "the recipe's own",
    placeholder: 'layer[:weight],...',
  },
  pooling: {
    type: 'choice',
    choices: poolings,
    default: null,
    help: 'how VGG19 halves the picture: max is crisper, average smoother',
    doors: everywhere,
    unset: "the recipe's own",
  },
  'content-weight': {
    type: 'number',
    default: null,
    min: 0,
    max: 1e12,
    help: 'alpha, the weight of the content loss',
    doors: everywhere,
    unset: "the recipe's own",
    placeholder: 'alpha',
  },
  'style-weight': {
    type: 'number',
    default: null,
    min: 0,
    max: 1e12,
    help: 'beta, the weight of the style loss; strength multiplies it',
    doors: everywhere,
    unset: "the recipe's own",
    placeholder: 'beta',
  },
  'tv-weight': {
    type: 'number',
    default: null,
    min: 0,
    max: 1e12,
    help: 'weight of the total variation: smooths',
    doors: everywhere,
    unset: "the recipe's own",
    placeholder: 'weight',
  },
} as const satisfies OptionTable;
