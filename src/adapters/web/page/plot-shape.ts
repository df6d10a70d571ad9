/** A row of losses as a line in a box. */

export type Points = readonly (readonly [step: number, loss: number])[];

export interface PlotBox {
  readonly width: number;
  readonly height: number;
  /** Between the line and the edge. */
  readonly margin: number;
}

export interface PlotShape {
  /** For the `d` of a path. */
  readonly path: string;
  readonly first: readonly [step: number, loss: number];
  readonly last: readonly [step: number, loss: number];
  /** Whether losses are drawn by their logarithm. */
  readonly isLogarithmic: boolean;
}

/** From here on the largest loss is so many times the smallest that a plain axis would show a corner. */
const wide = 20;

/** The line through all finite points; null where there are fewer than two. */
export function shapePlot(points: Points, { width, height, margin }: PlotBox): PlotShape | null {
  const finite = points.filter(([step, loss]) => Number.isFinite(step) && Number.isFinite(loss));
  const [first, last] = [finite[0], finite.at(-1)];
  if (first === undefined || last === undefined || finite.length < 2) return null;
  const losses = finite.map(([, loss]) => loss);
  const [lowest, highest] = [Math.min(...losses), Math.max(...losses)];
  const isLogarithmic = lowest > 0 && highest / lowest > wide;
  const scale = isLogarithmic ? Math.log : (loss: number) => loss;
  const place = (value: number, from: number, to: number, length: number) =>
    margin + (to === from ? 0.5 : (value - from) / (to - from)) * (length - 2 * margin);
  const path = finite.map(([step, loss], index) => {
    const x = place(step, first[0], last[0], width);
    const y = height - place(scale(loss), scale(lowest), scale(highest), height);
    return `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return { path: path.join(''), first, last, isLogarithmic };
}

/** A loss as people read it: three digits that count. */
export const lossText = (loss: number): string =>
  loss !== 0 && (Math.abs(loss) >= 1e5 || Math.abs(loss) < 1e-3)
    ? loss.toExponential(2)
    : String(Number(loss.toPrecision(3)));
