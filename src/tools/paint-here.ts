/** What `impasto stylize` submits to: one rendering process of its own, no queue, nothing kept. */
import type { Render } from '../engine/port.js';
import type { Progress } from '../progress/progress.js';
import { checkMemory } from '../request/memory.js';
import type { StyleRequest } from '../request/request.js';
import { describeReduction, longSideOf, toSpec } from '../request/spec.js';

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface PaintHereParts {
  readonly render: Render;
  /** The size that a recipe renders a photo at, for a long side or (null) its own. @throws StudioError. */
  readonly planSize: (photo: Size, recipe: string, longSide: number | null) => Size;
  /** MiB of memory that is free for a rendering process, now. */
  readonly availableMiB: () => number;
}

/** Checks that the picture fits, and paints it. @throws StudioError. */
export function createPaintHere({ render, planSize, availableMiB }: PaintHereParts) {
  return {
    async *submit(request: StyleRequest, signal: AbortSignal): AsyncGenerator<Progress> {
      const longSide = longSideOf(request);
      const { width, height } = planSize(request.content, request.recipe, longSide);
      checkMemory(width, height, availableMiB());
      const reduction = describeReduction(request);
      if (reduction !== null) yield { type: 'note', code: 'size-reduced', detail: reduction };
      yield* render(toSpec(request, longSide), signal);
    },
  };
}
