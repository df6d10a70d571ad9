/** What a style formula is made of. */
import type { Tensor } from '../backend.js';
import type { Node, Shape } from '../graph/ops.js';

/** Channels and positions of a layer. */
export interface LayerSize {
  readonly c: number;
  readonly n: number;
}

/** What of a layer's features a style is compared with, in a graph. */
export interface MeasuredFeatures extends LayerSize {
  /** Gram matrix [C, C], scaled as the rule says; with means, of what differs from them. */
  readonly gram: Node;
  /** Mean over positions [C, 1]; nothing asks for it where the rule has no means. */
  readonly mean: Node;
}

/** The same of the styles, blended. */
export interface BlendedStyles {
  readonly c: number;
  /** [C, C] */
  readonly gram: Float64Array;
  /** [C] */
  readonly mean: Float64Array;
}

/** What a target is made of: each part is an input of the objective (names.ts). */
export type TargetPart = 'target' | 'mean' | 'trace';

export interface StyleRule {
  /** Factor on Gram matrices, before styles are blended and anything is compared. */
  readonly scale: (size: LayerSize) => number;
  /** Whether Gram matrices so scaled grow with the number of positions; then a style's are brought to the picture's. */
  readonly isSum: boolean;
  /** Whether means over positions are measured, and Gram matrices of what differs from them: covariances. */
  readonly hasMeans: boolean;
  /** The part `target` is replaced by its matrix root of so many iterations before it is used; 0 = it is not. */
  readonly rootIterations: number;
  /** Scalar. @param part makes the input that is a part of the target. */
  readonly loss: (measured: MeasuredFeatures, part: (name: TargetPart, shape: Shape) => Node) => Node;
  /** The target's parts; `target` before its root is taken. */
  readonly parts: (styles: BlendedStyles) => Readonly<Partial<Record<TargetPart, Tensor>>>;
}
