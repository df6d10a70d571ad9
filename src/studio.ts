/**
 * The one door: takes a request, sees that it fits, puts it in line and brings its progress. Doors (terminal, page,
 * chat) know this and nothing behind it.
 */
import type { Device, RenderSpec, Start } from './engine/port.js';
import { barePixels } from './image/pixels.js';
import type { Pool } from './job/pool.js';
import type { NoteProgress, Progress } from './progress/progress.js';
import { checkMemory } from './request/memory.js';
import { sizeLimits } from './request/options.js';
import type { Gallery, Preset } from './request/presets.js';
import type { StyleRequest } from './request/request.js';

/** What a door needs to know of a recipe. */
export interface RecipeFacts {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly steps: number;
  readonly start: Start;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface StudioParts {
  readonly pool: Pool<RenderSpec, Progress>;
  readonly gallery: Gallery;
  readonly recipes: readonly RecipeFacts[];
  /** The size that a recipe renders a photo at, for a long side or (null) its own. @throws StudioError. */
  readonly planSize: (photo: Size, recipe: string, longSide: number | null) => Size;
  /** MiB of memory that is free for a rendering process, now. */
  readonly availableMiB: () => number;
}

export interface Studio {
  /**
   * Makes a picture. Ends with a `done` or `cancelled` progress.
   * @throws StudioError; the signal's reason when aborted before the engine has begun.
   */
  submit(request: StyleRequest, signal: AbortSignal): AsyncIterable<Progress>;
  styles(): readonly Preset[];
  recipes(): readonly RecipeFacts[];
  /** Ends all rendering. */
  close(): Promise<void>;
}

export function createStudio({ pool, gallery, recipes, planSize, availableMiB }: StudioParts): Studio {
  return {
    async *submit(request, signal) {
      const longSide = longSideOf(request);
      const { width, height } = planSize(request.content, request.recipe, longSide);
      checkMemory(width, height, availableMiB());
      const note = describeReduction(request);
      if (note !== null) yield note;
      yield* pool.run(toSpec(request, longSide), signal);
    },
    styles: () => gallery.styles,
    recipes: () => recipes,
    close: () => pool.close(),
  };
}

/** Long side to render, pixels; null = the recipe's own. */
function longSideOf({ size, content }: StyleRequest): number | null {
  if (size !== 'original') return size;
  const original = Math.max(content.originalWidth, content.originalHeight);
  return Math.min(sizeLimits.max, Math.max(sizeLimits.min, original));
}

function describeReduction({ size, content }: StyleRequest): NoteProgress | null {
  const original = Math.max(content.originalWidth, content.originalHeight);
  if (size !== 'original' || original <= sizeLimits.max) return null;
  const detail = `at ${sizeLimits.max} pixels instead of ${original}, and enlarged to that for the file`;
  return { type: 'note', code: 'size-reduced', detail };
}

function toSpec(request: StyleRequest, size: number | null): RenderSpec {
  const { content, styles, recipe, steps, strength, seed, threads, previewIntervalMs, init } = request;
  const device: Device = request.device;
  const isPicture = init !== null && typeof init === 'object';
  const start: Start | null = isPicture ? 'picture' : init;
  return {
    ...{ recipe, steps, strength, seed, device, threads, previewIntervalMs, start },
    content: barePixels(content),
    styles: styles.map(({ picture, weight }) => ({ pixels: barePixels(picture), weight })),
    size,
    startPicture: isPicture ? barePixels(init) : null,
  };
}
