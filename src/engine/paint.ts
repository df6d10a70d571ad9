/** The loop over the rungs: the engine's `render`, given a warm atelier and a resolved recipe. */
import { StudioError } from '../errors.js';
import { createEta } from '../progress/eta.js';
import type { EndProgress, Progress } from '../progress/progress.js';
import type { Atelier } from './atelier.js';
import { createHandOver } from './hand-over.js';
import { createInterim } from './interim.js';
import { planRungs, planSize } from './plan.js';
import type { RenderSpec } from './port.js';
import type { Recipe } from './recipe/recipe.js';
import { createRenderKeeper, type PaintKeeping } from './render-keeper.js';
import { createRung, type Rung } from './rung.js';
import { createScene } from './scene.js';
import { finish } from './shown.js';
import { summarize } from './summarize.js';

export type PaintSpec = Omit<
  RenderSpec,
  'recipe' | 'steps' | 'start' | 'engine' | 'device' | 'deviceIndex' | 'threads'
>;

/**
 * Paints one picture. Yields progress; ends with `done`, `cancelled` or, where something is kept, `suspended`.
 * @param recipe as it is to run; `spec` has its strength and controls for the record alone.
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
  const scene = createScene(recipe, spec);
  const full = planSize(scene.photo, recipe, spec.size);
  const rungs = planRungs(full, recipe);
  const steps = rungs.reduce((sum, rung) => sum + rung.steps, 0);
  const summary = summarize(recipe, spec, full, atelier);
  const keeper = await createRenderKeeper(keeping, { summary: summary.what, spec, recipe, rungs, now });
  const { resumed } = keeper;
  const began = arrived - 1000 * (resumed?.seconds ?? 0);
  const seconds = (): number => (now() - began) / 1000;
  const { device } = atelier.where;
  yield {
    ...{ type: 'started', ...full, steps, rungs: rungs.length },
    ...{ resumedAt: resumed?.step ?? 0, device, recipe: summary.whole },
  };
  if (keeper.note !== null) yield keeper.note;

  const eta = createEta(
    rungs.map((rung) => ({ pixels: rung.width * rung.height, steps: rung.steps })),
    now,
    { rung: (resumed?.index ?? 0) + 1, steps: resumed?.rung?.step ?? 0 },
  );
  const hand = createHandOver(recipe, resumed ?? undefined);
  const interim = createInterim({ recipe, spec, full, rungs, hand, display: scene.display, now });
  let step = resumed?.step ?? 0;
  let saved = resumed?.rung ?? null;
  let hasNoted = resumed?.hasNoted ?? false;
  let etaSeconds: number | null = null;

  const stateAt = (index: number, rung: Rung | null) => (maxBytes: number) => {
    const { carried, moments, shown } = hand;
    const left = maxBytes - (carried?.data.byteLength ?? 0) - (shown?.picture.data.byteLength ?? 0);
    const running = rung === null || rung.step === 0 ? saved : rung.save(left);
    return {
      ...{ step, seconds: seconds(), hasNoted, carried, shown, index, rung: running },
      // A rung that has begun has made them its own.
      moments: running === null ? moments : null,
    };
  };

  try {
    for (let index = resumed?.index ?? 0; index < rungs.length && !signal.aborted; index++) {
      const size = rungs[index]!;
      if (keeper.isSuspended()) return yield* keeper.suspend(stateAt(index, null));
      const { content, styles, regions, painted, start } = scene.at(size);
      const rung = createRung(recipe, hand.start(size, start), { saved, painted, moments: hand.moments });
      saved = null;
      const session = await atelier.open(recipe, size, content, styles, regions);
      try {
        while (rung.step < size.steps && !signal.aborted) {
          if (keeper.isSuspended()) return yield* keeper.suspend(stateAt(index, rung));
          const { losses, isFinite: isUsable } = await rung.advance(session);
          step += 1;
          if (!isUsable) {
            if (rung.kept.isEmpty && !hand.shown)
              throw new StudioError('loss-not-finite', { recipe: recipe.name });
            if (!hasNoted) yield { type: 'note', code: 'not-finite', detail: `step ${step}` };
            hasNoted = true;
            // A rung that cannot even begin leaves the picture before it as the best one.
            if (rung.kept.isEmpty) break;
          }
          etaSeconds = eta.tick(index + 1);
          yield {
            ...{ type: 'step', step, steps, rung: index + 1, rungs: rungs.length },
            ...{ width: size.width, height: size.height, losses, seconds: seconds(), etaSeconds },
          };
          yield* interim.after(step, index, rung);
          // The end of a rung is no place for a checkpoint: what it hands on is not made yet, and smaller.
          if (rung.step < size.steps) yield* keeper.boundary(seconds(), etaSeconds, stateAt(index, rung));
        }
      } finally {
        session.close();
      }
      if (!hand.end(size, rung)) break;
      if (index + 1 < rungs.length) yield* keeper.boundary(seconds(), etaSeconds, stateAt(index + 1, null));
    }
  } finally {
    await keeper.settle();
  }

  yield {
    type: signal.aborted && step < steps ? 'cancelled' : 'done',
    picture: hand.shown && finish(hand.shown, full, scene.display),
    ...{ steps: step, seconds: seconds(), losses: hand.shown?.losses ?? null },
    peakRssMiB: Math.round(process.resourceUsage().maxRSS / 1024),
    ...{ recipe: summary.whole, device },
  } satisfies EndProgress;
}
