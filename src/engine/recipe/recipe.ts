/**
 * A recipe is data: everything that tells one style-transfer system from another. The systems are rows of table.ts;
 * the engine reads rows and has no branch by name.
 */
import type { Start } from '../port.js';

/** One VGG19 convolution that takes part in a loss. */
export interface LayerTerm {
  /** convB_I; measured after its ReLU unless `beforeRelu`. */
  readonly layer: string;
  /** Weight of this layer's term, 0 or more. */
  readonly weight: number;
  readonly beforeRelu?: true;
}

/**
 * How a Gram matrix becomes a loss. F: C x N features, G = F F^T, M = N of the style picture.
 * - `undivided`: mean((G - A)^2)
 * - `per-position`: mean((G/N - A/M)^2)
 * - `undivided-per-size`: mean((G - A)^2) / (C N)
 * - `paper`: sum((G - A)^2) / (4 C^2 N^2)          Gatys et al. 2016, eq. 4
 * - `per-channel`: (1e3 / C^2) mean((G/N - A/M)^2)  Gatys' later notebooks
 */
export type StyleFormula = 'undivided' | 'per-position' | 'undivided-per-size' | 'paper' | 'per-channel';

/** `mean`: mean((F-P)^2). `half-sum`: 1/2 sum((F-P)^2), Gatys et al. 2016, eq. 1. */
export type ContentFormula = 'mean' | 'half-sum';

/** Total variation of the variable. `l1-sum`: sum of |dx| + |dy|. `l2-mean`: mean(dx^2) + mean(dy^2). */
export type TvFormula = 'l1-sum' | 'l2-mean';

/** A per-channel scaling of x (sRGB, 0..1): `unit` x itself, `half` (x-.5)/.5, `imagenet` (x-mean)/std, torchvision's. */
export type Space = 'unit' | 'half' | 'imagenet';

export interface AdamRecipe {
  readonly type: 'adam';
  /** Learning rate, in units of the variable. */
  readonly lr: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly eps?: number;
}

export interface LbfgsRecipe {
  readonly type: 'lbfgs';
  /** Curvature pairs kept. */
  readonly history: number;
  /** Root mean square of the first step, in units of the variable. */
  readonly firstStep: number;
  /** Most that one step may move, root mean square; absent = no cap. */
  readonly maxStep?: number;
  /** See optimizer/options.ts. */
  readonly inverseScale?: number;
}

export interface DescentRecipe {
  readonly type: 'descent';
  /** Root mean square of the first step; later steps grow and shrink by what the loss says. */
  readonly firstStep: number;
}

export type OptimizerRecipe = AdamRecipe | LbfgsRecipe | DescentRecipe;

/** What the optimizer moves: the variable's planes, or Laplacian-pyramid coefficients (variable/pyramid.ts). */
export type BasisRecipe =
  | { readonly type: 'pixels' }
  | { readonly type: 'pyramid'; readonly levels: number; readonly ratio: number };

/** One smaller scale before the full size. */
export interface Rung {
  /** Long side in pixels, or as a share of the final one; a rung that comes out at over 0.7 of it is left out. */
  readonly longSide: { readonly pixels: number } | { readonly share: number };
  /** Steps here, fixed or as a multiple of those at full size. */
  readonly steps: { readonly count: number } | { readonly share: number };
  /** True: the next rung starts from this one's picture. False: it is only shown (a first preview). */
  readonly carry: boolean;
}

/** How the photo's and the style's sizes follow from the size asked for. */
export interface SizeRecipe {
  /** Default long side, pixels. */
  readonly longSide: number;
  /** `keep`: aspect kept, never larger than asked. `square`: squashed to longSide x longSide, as the source does. */
  readonly photo: 'keep' | 'square';
  /** `stretch`: the style takes the photo's width and height. `equal-area`: aspect kept, as many pixels as the photo. */
  readonly style: 'stretch' | 'equal-area';
}

export interface Recipe {
  readonly name: string;
  readonly title: string;
  /** Where it comes from. */
  readonly source: string;
  readonly size: SizeRecipe;
  /** What is optimised. */
  readonly variable: Space;
  /** What VGG19 is fed, in torchvision's units. */
  readonly normalization: Space;
  readonly pooling: 'max' | 'average';
  readonly content: {
    readonly formula: ContentFormula;
    readonly layers: readonly LayerTerm[];
    /** alpha */
    readonly weight: number;
  };
  readonly style: {
    readonly formula: StyleFormula;
    readonly layers: readonly LayerTerm[];
    /** beta */
    readonly weight: number;
  };
  readonly tv: { readonly formula: TvFormula; readonly weight: number };
  /** Weight of the sum of squares of x outside 0..1, as a multiple of the loss at the start; 0 = none. */
  readonly rangePenalty: number;
  readonly optimizer: OptimizerRecipe;
  readonly basis: BasisRecipe;
  /** Clip x to 0..1 after each step. */
  readonly clamp: boolean;
  /** Decay of the bias-corrected average of the iterates that is shown and saved; 0 = the best iterate itself. */
  readonly averaging: number;
  readonly start: Start;
  /** Steps at full size. */
  readonly steps: number;
  /** The source's own reporting rhythm: a loss line and a picture every so many steps. */
  readonly reportEvery: number;
  /** Smaller scales that come before full size, in order; empty = none. */
  readonly ladder: readonly Rung[];
}
