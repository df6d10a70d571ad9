/** What `--trace` writes and `--plot` draws: everything that happened, without pictures. */
import { type ChartLine, drawLossChart } from '../image/loss-chart.js';
import type { Progress, RecipeSummary, StepProgress } from '../progress/progress.js';
import { weighTerms, weightsOf } from '../progress/terms.js';

export interface Trace {
  add(progress: Progress): void;
  /**
   * Settings, weights of the terms and every event as JSON. A step tells its terms as the recipe has them, without alpha and
   * beta: total = content weight x sum(content) + style weight x sum(style) + tv.
   */
  toJson(): string;
  /** The terms of every step as an SVG, weighted as they count in the total. */
  toSvg(title: string): string;
}

/** @param settings as asked for; how the recipe ran is told by the first event. */
export function createTrace(settings: unknown, output: string): Trace {
  const events: Progress[] = [];
  const recipe = (): RecipeSummary => events.find((event) => event.type === 'started')?.recipe ?? {};
  return {
    add: (progress) => void events.push(withoutPicture(progress) as unknown as Progress),
    toJson() {
      const told = { settings, output, weights: describeWeights(recipe()), events };
      return `${JSON.stringify(told, null, 1)}\n`;
    },
    toSvg(title) {
      const steps = events.filter((event) => event.type === 'step');
      return drawLossChart({ title, lines: linesOf(steps, recipe()), sections: sectionsOf(steps) });
    },
  };
}

/** A progress as plain JSON: of a picture only its size. */
export function withoutPicture(progress: Progress): Readonly<Record<string, unknown>> {
  if (!('picture' in progress)) return { ...progress };
  const { picture, ...facts } = progress;
  return { ...facts, width: picture?.width ?? 0, height: picture?.height ?? 0 };
}

interface Layers {
  readonly layers?: readonly { readonly layer: string; readonly weight: number }[];
}

function describeWeights(recipe: RecipeSummary) {
  const { content, style } = weightsOf(recipe);
  const perLayer = (term: unknown) =>
    Object.fromEntries(
      ((term as Layers | undefined)?.layers ?? []).map(({ layer, weight }) => [layer, weight]),
    );
  const { tv, balanceGain } = recipe as {
    readonly tv?: { readonly weight?: number };
    readonly balanceGain?: number;
  };
  return {
    content: { weight: content, layers: perLayer(recipe.content) },
    style: { weight: style, layers: perLayer(recipe.style), balanceGain: balanceGain ?? 1 },
    tv: { weight: tv?.weight ?? 0 },
  };
}

function linesOf(steps: readonly StepProgress[], recipe: RecipeSummary): readonly ChartLine[] {
  const weights = weightsOf(recipe);
  const rows = steps.map(({ step, losses }) => [step, weighTerms(losses, weights)] as const);
  const line = (
    name: string,
    kind: ChartLine['kind'],
    read: (terms: (typeof rows)[number][1]) => number,
  ) => ({
    ...{ name, kind },
    points: rows.map(([step, terms]) => [step, read(terms)] as const),
  });
  const layers = Object.keys(steps[0]?.losses.style ?? {});
  return [
    line('total', 'total', ({ total }) => total),
    line('content', 'content', ({ content }) => content),
    ...layers.map((layer) => line(`style ${layer}`, 'style', ({ styles }) => styles[layer] ?? 0)),
    line('tv', 'tv', ({ tv }) => tv),
  ];
}

function sectionsOf(steps: readonly StepProgress[]) {
  return steps
    .filter(({ rung }, k) => rung !== steps[k - 1]?.rung)
    .map(({ step, width, height }) => ({ firstStep: step, label: `${width}x${height}` }));
}
