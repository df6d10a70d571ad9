/** The PyTorch values of test/golden/pytorch (made by make_fixtures.py), and pictures and weights to go with them. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assetFolders, findPackageRoot } from '../../src/assets.js';
import { findNetwork, readNetworks } from '../../src/engine/network/models.js';
import { loadNetwork, type Network } from '../../src/engine/network/weights.js';
import { fromPixels, type Planes } from '../../src/engine/planes/planes.js';
import { decodeImage } from '../../src/image/decode.js';
import type { Pixels } from '../../src/image/pixels.js';

const folder = join(findPackageRoot(), 'test', 'golden', 'pytorch');

interface Terms {
  readonly total: number;
  readonly content: Readonly<Record<string, number>>;
  readonly style: Readonly<Record<string, number>>;
  readonly tv: number;
}

export interface Fixture {
  readonly width: number;
  readonly height: number;
  readonly at_content: Terms;
  readonly at_perturbed: Terms & { readonly grad_l2: number };
  readonly adam_totals: readonly number[];
  readonly recipe: {
    readonly optimizer: { lr: number; beta1?: number; eps?: number; clamp?: boolean };
  };
}

export const readFixture = (recipe: string): Fixture => JSON.parse(readFileSync(join(folder, `${recipe}.json`), 'utf8'));

/** A .f32 file: little-endian float32. */
export function readFloats(name: string): Float32Array {
  const bytes = readFileSync(join(folder, name));
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i));
}

export async function readPixels(name: 'content.png' | 'style.png'): Promise<Pixels> {
  const { width, height, data } = await decodeImage(await readFile(join(folder, name)), { name });
  return { width, height, data };
}

export async function readPlanes(name: 'content.png' | 'style.png'): Promise<Planes> {
  return fromPixels(await readPixels(name));
}

/** The shipped network. */
export async function readShippedNetwork(): Promise<Network> {
  return loadNetwork(findNetwork(await readNetworks(assetFolders().models, readFile)), readFile);
}
