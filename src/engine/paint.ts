/** The loop over the rungs: the engine's `render`, given a warm atelier and a resolved recipe. */
import { StudioError } from '../errors.js';
import { createEta } from '../progress/eta.js';
import type { EndProgress, Progress, RecipeSummary } from '../progress/progress.js';
import type { Atelier } from './atelier.js';
import { fitPictures } from './fit-pictures.js';
import { planRungs, planSize } from './plan.js';
import type { Size } from './planes/fit.js';
import { keepColors } from './planes/keep-colors.js';
import { fromPixels, type Planes, toPixels } from './planes/planes.js';
import { resizePlanes } from './planes/resize.js';
import type { RenderSpec } from './port.js';
import { createPreviewPace } from './preview-pace.js';
import type { Recipe } from './recipe/recipe.js';
import { createRenderKeeper, type PaintKeeping } from './render-keeper.js';
import { createRung, type Rung } from './rung.js';
import { type Display, finish, isWorthShowing, previewRung, type Shown, showRung } from './shown.js';
import { makeStart } from './start-image.js';

export type PaintSpec = Omit<
  RenderSpec,
  'recipe' | 'steps' | 'strength' | 'start' | 'engine' | 'device' | 'deviceIndex' | 'threads'
>;

/**
 * Paints one picture. Yields progress; ends with `done`, `cancelled` or, where something is kept, `suspended`.
 * @param now a clock in milliseconds that never goes back.
 * @throws StudioError.
 */
export async function* paint(
  atelier: Atelier,
  recipe: Recipe,
  spec: PaintSpec,
  signal: AbortSignal,
  keeping?: PaintKeeping,
  now: () => number = () => performance.now(),
): AsyncGenerator<Progress> {
  const arrived = now();
  const photo = fromPixels(spec.content);
  const styles = spec.styles.map(({ pixels, weight }) => ({ picture: fromPixels(pixels), weight }));
  const startPicture = spec.startPicture && fromPixels(spec.startPicture);
  const display: Display = (picture) =>
    toPixels(spec.colors === 'luminance' ? keepColors(picture, photo) : picture);
  const full = planSize(photo, recipe, spec.size);
  const rungs = planRungs(full, recipe);
  const steps = rungs.reduce((sum, rung) => sum + rung.steps, 0);
  const summary = { ...summarize(recipe, spec, full), network: atelier.network };
  const keeper = await createRenderKeeper(keeping, { summary, spec, recipe, rungs, now });
  const { resumed } = keeper;
  const began = arrived - 1000 * (resumed?.seconds ?? 0);
  const seconds = (): number => (now() - began) / 1000;
  yield {
    type: 'started',
    ...full,
    steps,
    rungs: rungs.length,
    resumedAt: resumed?.step ?? 0,
    device: atelier.device,
    recipe: summary,
  };
  if (keeper.note !== null) yield keeper.note;

  const eta = createEta(
    rungs.map((rung) => ({ pixels: rung.width * rung.height, steps: rung.steps })),
    now,
    { rung: (resumed?.index ?? 0) + 1, steps: resumed?.rung?.step ?? 0 },
  );
  let shown: Shown | null = resumed?.shown ?? null;
  let carried: Planes | null = resumed?.carried ?? null;
  let step = resumed?.step ?? 0;
  let saved = resumed?.rung ?? null;
  let hasNoted = resumed?.hasNoted ?? false;
  let etaSeconds: number | null = null;
  const previews = createPreviewPace(spec.previewIntervalMs, rungs, now);

  const stateAt = (index: number, rung: Rung | null) => (maxBytes: number) => {
    const left = maxBytes - (carried?.data.byteLength ?? 0) - (shown?.picture.data.byteLength ?? 0);
    return {
      ...{ step, seconds: seconds(), hasNoted, carried, shown, index },
      rung: rung === null || rung.step === 0 ? saved : rung.save(left),
    };
  };

  try {
    for (let index = resumed?.index ?? 0; index < rungs.length && !signal.aborted; index++) {
      const size = rungs[index]!;
      if (keeper.isSuspended()) return yield* keeper.suspend(stateAt(index, null));
      const { content, styles: targets } = fitPictures(photo, styles, recipe, size);
      const isAfresh = carried === null;
      const start: Planes = carried
        ? resizePlanes(carried, size.width, size.height, 'bicubic')
        : makeStart(recipe.start, {
            ...{ size, content, styles: targets, seed: spec.seed, picture: startPicture, noise: recipe.noise },
          });
      const rung = createRung(recipe, start, saved);
      saved = null;
      const session = await atelier.open(recipe, size, content, targets);
      try {
        while (rung.step < size.steps && !signal.aborted) {
          if (keeper.isSuspended()) return yield* keeper.suspend(stateAt(index, rung));
          const { losses, isFinite: isUsable } = await rung.advance(session);
          step += 1;
          const hasPicture = rung.kept.image !== null;
          if (!isUsable) {
            if (!hasPicture && !shown) throw new StudioError('loss-not-finite', { recipe: recipe.name });
            if (!hasNoted) yield { type: 'note', code: 'not-finite', detail: `step ${step}` };
            hasNoted = true;
            // A rung that cannot even begin leaves the picture before it as the best one.
            if (!hasPicture) break;
          }
          etaSeconds = eta.tick(index + 1);
          yield {
            ...{ type: 'step', step, steps, rung: index + 1, rungs: rungs.length },
            ...{ width: size.width, height: size.height, losses, seconds: seconds(), etaSeconds },
          };
          if (previews.isDue(step, index) && isWorthShowing(rung, isAfresh ? shown : null)) {
            yield { type: 'preview', step, picture: previewRung(recipe, size, rung, display) };
            previews.reset();
          }
          // The end of a rung is no place for a checkpoint: what it hands on is not made yet, and smaller.
          if (rung.step < size.steps) yield* keeper.boundary(seconds(), etaSeconds, stateAt(index, rung));
        }
      } finally {
        session.close();
      }
      if (rung.kept.image === null) break;
      if (rung.step < size.steps && !isWorthShowing(rung, isAfresh ? shown : null)) break;
      shown = showRung(recipe, size, rung);
      if (size.carry) carried = shown.picture;
      if (index + 1 < rungs.length) yield* keeper.boundary(seconds(), etaSeconds, stateAt(index + 1, null));
    }
  } finally {
    await keeper.settle();
  }

  yield {
    type: signal.aborted && step < steps ? 'cancelled' : 'done',
    picture: shown && finish(shown, full, display),
    steps: step,
    seconds: seconds(),
    peakRssMiB: Math.round(process.resourceUsage().maxRSS / 1024),
    losses: shown?.losses ?? null,
    recipe: summary,
    device: atelier.device,
  } satisfies EndProgress;
}

/** The recipe as it ran, with what the request added: enough to make the picture again. */
function summarize(recipe: Recipe, spec: PaintSpec, size: Size): RecipeSummary {
  const { title: _, source: __, ...data } = recipe;
  return { ...data, width: size.width, height: size.height, seed: spec.seed, colors: spec.colors };
}
