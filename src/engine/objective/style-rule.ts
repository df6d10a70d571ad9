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
  /** Gram matrix [C, C], scaled as the rule says. */
  readonly gram: Node;
  /** Row sums [C, 1], scaled alike; of a rule without `hasMeans` nothing asks for them. */
  readonly mean: Node;
}

/** The same of the styles, blended: row by row, scaled. */
export interface BlendedStyles {
  readonly c: number;
  /** [C, C] */
  readonly gram: Float64Array;
  /** [C]; zeros where the rule has no means. */
  readonly mean: Float64Array;
}

/** What a target is made of: each part is an input of the objective (names.ts). */
export type TargetPart = 'target' | 'mean' | 'trace';

export interface StyleRule {
  /** Factor on Gram matrices and row sums, before styles are blended and anything is compared. */
  readonly scale: (size: LayerSize) => number;
  /** Whether row sums are measured beside Gram matrices. */
  readonly hasMeans: boolean;
  /** The part `target` is replaced by its matrix root of so many iterations before it is used; 0 = it is not. */
  readonly rootIterations: number;
  /** Scalar. @param part makes the input that is a part of the target. */
  readonly loss: (measured: MeasuredFeatures, part: (name: TargetPart, shape: Shape) => Node) => Node;
  /** The target's parts; `target` before its root is taken. */
  readonly parts: (styles: BlendedStyles) => Readonly<Partial<Record<TargetPart, Tensor>>>;
}
