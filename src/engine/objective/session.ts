/**
 * An objective ready to be evaluated: the program of its size, bound to the targets and weights of one job.
 */

import type { Losses } from '../../progress/progress.js';
import type { Backend, Program, Tensor } from '../backend.js';
import { buildObjective, names, type ObjectiveRecipe } from './objective.js';

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

/** Compiles the objective of a size. */
export function compileObjective(
  backend: Backend,
  recipe: ObjectiveRecipe,
  height: number,
  width: number,
  inputScale: readonly number[],
): Promise<Program> {
  return backend.compile(buildObjective(recipe, height, width, inputScale));
}

/** Binds a compiled objective to a job: its recipe's numbers and its targets (targets.ts). */
export function openSession(
  program: Program,
  recipe: ObjectiveRecipe,
  height: number,
  width: number,
  targets: Readonly<Record<string, Tensor>>,
): Session {
  const feeds: Record<string, Tensor> = { ...targets };
  for (const { layer, weight } of recipe.content.layers)
    feeds[names.weight(names.content(layer))] = scalar(weight);
  for (const { layer, weight } of recipe.style.layers)
    feeds[names.weight(names.style(layer))] = scalar(weight);
  if (recipe.content.layers.length > 0) feeds[names.alpha] = scalar(recipe.content.weight);
  if (recipe.style.layers.length > 0) feeds[names.beta] = scalar(recipe.style.weight);
  if (recipe.tv.weight > 0) feeds[names.weight(names.tv)] = scalar(recipe.tv.weight);

  return {
    evaluate: async (image) => {
      const found = await program.run({
        ...feeds,
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
