/** The PyTorch values of test/golden/pytorch (made by make_fixtures.py and make_peer_fixtures.py), and pictures and weights to go with them. */
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

/** Terms weighted by layer, not by alpha and beta. */
export interface Terms {
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

const readJson = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));

export const readFixture = (recipe: string): Fixture => readJson(recipe);

/** Of make_peer_fixtures.py. */
export interface PeerFixture extends Omit<Fixture, 'adam_totals' | 'recipe'> {
  readonly recipe: { readonly alpha: number; readonly beta: number; readonly tv?: number };
  /** Weights that make each term's gradient 1 long. */
  readonly balance: Readonly<Record<'content' | 'style' | 'tv', Readonly<Record<string, number>>>>;
  /** With masks: the regions' weights. */
  readonly shares?: readonly number[];
}

export const readPeerFixture = (name: string): PeerFixture => readJson(name);

/** Totals by step. */
export interface Descents {
  readonly plain_lbfgs: {
    readonly painting: readonly number[];
    readonly smooth: readonly number[];
    readonly smooth_point: readonly number[];
  };
  /** Two rungs each; the second with Keys' cubic, which is ours, in place of torch's. */
  readonly warm_adam: readonly (readonly number[])[];
  readonly warm_adam_keys: readonly (readonly number[])[];
}

export const readDescents = (): Descents => readJson('descents');

/** A .f32 file: little-endian float32. */
export function readFloats(name: string): Float32Array {
  const bytes = readFileSync(join(folder, name));
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i));
}

/** Pictures of the folder. */
export type GoldenPicture = 'masks.png' | `${'content' | 'style'}${'' | '-32' | '-48'}.png`;

export async function readPixels(name: GoldenPicture): Promise<Pixels> {
  const { width, height, data } = await decodeImage(await readFile(join(folder, name)), { name });
  return { width, height, data };
}

export async function readPlanes(name: GoldenPicture): Promise<Planes> {
  return fromPixels(await readPixels(name));
}

/** The shipped network. */
export async function readShippedNetwork(): Promise<Network> {
  return loadNetwork(findNetwork(await readNetworks(assetFolders().models, readFile)), readFile);
}
