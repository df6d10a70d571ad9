/** Where lines and numbers stand along an axis of a plot. */

/** Lines of a decade that is alone: a curve within one has none otherwise. */
const fractions = [1, 2, 5];

/** Logarithms (base 10) of the values, between two others, that lines are drawn at. */
export function logTicks(low: number, high: number): readonly number[] {
  const steps = high - low > 1 ? [1] : fractions;
  const decades = Array.from(
    { length: Math.ceil(high) - Math.floor(low) + 1 },
    (_, k) => Math.floor(low) + k,
  );
  const lines = decades.flatMap((decade) => steps.map((factor) => decade + Math.log10(factor)));
  return lines.filter((line) => line >= low && line <= high);
}

/** Round numbers within a range: about `count` of them, a multiple of 1, 2 or 5 and some tens apart, whole ones. */
export function roundTicks(first: number, last: number, count: number): readonly number[] {
  const rough = Math.max(1, (last - first) / count);
  const decade = 10 ** Math.floor(Math.log10(rough));
  const apart = [1, 2, 5, 10].map((factor) => factor * decade).find((step) => step >= rough)!;
  const begin = Math.ceil(first / apart);
  return Array.from({ length: Math.floor(last / apart) - begin + 1 }, (_, k) => (begin + k) * apart);
}
