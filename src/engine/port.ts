/**
 * The engine's one door: `render(spec, signal)`. A spec is pixels and numbers; no chat, no files, no URLs.
 * It crosses a process boundary by structured clone, so it holds plain data only.
 */
import type { Pixels } from '../image/pixels.js';
import type { Progress } from '../progress/progress.js';

/** What computes: onnxruntime, which is in the package, or TensorFlow, which is set up beside it. `auto` takes the faster one. */
export const engines = ['auto', 'onnx', 'tensorflow'] as const;
export type Engine = (typeof engines)[number];

/** Where the arithmetic may run. `auto` takes the first that works of the package's own list. */
export const devices = ['auto', 'cpu', 'webgpu', 'cuda', 'dml', 'coreml', 'wasm'] as const;
export type Device = (typeof devices)[number];

/** A device and which card of it. */
export interface SlotDevice {
  readonly device: Device;
  /** 0 is the first; always 0 where a device has no cards to choose among. */
  readonly index: number;
}

/** Devices of which a machine may have several that are told apart by number. */
export const numberedDevices: ReadonlySet<Device> = new Set(['cuda', 'dml']);

/**
 * What a slot's device means: `cpu`, `cuda` (the first card), `cuda:1`. An index, 0 to 99, only for cuda and dml.
 * @returns null where the text means none.
 */
export function parseSlotDevice(text: string): SlotDevice | null {
  const [, name, index] = /^([a-z]+)(?::(\d{1,2}))?$/.exec(text) ?? [];
  const device = devices.find((entry) => entry === name);
  if (device === undefined || (index !== undefined && !numberedDevices.has(device))) return null;
  return { device, index: Number(index ?? 0) };
}

/** Starting images: the photo, the photo colour-matched to the style, seeded noise, the style, or a given picture. */
export const starts = ['photo', 'matched', 'noise', 'style', 'picture'] as const;
export type Start = (typeof starts)[number];

/**
 * Whose colours a picture has: the style's; the photo's (`content`: the style pictures take the photo's mean and covariance
 * of colours before anything is measured); or the photo's chroma under the painting's light (`luminance`, afterwards).
 */
export const colorChoices = ['style', 'content', 'luminance'] as const;
export type ColorChoice = (typeof colorChoices)[number];

export const poolings = ['max', 'average'] as const;
export type Pooling = (typeof poolings)[number];

/** Where on the photo a style goes: one byte a pixel, row by row, 0 = not here, 255 = wholly. Any size; stretched to the photo's frame. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export interface StylePicture {
  readonly pixels: Pixels;
  /** Share of this style when there are several (Gram matrices averaged); above 0. Normalised by the engine. */
  readonly weight: number;
  /**
   * null = everywhere; where other styles have masks: wherever none of theirs is. Styles with the same mask are blended
   * there. What no style covers stays the photo.
   */
  readonly mask: Mask | null;
}

/** A VGG19 convolution (convB_I, after its ReLU) and its weight in a loss, 0 or more. */
export interface LayerWeight {
  readonly layer: string;
  readonly weight: number;
}

/** What a request may change in any recipe, beside its size, steps, strength and start. null = the recipe's own. */
export interface Controls {
  /** The content loss' layers in place of the recipe's; one or more. */
  readonly contentLayers: readonly LayerWeight[] | null;
  /** The style loss' layers in place of the recipe's; one or more. */
  readonly styleLayers: readonly LayerWeight[] | null;
  /** 0..100 over the recipe's style layers, of which there are more than one: 0 fine texture, 50 its own weights, 100 coarse strokes. */
  readonly coarseness: number;
  readonly pooling: Pooling | null;
  /** alpha, 0 or more. */
  readonly contentWeight: number | null;
  /** beta, 0 or more; takes the place of the recipe's and of its balance gain. Strength multiplies it. */
  readonly styleWeight: number | null;
  /** Of the recipe's total variation, 0 or more; for a recipe that has none, of the sum of |dx| + |dy|. */
  readonly tvWeight: number | null;
  /** Linear size of the style pictures beside the recipe's own rule, 0.25..4. Strokes grow with it. */
  readonly styleScale: number;
}

/** Controls that leave every recipe as it is: the one home of their defaults. */
export const ownControls = {
  contentLayers: null,
  styleLayers: null,
  coarseness: 50,
  pooling: null,
  contentWeight: null,
  styleWeight: null,
  tvWeight: null,
  styleScale: 1,
} as const satisfies Controls;

export interface RenderSpec {
  readonly content: Pixels;
  /** One or more. */
  readonly styles: readonly StylePicture[];
  /** A row of the recipe table, by name. */
  readonly recipe: string;
  /** Long side of the picture in pixels, 32..2048; null = the recipe's own. */
  readonly size: number | null;
  /** Steps at full size; null = the recipe's own. */
  readonly steps: number | null;
  /** 0..100; 50 is the recipe's own balance of content and style. */
  readonly strength: number;
  /** null = the recipe's own. `picture` needs `startPicture`. */
  readonly start: Start | null;
  readonly startPicture: Pixels | null;
  readonly colors: ColorChoice;
  readonly controls: Controls;
  /** Seed of the noise, 0..2^32-1; see start-image.ts for starts that are none. */
  readonly seed: number;
  readonly engine: Engine;
  readonly device: Device;
  /** Which card, where there are several: 0 is the first. */
  readonly deviceIndex: number;
  /** Threads for the arithmetic; 0 = as many as there are physical cores. */
  readonly threads: number;
  /** At least this long between previews, milliseconds; 0 = none. */
  readonly previewIntervalMs: number;
  /** Also a preview after every so many steps, counted over all rungs, beside the recipe's own rhythm; 0 = none. */
  readonly previewEvery: number;
  /** An `intermediate` picture of full size after every so many steps, counted over all rungs; 0 = none. */
  readonly saveEvery: number;
}

/** What the `score` tool asks: the loss terms of a finished picture under a recipe. */
export interface ScoreSpec {
  readonly image: Pixels;
  readonly content: Pixels;
  readonly styles: readonly StylePicture[];
  readonly recipe: string;
  readonly engine: Engine;
  readonly device: Device;
  readonly threads: number;
}

/** What makes a render survive: a file that holds its state, and a way to stop without losing any of it. */
export interface Keeping {
  /**
   * Path of the checkpoint, in a folder that is there. A render goes on from the one that is there and writes its own
   * over it as it goes; whoever asked for the render removes the file when nobody needs it any more.
   */
  readonly checkpoint: string;
  /** Aborted, the render stops after the step at hand, writes a checkpoint and ends with `suspended`. A cancel goes first. */
  readonly suspend: AbortSignal;
  /**
   * A rendering process that says nothing for this long, once its engine is loaded, is killed, and the render throws
   * 'renderer-died'. More than the longest step and the making of a session take; above 0. @default no limit
   */
  readonly hangSeconds?: number;
}

/**
 * Renders one picture. Ends with a `done`, `cancelled` or (with `keeping` only) `suspended` progress, or throws a
 * StudioError.
 */
export type Render = (spec: RenderSpec, signal: AbortSignal, keeping?: Keeping) => AsyncIterable<Progress>;
