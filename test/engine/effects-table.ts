/** What every option does to a picture, as data: from which settings to which, and whether another picture comes of it. */
import type { OptionName, Rhythm, Typed } from './effects-stage.js';

/** Another loss or another picture comes of `to` than of `from`, which is nothing where it is absent. */
export interface Change {
  readonly type: 'changes';
  readonly from?: Typed;
  readonly to: Typed;
}

/** The same picture, to the byte. `asks` is what the terminal asks of the engine for it. */
export interface Stay {
  readonly type: 'stays';
  readonly to: Typed;
  readonly asks?: Rhythm;
}

/** As good as the same picture: sums are rounded in another order. */
export interface Nearly {
  readonly type: 'nearly';
  readonly to: Typed;
}

/** Where it is tested what it does: not with small pictures in one process. */
export interface Elsewhere {
  readonly type: 'elsewhere';
  /** A test's file. */
  readonly file: string;
}

export type Effect = Change | Stay | Nearly | Elsewhere;

/** Pictures of the stage: a file for each. */
export interface Pictures {
  readonly content: string;
  readonly style: string;
  /** Grey, white to the left, black to the right; by its record a painting. */
  readonly left: string;
}

const changes = (to: Typed, from: Typed = {}): Change => ({ type: 'changes', from, to });
const stays = (to: Typed, asks: Rhythm = {}): Stay => ({ type: 'stays', to, asks });

/** The photo from noise. */
const reconstruct: Typed = { init: 'noise', 'style-weight': '0' };

/** Every option of `stylize`: one that is not here is a type error. Weights are such that they outweigh the rest in every recipe. */
export const effectsOf = ({ content, style, left }: Pictures) =>
  ({
    content: [changes({ content: style })],
    style: [
      changes({ style: content }),
      changes({ style: [style, content] }),
      changes({ style: [`${style}:3`, content] }, { style: [style, `${content}:3`] }),
    ],
    recipe: [changes({ recipe: 'single-layer' })],
    size: [changes({ size: '64' })],
    steps: [changes({ steps: '2' })],
    strength: [changes({ strength: '0' }), changes({ strength: '100' })],
    colors: [changes({ colors: 'content' }), changes({ colors: 'luminance' })],
    init: [
      changes({ init: 'noise' }),
      changes({ init: 'style' }),
      changes({ init: style }, { init: content }),
    ],
    seed: [changes({ seed: '1' }), changes({ init: 'noise', seed: '1' }, { init: 'noise' })],
    mask: [
      changes({ mask: left }),
      changes({ style: [style, content], mask: left }, { style: [style, content] }),
    ],
    'invert-mask': [
      changes({ mask: left, 'invert-mask': true }, { mask: left }),
      stays({ 'invert-mask': true }),
    ],
    'style-scale': [changes({ 'style-scale': '0.5' }), changes({ 'style-scale': '2' })],
    coarseness: [changes({ coarseness: '0' }), changes({ coarseness: '100' })],
    'content-layers': [
      changes({ ...reconstruct, 'content-layers': 'conv1_1:99,conv4_1' }, reconstruct),
      changes(
        { ...reconstruct, 'content-layers': 'conv1_1,conv4_1:99' },
        { ...reconstruct, 'content-layers': 'conv1_1:99,conv4_1' },
      ),
    ],
    'style-layers': [
      changes({ 'style-layers': 'conv1_1:50,conv3_1' }),
      changes({ 'style-layers': 'conv1_1,conv3_1:50' }, { 'style-layers': 'conv1_1:50,conv3_1' }),
    ],
    pooling: [changes({ pooling: 'average' })],
    'content-weight': [changes({ 'content-weight': '10000000' })],
    'style-weight': [changes({ 'style-weight': '0' }), changes({ 'style-weight': '0.0001' })],
    'tv-weight': [changes({ 'tv-weight': '1000000' })],
    engine: [{ type: 'elsewhere', file: 'test/engine/tensorflow/same-picture.test.ts' }],
    device: [{ type: 'elsewhere', file: 'test/engine/onnx/webgpu.test.ts' }],
    threads: [{ type: 'nearly', to: { threads: '2' } }],
    output: [stays({ output: 'elsewhere.png' })],
    trace: [stays({ trace: 'trace.json' })],
    plot: [stays({ plot: 'plot.svg' })],
    'save-every': [stays({ 'save-every': '1' }, { saveEvery: 1 })],
    timelapse: [stays({ timelapse: 'film.webp' }, { previewEvery: 1 })],
    'side-by-side': [stays({ 'side-by-side': true })],
    json: [stays({ json: true })],
    quiet: [stays({ quiet: true })],
    resume: [changes({ resume: left })],
  }) satisfies Readonly<Record<OptionName, readonly Effect[]>>;
