import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAtelier } from '../../../src/engine/atelier.js';
import type { Backend } from '../../../src/engine/backend.js';
import { parameterSource } from '../../../src/engine/network/parameters.js';
import type { Network } from '../../../src/engine/network/weights.js';
import { createOnnxBackend } from '../../../src/engine/onnx/onnx-backend.js';
import { createUniformNoise } from '../../../src/engine/planes/noise.js';
import { createPlanes } from '../../../src/engine/planes/planes.js';
import { createGramFolder } from '../../../src/engine/process/gram-folder.js';
import type { Recipe } from '../../../src/engine/recipe/recipe.js';
import { recipes } from '../../../src/engine/recipe/table.js';
import { readShippedNetwork } from '../../golden/fixtures.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'impasto-grams-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const grams = (salt: number) => ({
  conv1_1: { values: Float32Array.from({ length: 1000 }, (_, i) => i * salt), positions: 77 },
  conv2_1: { values: Float32Array.of(salt), positions: 19, means: Float32Array.of(salt, 7) },
});
const files = () => readdirSync(folder).sort();

describe('createGramFolder', () => {
  it('gives back what another process has kept', async () => {
    await createGramFolder(join(folder, 'made', 'here')).put('a1', grams(3));
    expect(await createGramFolder(join(folder, 'made', 'here')).get('a1')).toEqual(grams(3));
    expect(await createGramFolder(folder).get('b2')).toBeNull();
  });

  it('takes a damaged file for none and removes it', async () => {
    const store = createGramFolder(folder);
    await store.put('a1', grams(3));
    const bytes = readFileSync(join(folder, 'a1.grams'));
    bytes[2000]! ^= 4;
    writeFileSync(join(folder, 'a1.grams'), bytes);
    expect(await store.get('a1')).toBeNull();
    expect(files()).toEqual([]);
  });

  it('lets go of what was not used for longest when there is too much', async () => {
    let now = Date.now();
    const store = createGramFolder(folder, { maxBytes: 13_000, now: () => now });
    for (const key of ['a', 'b', 'c']) {
      await store.put(key, grams(1));
      utimesSync(join(folder, `${key}.grams`), now / 1000 - 1000, now / 1000 - 1000);
      now += 1000;
    }
    await store.get('a');
    await store.put('d', grams(1));
    expect(files()).toEqual(['a.grams', 'c.grams', 'd.grams']);
  });

  it('sweeps up what a killed process left an hour ago, and lets alone what is being written', async () => {
    const store = createGramFolder(folder);
    for (const name of ['old.grams.aa.part', 'new.grams.bb.part', 'note.txt'])
      writeFileSync(join(folder, name), '');
    const then = Date.now() / 1000 - 3700;
    for (const name of ['old.grams.aa.part', 'note.txt']) utimesSync(join(folder, name), then, then);
    await store.put('a', grams(1));
    expect(files()).toEqual(['a.grams', 'new.grams.bb.part', 'note.txt']);
  });

  it('keeps nothing, and fails nothing, where it cannot write', async () => {
    const blocked = join(folder, 'a-file');
    writeFileSync(blocked, '');
    const store = createGramFolder(join(blocked, 'below'));
    await store.put('a', grams(1));
    expect(await store.get('a')).toBeNull();
  });
});

describe('an atelier with style measurements on disk', () => {
  const picture = (width: number, height: number, seed: number) =>
    createPlanes(width, height, createUniformNoise(3 * width * height, seed));
  const style = { picture: picture(48, 32, 2), weight: 1 };
  const photo = picture(32, 32, 1);
  /** What is evaluated by one process that opens one session, and what it finds. */
  async function measure(network: Network, recipe: Recipe, styles = [style]) {
    const sizes: string[] = [];
    const onnx = createOnnxBackend({ device: 'cpu', threads: 1, parameters: parameterSource(network) });
    const backend: Backend = {
      ...{ engine: 'onnx', device: 'cpu', threads: 1, lowering: 'none' },
      compile: async (graph, options) => {
        const program = await onnx.compile(graph, options);
        const run: typeof program.run = (feeds) => {
          sizes.push(feeds.image!.shape.slice(2).join('x'));
          return program.run(feeds);
        };
        return { ...program, run };
      },
    };
    const atelier = createAtelier(backend, network, { grams: createGramFolder(folder) });
    const session = await atelier.open(recipe, { width: 32, height: 32 }, photo, styles);
    const measured = [...sizes];
    const { losses, gradient } = await session.evaluate(new Float32Array(3 * 32 * 32));
    session.close();
    return { measured, losses, gradient };
  }

  it('measures a style once, whichever process asks, and gives the same to the last bit', async () => {
    const network = await readShippedNetwork();
    const { impasto, udacity } = recipes;
    const first = await measure(network, impasto);
    expect(first.measured).toEqual(['32x32', '32x48']);
    const second = await measure(network, { ...impasto, style: { ...impasto.style, weight: 1e3 } });
    expect(second.measured).toEqual(['32x32']);
    const again = await measure(network, impasto);
    expect(again.measured).toEqual(['32x32']);
    expect(again.losses).toEqual(first.losses);
    expect(Buffer.compare(Buffer.from(again.gradient.buffer), Buffer.from(first.gradient.buffer))).toBe(0);
    // Another picture, another graph, other weights: each is another measurement.
    const other = { picture: picture(48, 32, 3), weight: 1 };
    expect((await measure(network, impasto, [other])).measured).toHaveLength(2);
    expect((await measure(network, udacity)).measured).toHaveLength(2);
    expect((await measure({ ...network, sha256: 'another' }, impasto)).measured).toHaveLength(2);
    expect(files()).toHaveLength(4);
  });
});
