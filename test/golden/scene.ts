/** The golden photo and style as a session sees them, opened as the engine does. */
import type { Backend } from '../../src/engine/backend.js';
import type { Network } from '../../src/engine/network/weights.js';
import { compileObjective, openSession, type RegionTargets, type Session } from '../../src/engine/objective/session.js';
import { convert } from '../../src/engine/objective/space.js';
import { createTargets, type Targets } from '../../src/engine/objective/targets.js';
import type { Planes } from '../../src/engine/planes/planes.js';
import type { Recipe } from '../../src/engine/recipe/recipe.js';
import { readFloats, readPlanes } from './fixtures.js';

/** A style and its share. */
export type Share = readonly [picture: Planes, weight: number];

/** A part of the picture with styles of its own. */
export interface GoldenRegion extends Omit<RegionTargets, 'targets'> {
  readonly styles: readonly Share[];
}

export interface Scene {
  /** Planes in the recipe's space. */
  readonly start: Float32Array;
  readonly perturbed: Float32Array;
  /** @param recipe may differ from the scene's in weights above 0 */
  open(recipe: Recipe): Session;
}

/** The upper left part of a picture. */
export function crop({ width, data }: Planes, toWidth: number, toHeight: number): Planes {
  const height = data.length / 3 / width;
  const cut = new Float32Array(3 * toWidth * toHeight);
  for (let i = 0; i < cut.length; i++) {
    const row = Math.floor(i / toWidth);
    const [channel, y] = [Math.floor(row / toHeight), row % toHeight];
    cut[i] = data[(channel * height + y) * width + (i % toWidth)]!;
  }
  return { width: toWidth, height: toHeight, data: cut };
}

/**
 * @param photo what the picture is compared with and begins as
 * @param noise what is added to it for the second evaluation, of its size
 */
export async function stage(
  backend: Backend,
  { inputScale }: Network,
  recipe: Recipe,
  photo: Planes,
  noise: Float32Array,
  styles: readonly Share[],
  regions: readonly GoldenRegion[] = [],
): Promise<Scene> {
  const inSpace = (data: Float32Array): Float32Array => convert(data, 'unit', recipe.variable);
  const targets = await createTargets(backend, recipe, inputScale);
  const { width, height } = photo;
  const { content } = await targets.measure({ width, height, data: inSpace(photo.data) });
  const bound = { ...content, ...(styles.length > 0 ? await blend(targets, inSpace, styles) : {}) };
  const parts: RegionTargets[] = [];
  for (const { styles: own, ...region } of regions)
    parts.push({ ...region, targets: await blend(targets, inSpace, own) });
  const program = await compileObjective(backend, recipe, height, width, inputScale, regions.length);
  return {
    start: inSpace(photo.data),
    perturbed: inSpace(photo.data.map((v, i) => Math.min(Math.max(v + noise[i]!, 0), 1))),
    open: (changed) => openSession(program, changed, height, width, bound, parts),
  };
}

async function blend(targets: Targets, inSpace: (data: Float32Array) => Float32Array, styles: readonly Share[]) {
  const measured = [];
  for (const [{ width, height, data }, weight] of styles)
    measured.push({ grams: (await targets.measure({ width, height, data: inSpace(data) })).grams, weight });
  return targets.blend(measured);
}

/** The 64 x 48 photo and style. */
export async function stageGolden(backend: Backend, network: Network, recipe: Recipe): Promise<Scene> {
  const [content, style] = [await readPlanes('content.png'), await readPlanes('style.png')];
  return stage(backend, network, recipe, content, readFloats('noise.f32'), [[style, 1]]);
}
