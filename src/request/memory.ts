/** Whether a picture's rendering fits into memory, before it starts. */
import { layerNamed } from '../engine/network/vgg19.js';
import type { Controls } from '../engine/port.js';
import type { BasisRecipe, LayerTerm, OptimizerRecipe, Recipe } from '../engine/recipe/recipe.js';
import { defaultRecipe, recipes } from '../engine/recipe/table.js';
import { StudioError } from '../errors.js';
import { sizeLimits } from './options.js';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What of a recipe takes memory. */
type RecipeInMemory = Pick<Recipe, 'optimizer' | 'basis' | 'averaging' | 'steps' | 'content' | 'style'>;

/** What of a render takes memory: the rendered picture, pixels, and what works on it. */
export interface RenderLoad extends Size {
  readonly recipe: RecipeInMemory;
  /** The style pictures at the sizes that they are measured at. */
  readonly styles: readonly Size[];
  /** The sizes that it is painted at, the full one last. */
  readonly rungs: readonly Size[];
}

/** A render before it starts. */
export interface PlannedRender extends RenderLoad {
  readonly rungs: readonly (Size & { readonly steps: number })[];
}

/** What a render's sizes and steps depend on. */
export interface AskedRender {
  readonly content: Size;
  readonly styles: readonly Size[];
  readonly recipe: string;
  /** Long side, pixels; null = the recipe's own. */
  readonly size: number | null;
  /** null = the recipe's own. */
  readonly steps: number | null;
  readonly strength: number;
  readonly controls: Controls;
}

/** The engine's plan of a render. @throws StudioError for an unknown recipe, or a picture too thin for VGG19. */
export type PlanRender = (asked: AskedRender) => PlannedRender;

/**
 * What rendering takes: peak resident memory of the rendering process on the CPU, by `npm run bench:speed -- --parts memory`:
 * 1150, 2030, 3340 and 5800 MiB for squares of 256, 512, 768 and 1024 pixels with the default recipe; 910 for
 * neural-style-pt at 256, 1450 and 2510 for crowsonkb at 256 and 512. The model lies on or above all of them.
 */
export const memoryModel = {
  /** Process, weights, and the session of full size, MiB. */
  baseMiB: 640,
  /** The session of every smaller size that comes before, MiB. */
  perRungMiB: 150,
  /** Pixels of all sessions together that stay warm; only the largest goes beyond (engine/atelier.ts). */
  warmPixels: 512 * 512 * 1.25,
  /** Activations and their gradients per pixel of the rendered picture, KiB. */
  perPixelKiB: 4.6,
  /**
   * A style picture is measured forward only, KiB for each pixel that it has beyond the rendered picture. Measured at
   * 256 px with a style of 2 and 4 times that side: 1230 and 1950 MiB in place of 1110.
   */
  perStylePixelKiB: 0.9,
  /** The square roots of a Wasserstein loss' covariances on the way to its gradient, MiB: 60 measured at 256 px. */
  rootsMiB: 100,
  /**
   * A layer in a loss beyond those of the default recipe, MiB, and bytes for each of its numbers. Measured with all 16 as
   * content 1626 and 3230 MiB at 256 and 512 px in place of 1135 and 1990, as style 1446 at 256; torch-notebook 885 at 224.
   */
  perLayerMiB: 16,
  perFeatureBytes: 13,
  /** Part of the available memory that may be planned for: the rest of the machine goes on living. */
  usableShare: 0.95,
} as const;

const bytesPerNumber = 4;
const channels = 3;

/** Vectors of the length of the variable that an optimizer keeps beside its point: pairs for L-BFGS, moments for Adam. */
const vectorCounts: {
  readonly [Type in OptimizerRecipe['type']]: (
    recipe: Extract<OptimizerRecipe, { type: Type }>,
    steps: number,
  ) => number;
} = {
  lbfgs: ({ history }, steps) => 2 * Math.min(history, steps),
  'plain-lbfgs': ({ history }, steps) => 2 * Math.min(history, steps),
  adam: () => 2,
  descent: () => 1,
};

/** A pyramid has a third more coefficients than pixels: 1 + 1/4 + 1/16 ... */
const lengths: Readonly<Record<BasisRecipe['type'], number>> = { pixels: 1, pyramid: 4 / 3 };

function vectorKiB({ optimizer, basis, averaging, steps }: RecipeInMemory): number {
  const count = vectorCounts[optimizer.type] as (recipe: OptimizerRecipe, steps: number) => number;
  const kept = count(optimizer, steps) * lengths[basis.type] + (averaging > 0 ? 1 : 0);
  return (kept * channels * bytesPerNumber) / 1024;
}

/** What of a recipe's losses is measured: how many layers, and numbers of theirs for each pixel. */
function measuredBy({ content, style }: Pick<Recipe, 'content' | 'style'>): {
  count: number;
  numbers: number;
} {
  const layers: readonly LayerTerm[] = [...content.layers, ...style.layers];
  const numbers = layers.map(({ layer }) => layerNamed(layer)).map((l) => l.outChannels / 4 ** (l.block - 1));
  return { count: layers.length, numbers: numbers.reduce((sum, n) => sum + n, 0) };
}

function layersMiB(recipe: RecipeInMemory, pixels: number): number {
  const [own, usual] = [measuredBy(recipe), measuredBy(recipes[defaultRecipe])];
  const bytes = Math.max(0, own.numbers - usual.numbers) * pixels * memoryModel.perFeatureBytes;
  return Math.max(0, own.count - usual.count) * memoryModel.perLayerMiB + bytes / 2 ** 20;
}

const areaOf = ({ width, height }: Size): number => width * height;

/** MiB that rendering takes. */
export function memoryFor({ recipe, styles, rungs, ...full }: RenderLoad): number {
  const { baseMiB, perRungMiB, warmPixels, perPixelKiB, perStylePixelKiB, rootsMiB } = memoryModel;
  const pixels = areaOf(full);
  const below = rungs.slice(0, -1);
  const smaller = below.reduce((sum, rung) => sum + areaOf(rung), 0);
  const warm = Math.min(smaller, Math.max(0, warmPixels - pixels));
  const beyond = Math.max(0, ...styles.map((style) => areaOf(style) - pixels));
  const kib = (pixels + warm) * perPixelKiB + pixels * vectorKiB(recipe) + beyond * perStylePixelKiB;
  const roots = recipe.style.formula === 'wasserstein' ? rootsMiB : 0;
  return baseMiB + below.length * perRungMiB + roots + layersMiB(recipe, pixels) + kib / 1024;
}

/**
 * Checks that a picture fits.
 * @param availableMiB memory that is free for us.
 * @param at the same render at another long side, pixels. @default in proportion, the smaller sizes as they are
 * @throws StudioError 'memory-too-small' with the long side that would fit, 0 where none does.
 */
export function checkMemory(
  load: RenderLoad,
  availableMiB: number,
  at: (longSide: number) => RenderLoad = inProportion(load),
): void {
  const usable = availableMiB * memoryModel.usableShare;
  const need = memoryFor(load);
  if (need <= usable) return;
  const size = Math.max(load.width, load.height);
  throw new StudioError('memory-too-small', {
    size,
    needMiB: Math.ceil(need),
    haveMiB: Math.floor(usable),
    fits: longSideThatFits(at, usable, Math.min(size - 1, sizeLimits.max)),
  });
}

function inProportion({
  width,
  height,
  recipe,
  styles,
  rungs,
}: RenderLoad): (longSide: number) => RenderLoad {
  return (longSide) => {
    const scale = longSide / Math.max(width, height);
    const shrink = (size: Size): Size => ({
      width: Math.round(size.width * scale),
      height: Math.round(size.height * scale),
    });
    return { ...shrink({ width, height }), recipe, styles: styles.map(shrink), rungs };
  };
}

/** The largest long side up to `most` that fits, pixels; 0 where none does. */
function longSideThatFits(at: (longSide: number) => RenderLoad, usableMiB: number, most: number): number {
  const isFit = (longSide: number): boolean => memoryFor(at(longSide)) <= usableMiB;
  let fits: number = sizeLimits.min;
  let tooLarge = most + 1;
  if (fits >= tooLarge || !isFit(fits)) return 0;
  while (tooLarge - fits > 1) {
    const middle = Math.floor((fits + tooLarge) / 2);
    if (isFit(middle)) fits = middle;
    else tooLarge = middle;
  }
  return fits;
}

/** A size that ended its process is never advised again, whatever the memory says: at most this share of it. */
const nextShare = 0.7;

/**
 * A long side worth trying after one of `size` ended its process twice; 0 where none is.
 * @param pixels of every size that it was painted at, the full one last.
 */
export function longSideAfterDeath(size: number, pixels: readonly number[], availableMiB: number): number {
  const rungs = pixels.map((area) => ({ width: size, height: area / size }));
  const load = { ...rungs.at(-1)!, recipe: recipes[defaultRecipe], styles: [], rungs };
  const most = Math.min(Math.floor(size * nextShare), sizeLimits.max);
  return longSideThatFits(inProportion(load), availableMiB * memoryModel.usableShare, most);
}

/** Where the facts come from. */
export interface MemorySources {
  /** A text file, or null where there is none: /proc and cgroup files exist on Linux only. */
  readonly readText: (path: string) => string | null;
  /** Bytes, where the files say nothing (os.freemem). */
  readonly freeBytes: () => number;
}

const mib = 2 ** 20;
const cgroups = [
  {
    limit: '/sys/fs/cgroup/memory.max',
    used: '/sys/fs/cgroup/memory.current',
    stat: '/sys/fs/cgroup/memory.stat',
  },
  {
    limit: '/sys/fs/cgroup/memory/memory.limit_in_bytes',
    used: '/sys/fs/cgroup/memory/memory.usage_in_bytes',
    stat: '/sys/fs/cgroup/memory/memory.stat',
  },
] as const;

/** MiB that a new process may take: what the machine has free, and no more than the container's limit leaves. */
export function availableMiB({ readText, freeBytes }: MemorySources): number {
  const meminfo = /^MemAvailable:\s+(\d+) kB$/m.exec(readText('/proc/meminfo') ?? '')?.[1];
  const machine = meminfo === undefined ? freeBytes() : Number(meminfo) * 1024;
  const containers = cgroups.flatMap(({ limit, used, stat }) => {
    const most = Number.parseInt(readText(limit) ?? '', 10);
    const taken = Number.parseInt(readText(used) ?? '', 10);
    if (Number.isNaN(most) || Number.isNaN(taken)) return [];
    // Why: the page cache counts as used, but the kernel gives it back at need.
    const cache = Number(/^(?:total_)?inactive_file (\d+)$/m.exec(readText(stat) ?? '')?.[1] ?? 0);
    return [Math.max(0, most - taken + cache)];
  });
  return Math.min(machine, ...containers) / mib;
}
