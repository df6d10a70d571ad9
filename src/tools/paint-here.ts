/** What `impasto stylize` submits to: one rendering process of its own, no queue, nothing kept. */
import type { Render } from '../engine/port.js';
import type { Progress } from '../progress/progress.js';
import { controlsOf } from '../request/controls.js';
import { checkMemory, type PlanRender } from '../request/memory.js';
import type { StyleRequest } from '../request/request.js';
import { describeReduction, longSideOf, toSpec } from '../request/spec.js';

export interface PaintHereParts {
  readonly render: Render;
  readonly plan: PlanRender;
  /** MiB of memory that is free for a rendering process, now. */
  readonly availableMiB: () => number;
}

/** Checks that the picture fits, and paints it. @throws StudioError. */
export function createPaintHere({ render, plan, availableMiB }: PaintHereParts) {
  return {
    async *submit(request: StyleRequest, signal: AbortSignal): AsyncGenerator<Progress> {
      const longSide = longSideOf(request);
      const styles = request.styles.map(({ picture }) => picture);
      const at = (size: number | null) => plan({ ...request, styles, size, controls: controlsOf(request) });
      checkMemory(at(longSide), availableMiB(), at);
      const reduction = describeReduction(request);
      if (reduction !== null) yield { type: 'note', code: 'size-reduced', detail: reduction };
      yield* render(toSpec(request, longSide), signal);
    },
  };
}
