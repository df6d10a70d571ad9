/**
 * The one door: takes a request, sees that it fits, puts it in line and brings its progress. Doors (terminal, page,
 * chat) know this and nothing behind it.
 */
import type { Device, RenderSpec, Start } from './engine/port.js';
import { StudioError } from './errors.js';
import type { Pixels } from './image/pixels.js';
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
  readonly size: { readonly longSide: number; readonly photo: 'keep' | 'square' };
  readonly steps: number;
  readonly start: Start;
}

export interface StudioParts {
  readonly pool: Pool<RenderSpec, Progress>;
  readonly gallery: Gallery;
  readonly recipes: readonly RecipeFacts[];
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

export function createStudio({ pool, gallery, recipes, availableMiB }: StudioParts): Studio {
  return {
    async *submit(request, signal) {
      const recipe = findRecipe(recipes, request.recipe);
      const longSide = longSideOf(request, recipe);
      const [width, height] = renderedSize(request.content, longSide, recipe);
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

/** The row of a recipe. @throws StudioError 'option-invalid' naming the ones there are. */
export function findRecipe<Row extends { readonly name: string }>(
  recipes: readonly Row[],
  name: string,
): Row {
  const row = recipes.find((candidate) => candidate.name === name);
  if (row !== undefined) return row;
  const expected = `one of ${recipes.map((recipe) => recipe.name).join(', ')}`;
  throw new StudioError('option-invalid', { option: 'recipe', value: name, expected });
}

/** Long side to render, pixels. */
function longSideOf({ size, content }: StyleRequest, recipe: RecipeFacts): number {
  if (size !== 'original') return size ?? recipe.size.longSide;
  const original = Math.max(content.originalWidth, content.originalHeight);
  return Math.min(sizeLimits.max, Math.max(sizeLimits.min, original));
}

/** Upper bound of the rendered picture's size. */
function renderedSize(content: Pixels, longSide: number, { size }: RecipeFacts): readonly [number, number] {
  if (size.photo === 'square') return [longSide, longSide];
  const scale = longSide / Math.max(content.width, content.height);
  return [Math.round(content.width * scale), Math.round(content.height * scale)];
}

function describeReduction({ size, content }: StyleRequest): NoteProgress | null {
  const original = Math.max(content.originalWidth, content.originalHeight);
  if (size !== 'original' || original <= sizeLimits.max) return null;
  const detail = `at ${sizeLimits.max} pixels instead of ${original}, and enlarged to that for the file`;
  return { type: 'note', code: 'size-reduced', detail };
}

function toSpec(request: StyleRequest, longSide: number): RenderSpec {
  const { content, styles, recipe, size, steps, strength, seed, threads, previewIntervalMs, init } = request;
  const device: Device = request.device;
  const isPicture = init !== null && typeof init === 'object';
  const start: Start | null = isPicture ? 'picture' : init;
  return {
    ...{ recipe, steps, strength, seed, device, threads, previewIntervalMs, start },
    content: toPixels(content),
    styles: styles.map(({ picture, weight }) => ({ pixels: toPixels(picture), weight })),
    size: size === null ? null : longSide,
    startPicture: isPicture ? toPixels(init) : null,
  };
}

/** The pixels alone: names and alpha stay on this side of the process boundary. */
function toPixels({ width, height, data }: Pixels): Pixels {
  return { width, height, data };
}
