/**
 * What stays warm between jobs on one device: the network, compiled programs by size, style Grams by picture.
 * Opens sessions for a picture, its photo and its styles.
 */
import { createHash } from 'node:crypto';
import type { Backend, Where } from './backend.js';
import type { Network } from './network/weights.js';
import type { ObjectiveRecipe } from './objective/objective.js';
import { compileObjective, openSession, type RegionTargets, type Session } from './objective/session.js';
import { convert } from './objective/space.js';
import {
  createTargets,
  type Grams,
  type SpacePicture,
  type Targets,
  type WeightedGrams,
} from './objective/targets.js';
import type { Size } from './planes/fit.js';
import type { Planes } from './planes/planes.js';
import { createProgramCache } from './program-cache.js';
import type { GuidedRegion } from './regions.js';

export interface WeightedPicture {
  /** sRGB 0..1, already of the size the recipe measures it at. */
  readonly picture: Planes;
  readonly weight: number;
}

/** A session that holds on to its program until it is closed. */
export interface AtelierSession extends Session {
  /** Lets the program go to the next job, or make room for another size. `evaluate` must not be called again. */
  close(): void;
}

export interface Atelier {
  readonly where: Where;
  /** The weights. */
  readonly network: Pick<Network, 'id' | 'sha256'>;
  /**
   * A session for pictures of `size` with `photo` (of that size) and `styles` as targets; to be closed.
   * @param regions where the styles go. @default everywhere
   */
  open(
    recipe: ObjectiveRecipe,
    size: Size,
    photo: Planes,
    styles: readonly WeightedPicture[],
    regions?: readonly GuidedRegion[],
  ): Promise<AtelierSession>;
}

/** Style measurements that outlive the process. */
export interface GramStore {
  /** null = not there. Never rejects. @param key letters and digits, of the weights, the graph and the picture */
  get(key: string): Promise<Grams | null>;
  /** Keeps a measurement if that is possible. Never rejects. */
  put(key: string, grams: Grams): Promise<void>;
}

/** Style measurements kept; one takes about 2.5 MB. */
const maxCachedGrams = 24;
/** What measures pictures is kept warm for so many recipes: each holds weights of its own. */
const maxMeasurers = 2;

export interface AtelierOptions {
  /** Pixels of all cached programs together. Default 512 x 512 and a quarter: a picture beside its previews. */
  readonly maxCachedPixels?: number;
  /** Asked before a style is measured. @default none */
  readonly grams?: GramStore;
}

export function createAtelier(
  backend: Backend,
  network: Network,
  { maxCachedPixels = 512 * 512 * 1.25, grams: store }: AtelierOptions = {},
): Atelier {
  const programs = createProgramCache(maxCachedPixels);
  const measurers = createProgramCache<Targets>(maxMeasurers);
  const gramsByStyle = new Map<string, Promise<Grams>>();
  const { inputScale } = network;

  const measureStyle = (recipe: ObjectiveRecipe, style: Planes, { measure }: Targets): Promise<Grams> => {
    const key = gramKey(backend, network, recipe, style);
    return remember(gramsByStyle, key, maxCachedGrams, async () => {
      const known = await store?.get(key);
      if (known) return known;
      const { grams } = await measure(inSpace(recipe, style));
      await store?.put(key, grams);
      return grams;
    });
  };

  return {
    where: {
      ...{ engine: backend.engine, device: backend.device },
      ...{ threads: backend.threads, lowering: backend.lowering },
    },
    network: { id: network.id, sha256: network.sha256 },
    open: async (recipe, size, photo, styles, regions = []) => {
      const { width, height } = size;
      const key = `${structureKey(recipe)} ${width}x${height} ${regions.length}`;
      const { program, giveBack } = await programs.take(key, width * height, () =>
        compileObjective(backend, recipe, height, width, inputScale, regions.length),
      );
      try {
        const measurer = await measurers.take(structureKey(recipe), 1, () =>
          createTargets(backend, recipe, inputScale),
        );
        try {
          const { measure, blend } = measurer.program;
          const { content } = await measure(inSpace(recipe, photo));
          const grams: WeightedGrams[] = [];
          for (const { picture, weight } of styles)
            grams.push({ grams: await measureStyle(recipe, picture, measurer.program), weight });
          const guided: RegionTargets[] = [];
          for (const { styles: places, ...region } of regions)
            guided.push({
              ...region,
              targets: await blend(
                places.map((place) => grams[place]!),
                size,
              ),
            });
          const targets = guided.length > 0 ? content : { ...content, ...(await blend(grams, size)) };
          return { ...openSession(program, recipe, height, width, targets, guided), close: giveBack };
        } finally {
          measurer.giveBack();
        }
      } catch (error) {
        giveBack();
        throw error;
      }
    },
  };
}

function inSpace(recipe: ObjectiveRecipe, { width, height, data }: Planes): SpacePicture {
  return { width, height, data: convert(data, 'unit', recipe.variable) };
}

/** What of a recipe is built into graphs: formulae and layers, not weights. */
function structureKey({ content, style, tv, ...features }: ObjectiveRecipe): string {
  const { variable, normalization, pooling, averageGain = 1, padding = 'zero' } = features;
  const taps = (layers: ObjectiveRecipe['content']['layers']) =>
    layers.map(({ layer, beforeRelu }) => (beforeRelu ? `${layer}-` : layer));
  return JSON.stringify([
    variable,
    normalization,
    pooling,
    pooling === 'average' ? averageGain : 1,
    padding,
    content.formula,
    taps(content.layers),
    style.formula,
    taps(style.layers),
    tv.weight > 0 ? tv.formula : null,
  ]);
}

/**
 * A style under a recipe's graph and weights, as 64 hexadecimal digits; where it is measured, too: elsewhere the last bits
 * are others, and with them the bytes of a picture.
 */
function gramKey(
  { engine, device, threads }: Where,
  { id, sha256 }: Network,
  recipe: ObjectiveRecipe,
  { width, height, data }: Planes,
): string {
  return createHash('sha256')
    .update(JSON.stringify([engine, device, threads, id, sha256, structureKey(recipe), width, height]))
    .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    .digest('hex');
}

/** A promise by key, made once; a failed one is forgotten; the oldest go when there are more than `most`. */
function remember<T>(
  cache: Map<string, Promise<T>>,
  key: string,
  most: number,
  make: () => Promise<T>,
): Promise<T> {
  const known = cache.get(key);
  const promise = known ?? make();
  cache.delete(key);
  cache.set(key, promise);
  if (!known) {
    promise.catch(() => {
      if (cache.get(key) === promise) cache.delete(key);
    });
  }
  for (const old of cache.keys()) {
    if (cache.size <= most) break;
    cache.delete(old);
  }
  return promise;
}
