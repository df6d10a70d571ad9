/** The terms of a loss as they count in its total. */
import type { Losses, RecipeSummary } from './progress.js';

export interface Weights {
  /** alpha */
  readonly content: number;
  /** beta, with everything that multiplies it. */
  readonly style: number;
}

/** @param recipe as it ran; a weight that it does not tell counts as 1. */
export function weightsOf(recipe: RecipeSummary): Weights {
  return { content: weightOf(recipe.content), style: weightOf(recipe.style) };
}

function weightOf(term: unknown): number {
  const { weight } = (term ?? {}) as { readonly weight?: unknown };
  return typeof weight === 'number' ? weight : 1;
}

/** Weighted: they sum up to the total, save for the penalty outside 0..1 where a recipe has one. */
export interface Terms {
  readonly content: number;
  readonly style: number;
  /** Per style layer. */
  readonly styles: Readonly<Record<string, number>>;
  readonly tv: number;
  readonly total: number;
}

export function weighTerms({ content, style, tv, total }: Losses, weights: Weights): Terms {
  const sum = (terms: Readonly<Record<string, number>>) =>
    Object.values(terms).reduce((all, term) => all + term, 0);
  const styles = Object.fromEntries(
    Object.entries(style).map(([layer, loss]) => [layer, weights.style * loss]),
  );
  return { content: weights.content * sum(content), style: sum(styles), styles, tv, total };
}
