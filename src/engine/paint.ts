/** The loop over the rungs: the engine's `render`, given a warm atelier and a resolved recipe. */
import { StudioError } from '../errors.js';
import { createEta } from '../progress/eta.js';
import type { EndProgress, Losses, PreviewPixels, Progress, RecipeSummary } from '../progress/progress.js';
import type { Atelier } from './atelier.js';
import { fitPictures } from './fit-pictures.js';
import type { Keeper } from './keeper.js';
import { convert } from './objective/space.js';
import { optimize } from './optimize.js';
import { planRungs, planSize } from './plan.js';
import { fitLongSide, type Size } from './planes/fit.js';
import { createPlanes, fromPixels, type Planes, toPixels } from './planes/planes.js';
import { resizePlanes } from './planes/resize.js';
import type { RenderSpec } from './port.js';
import type { Recipe } from './recipe/recipe.js';
import { makeStart } from './start-image.js';

/** A preview is never larger than this, pixels of the long side: it crosses to another process and into a chat. */
const previewSide = 512;
/** A rung that does not start from the picture before it shows its own once its loss has fallen to this share: earlier,
 * the sketch is the better picture. */
const paintedShare = 0.25;

export type PaintSpec = Omit<
  RenderSpec,
  'recipe' | 'steps' | 'strength' | 'start' | 'device' | 'deviceIndex' | 'threads'
>;

/** Paints one picture. Yields progress; ends with `done` or `cancelled`. @throws StudioError. */
export async function* paint(
  atelier: Atelier,
  recipe: Recipe,
  spec: PaintSpec,
  signal: AbortSignal,
): AsyncGenerator<Progress> {
  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1000;
  const photo = fromPixels(spec.content);
  const styles = spec.styles.map(({ pixels, weight }) => ({ picture: fromPixels(pixels), weight }));
  const startPicture = spec.startPicture && fromPixels(spec.startPicture);
  const full = planSize(photo, recipe, spec.size);
  const rungs = planRungs(full, recipe);
  const steps = rungs.reduce((sum, rung) => sum + rung.steps, 0);
  const summary = { ...summarize(recipe, spec, full), network: atelier.network };
  yield {
    type: 'started',
    ...full,
    steps,
    rungs: rungs.length,
    resumedAt: 0,
    device: atelier.device,
    recipe: summary,
  };

  const eta = createEta(
    rungs.map((rung) => ({ pixels: rung.width * rung.height, steps: rung.steps })),
    () => performance.now(),
  );
  let shown: Shown | null = null;
  let carried: Planes | null = null;
  let step = 0;
  let lastPreview = performance.now();
  let hasNoted = false;

  for (const [index, rung] of rungs.entries()) {
    if (signal.aborted) break;
    const { content, styles: targets } = fitPictures(photo, styles, recipe, rung);
    const isAfresh = carried === null;
    const start: Planes = carried
      ? resizePlanes(carried, rung.width, rung.height, 'bicubic')
      : makeStart(recipe.start, {
          size: rung,
          content,
          styles: targets,
          seed: spec.seed,
          picture: startPicture,
        });
    let kept: Keeper | null = null;
    let stepsHere = 0;
    let firstTotal = 0;
    const session = await atelier.open(recipe, rung, content, targets);
    try {
      for await (const done of optimize({ session, recipe, start, steps: rung.steps, signal })) {
        step += 1;
        stepsHere += 1;
        kept = done.kept;
        if (stepsHere === 1) firstTotal = done.losses.total;
        if (!done.isFinite) {
          if (!kept.image && !shown) throw new StudioError('loss-not-finite', { recipe: recipe.name });
          if (!hasNoted) yield { type: 'note', code: 'not-finite', detail: `step ${step}` };
          hasNoted = true;
          // A rung that cannot even begin leaves the picture before it as the best one.
          if (!kept.image) break;
        }
        yield {
          type: 'step',
          step,
          steps,
          rung: index + 1,
          rungs: rungs.length,
          width: rung.width,
          height: rung.height,
          losses: done.losses,
          seconds: seconds(),
          etaSeconds: eta.tick(index + 1),
        };
        const isDue = performance.now() - lastPreview >= spec.previewIntervalMs;
        // The start is no preview; the last step's picture comes with `done`.
        if (
          spec.previewIntervalMs > 0 &&
          step > 1 &&
          step < steps &&
          (isDue || isSketchEnd(step, rungs, index)) &&
          isWorthShowing(kept, firstTotal, isAfresh ? shown : null)
        ) {
          yield { type: 'preview', step, picture: toPreview(planesOf(recipe, rung, kept)) };
          lastPreview = performance.now();
        }
      }
    } finally {
      session.close();
    }
    if (!kept?.image) break;
    if (stepsHere < rung.steps && !isWorthShowing(kept, firstTotal, isAfresh ? shown : null)) break;
    const picture = planesOf(recipe, rung, kept);
    if (rung.carry) carried = picture;
    shown = { picture, losses: kept.losses, share: shareOf(kept, firstTotal) };
  }

  yield {
    type: signal.aborted && step < steps ? 'cancelled' : 'done',
    picture: shown && toPixels(fullSize(shown.picture, full)),
    steps: step,
    seconds: seconds(),
    peakRssMiB: Math.round(process.resourceUsage().maxRSS / 1024),
    losses: shown?.losses ?? null,
    recipe: summary,
    device: atelier.device,
  } satisfies EndProgress;
}

/** The best picture of the rungs that have ended. */
interface Shown {
  readonly picture: Planes;
  readonly losses: Losses | null;
  /** What its rung had left of the loss it began with. Unlike the loss itself, comparable between sizes. */
  readonly share: number;
}

function shareOf({ losses }: Keeper, firstTotal: number): number {
  return (losses?.total ?? firstTotal) / firstTotal;
}

/** Whether a rung's picture is to be shown before the rung has ended. @param sketch what it would take the place of. */
function isWorthShowing(kept: Keeper, firstTotal: number, sketch: Shown | null): boolean {
  return sketch === null || shareOf(kept, firstTotal) <= Math.max(paintedShare, sketch.share);
}

/** The first rung's end is the first real preview: it is shown whatever the clock says. */
function isSketchEnd(step: number, rungs: readonly { readonly steps: number }[], index: number): boolean {
  return index === 0 && step === rungs[0]!.steps;
}

/** Stopped in a smaller rung, the picture still comes in the size that was asked for. */
function fullSize(picture: Planes, { width, height }: Size): Planes {
  return picture.width === width && picture.height === height
    ? picture
    : resizePlanes(picture, width, height, 'bicubic');
}

function planesOf(recipe: Recipe, { width, height }: Size, kept: Keeper): Planes {
  return createPlanes(width, height, convert(kept.image!, recipe.variable, 'unit'));
}

function toPreview(picture: Planes): PreviewPixels {
  const long = Math.max(picture.width, picture.height);
  if (long <= previewSide) return toPixels(picture);
  const size = fitLongSide(picture.width, picture.height, previewSide);
  return toPixels(resizePlanes(picture, size.width, size.height, 'bilinear'));
}

/** The recipe as it ran, with what the request added: enough to make the picture again. */
function summarize(recipe: Recipe, spec: PaintSpec, size: Size): RecipeSummary {
  const { title: _, source: __, ...data } = recipe;
  return { ...data, width: size.width, height: size.height, seed: spec.seed };
}
