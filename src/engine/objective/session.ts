/**
 * An objective ready to be evaluated: the program of its size, bound to the targets and weights of one job.
 */

import type { Losses } from '../../progress/progress.js';
import type { Backend, Program, Tensor } from '../backend.js';
import { names } from './names.js';
import { buildObjective, guideBlocks, type ObjectiveRecipe } from './objective.js';

/** Value, terms and gradient of the objective at one picture. */
export interface Evaluation {
  readonly losses: Losses;
  /** d total / d variable, planes CHW in the recipe's space. */
  readonly gradient: Float32Array;
}

export interface Session {
  /** @param image planes CHW in the recipe's space, of the session's size. */
  evaluate(image: Float32Array): Promise<Evaluation>;
}

const scalar = (value: number): Tensor => ({ data: Float32Array.of(value), shape: [] });

/** A part of the picture with styles of its own (Gatys et al. 2017, arXiv:1611.07865). */
export interface RegionTargets {
  /**
   * T by block of VGG19, 1 to 5: how much each position of the block counts, row by row, mean(T^2) = 1. Every block that
   * guideBlocks names is needed.
   */
  readonly guides: Readonly<Record<number, Float32Array>>;
  /** Weight of the region's style losses beside the other regions', 0 or more. */
  readonly weight: number;
  /** Its styles' targets, as `Targets.blend` gives them. */
  readonly targets: Readonly<Record<string, Tensor>>;
}

function guideAt({ guides }: RegionTargets, block: number): Tensor {
  const data = guides[block];
  if (data === undefined) throw new RangeError(`Expected a guide of the region at block ${block}`);
  return { data, shape: [1, data.length] };
}

/** Compiles the objective of a size. @param regions how many a session will have; 0 = none */
export function compileObjective(
  backend: Backend,
  recipe: ObjectiveRecipe,
  height: number,
  width: number,
  inputScale: readonly number[],
  regions = 0,
): Promise<Program> {
  return backend.compile(buildObjective(recipe, height, width, inputScale, regions));
}

/**
 * Binds a compiled objective to a job: its recipe's numbers and its targets (targets.ts).
 * @param targets of content and style; with regions, of content alone.
 * @param regions as many as the program was compiled for.
 * @throws RangeError when a region lacks a guide.
 */
export function openSession(
  program: Program,
  recipe: ObjectiveRecipe,
  height: number,
  width: number,
  targets: Readonly<Record<string, Tensor>>,
  regions: readonly RegionTargets[] = [],
): Session {
  const feeds: Record<string, Tensor> = { ...targets };
  for (const [r, region] of regions.entries()) {
    feeds[names.region(r)] = scalar(region.weight);
    for (const block of guideBlocks(recipe)) feeds[names.guide(r, block)] = guideAt(region, block);
    for (const [name, target] of Object.entries(region.targets)) feeds[names.inRegion(r, name)] = target;
  }
  for (const { layer, weight } of recipe.content.layers)
    feeds[names.weight(names.content(layer))] = scalar(weight);
  for (const { layer, weight } of recipe.style.layers)
    feeds[names.weight(names.style(layer))] = scalar(weight);
  if (recipe.content.layers.length > 0) feeds[names.alpha] = scalar(recipe.content.weight);
  if (recipe.style.layers.length > 0) feeds[names.beta] = scalar(recipe.style.weight);
  if (recipe.tv.weight > 0) feeds[names.weight(names.tv)] = scalar(recipe.tv.weight);

  // Why: a backend that has them on its device need not be given them again at every step.
  const fixed = Object.fromEntries(
    Object.entries(feeds).map(([name, tensor]) => [name, { ...tensor, isFixed: true }]),
  );
  return {
    evaluate: async (image) => {
      const found = await program.run({
        ...fixed,
        [names.image]: { data: image, shape: [1, 3, height, width] },
      });
      const term = (name: string): number => found[name]?.[0] ?? 0;
      const terms = (layers: ObjectiveRecipe['content']['layers'], name: (layer: string) => string) =>
        Object.fromEntries(layers.map(({ layer }) => [layer, term(name(layer))]));
      return {
        losses: {
          content: terms(recipe.content.layers, names.content),
          style: terms(recipe.style.layers, names.style),
          tv: term(names.tv),
          total: term(names.total),
        },
        gradient: found[names.gradient]!,
      };
    },
  };
}
