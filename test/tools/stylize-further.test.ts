/** Files beside the picture: intermediate pictures, the picture forming, losses. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decodeImage } from '../../src/image/decode.js';
import { readRecord } from '../../src/image/record.js';
import type { FileEvent, Outcome } from '../../src/progress/outcome.js';
import type { Progress } from '../../src/progress/progress.js';
import { stylizeOptions } from '../../src/request/options.js';
import { parseOptions } from '../../src/request/parse.js';
import { createGallery, type Gallery } from '../../src/request/presets.js';
import { parseRecord } from '../../src/request/record.js';
import type { StyleRequest } from '../../src/request/request.js';
import { stylize } from '../../src/tools/stylize.js';

const never = new AbortController().signal;
const flat = (value: number, width = 48, height = 32) => ({
  ...{ width, height },
  data: new Uint8Array(width * height * 3).fill(value),
});
const recipe = {
  ...{ name: 'udacity', reportEvery: 2 },
  content: { weight: 10, layers: [{ layer: 'conv4_2', weight: 1 }] },
  style: { weight: 100, layers: [{ layer: 'conv1_1', weight: 0.5 }] },
};
const started: Progress = {
  ...{ type: 'started', width: 48, height: 32, steps: 6, rungs: 2, resumedAt: 0, device: 'cpu', recipe },
};
const step = (count: number): Progress => ({
  ...{
    type: 'step',
    step: count,
    steps: 6,
    rung: count < 3 ? 1 : 2,
    rungs: 2,
    width: count < 3 ? 24 : 48,
    height: 32,
  },
  losses: { content: { conv4_2: 2 }, style: { conv1_1: 6 / count }, tv: 0.5, total: 20.5 + 600 / count },
  ...{ seconds: count, etaSeconds: 1 },
});
const preview = (count: number, value = 50 * count): Progress => ({
  type: 'preview',
  step: count,
  picture: flat(value),
});
const intermediate = (count: number): Progress => ({
  type: 'intermediate',
  step: count,
  picture: flat(10 * count),
});
const end = (
  type: 'done' | 'cancelled' = 'done',
  picture: ReturnType<typeof flat> | null = flat(200),
): Progress => ({
  ...{ type, picture, steps: 6, seconds: 1, peakRssMiB: 600, device: 'cpu', losses: null, recipe },
});

describe('stylize, beside the picture', () => {
  let folder: string;
  let gallery: Gallery;
  let requests: StyleRequest[];
  let files: FileEvent[];
  let outcomes: Outcome[];
  beforeAll(async () => {
    gallery = await createGallery();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'impasto-further-'));
    requests = [];
    files = [];
    outcomes = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const at = (name: string) => join(folder, name);

  async function run(typed: Readonly<Record<string, string>>, told: readonly (Progress | (() => void))[]) {
    const values = parseOptions(stylizeOptions, {
      ...{ content: 'coffee', style: ['harvest'], size: '64', output: at('o.png') },
      ...typed,
    });
    const studio = {
      async *submit(request: StyleRequest) {
        requests.push(request);
        for (const one of told) {
          if (typeof one === 'function') one();
          else yield one;
        }
      },
    };
    const reporter = {
      show() {},
      file: (event: FileEvent) => void files.push(event),
      finish: (outcome: Outcome) => void outcomes.push(outcome),
    };
    return stylize(values, { studio, gallery, reporter }, never);
  }

  it('writes the picture after every so many steps, each a whole file with its record', async () => {
    const seen: string[][] = [];
    const look = () => void seen.push(readdirSync(folder).sort());
    await run({ 'save-every': '2', steps: '6' }, [
      started,
      intermediate(2),
      look,
      intermediate(4),
      look,
      end(),
    ]);
    expect(requests[0]!.saveEvery).toBe(2);
    expect(seen).toEqual([['o-000002.png'], ['o-000002.png', 'o-000004.png']]);
    expect(files).toEqual(
      [2, 4].map((n) => ({ type: 'file', kind: 'intermediate', path: at(`o-00000${n}.png`), step: n })),
    );
    const bytes = readFileSync(at('o-000004.png'));
    expect((await decodeImage(bytes, { name: 'it' })).data[0]).toBe(40);
    expect(parseRecord(readRecord(bytes)!)).toMatchObject({
      stoppedAt: 4,
      device: 'cpu',
      recipe: { name: 'udacity' },
    });
  });

  it("takes the recipe's own rhythm, and asks for nothing where nothing is wanted", async () => {
    await run({ 'save-every': 'recipe', recipe: 'udacity' }, [started, end()]);
    await run({}, [started, end()]);
    expect(requests.map(({ saveEvery, previewEvery }) => [saveEvery, previewEvery])).toEqual([
      [400, 0],
      [0, 0],
    ]);
  });

  it('never writes one over a picture that is read, or over another file', async () => {
    writeFileSync(at('o-000002.png'), readFileSync(gallery.find('coffee').file));
    const clash = { code: 'file-unwritable', context: { path: at('o-000002.png') } };
    const every = { 'save-every': '2', steps: '6' };
    await expect(run({ ...every, content: at('o-000002.png') }, [end()])).rejects.toMatchObject(clash);
    await expect(run({ ...every, trace: at('o-000004.png') }, [end()])).rejects.toMatchObject({
      context: { detail: 'two things would be written to it' },
    });
    expect(requests).toEqual([]);
  });

  it('paints on where one cannot be written, and fails in the end with everything else in its place', async () => {
    // Why a folder: what stands in the way of a file there, whoever runs this; a full disk takes the same path.
    const block = () => void mkdirSync(at('o-000002.png'));
    const told = [started, intermediate(1), block, intermediate(2), intermediate(3), step(3), end()];
    const asked = run({ 'save-every': '1', steps: '4', plot: at('p.svg') }, told);
    await expect(asked).rejects.toMatchObject({
      code: 'file-unwritable',
      context: { path: at('o-000002.png') },
    });
    expect(readdirSync(folder).sort()).toEqual([
      'o-000001.png',
      'o-000002.png',
      'o-000003.png',
      'o.png',
      'p.svg',
    ]);
    expect(files.map(({ kind, error }) => [kind, error !== undefined])).toEqual([
      ['intermediate', false],
      ['intermediate', true],
      ['intermediate', false],
      ['plot', false],
    ]);
    expect(files[1]!.error).toMatch(/^Cannot write .*o-000002\.png: /);
    expect(outcomes).toMatchObject([{ type: 'done', output: at('o.png'), plot: at('p.svg') }]);
  });

  it.each(['webp', 'gif'] as const)(
    'writes the picture forming as a %s, from the photo to the end',
    async (format) => {
      const told = [started, preview(1), preview(2), preview(2, 99), preview(3), end()];
      await run({ timelapse: at(`t.${format}`), steps: '6' }, told);
      expect(requests[0]!.previewEvery).toBe(1);
      const meta = await sharp(readFileSync(at(`t.${format}`)), { animated: true }).metadata();
      expect(meta).toMatchObject({ format, pages: 5, pageHeight: 32, width: 48, loop: 0 });
      expect(meta.delay!.at(-1)).toBe(2000);
      expect(outcomes[0]!.timelapse).toBe(at(`t.${format}`));
      if (format !== 'webp') return;
      const record = readRecord(readFileSync(at('t.webp')));
      for (const part of ['"udacity"', '"shows":"timelapse"']) expect(record).toContain(part);
    },
  );

  it('takes about sixty pictures of a long run', async () => {
    await run({ timelapse: at('t.webp'), recipe: 'udacity', steps: '2000' }, [started, end()]);
    expect(requests[0]!.previewEvery).toBe(34);
    const timelapse = at('t57.webp');
    const told = Array.from({ length: 57 }, (_, k) => preview(7 * (k + 1)));
    await run({ timelapse, recipe: 'udacity', steps: '400' }, [started, ...told, end()]);
    expect((await sharp(readFileSync(timelapse), { animated: true }).metadata()).pages).toBe(59);
  });

  it('writes as much of it as there is when it is cancelled, and nothing where there is nothing', async () => {
    const timelapse = at('t.webp');
    expect(await run({ timelapse, steps: '6' }, [started, preview(1), end('cancelled')])).toBe(false);
    expect((await sharp(readFileSync(timelapse), { animated: true }).metadata()).pages).toBe(3);
    rmSync(timelapse);
    await run({ timelapse, steps: '6' }, [started, end('cancelled', null)]);
    expect(existsSync(timelapse)).toBe(false);
    expect(outcomes[1]).not.toHaveProperty('timelapse');
  });

  it('draws the terms of every step as they count in the total, and tells them with their weights', async () => {
    await run({ plot: at('p.svg'), trace: at('t.json') }, [
      started,
      ...[1, 2, 3, 4].map(step),
      preview(4),
      end(),
    ]);
    const svg = readFileSync(at('p.svg'), 'utf8');
    for (const name of ['total', 'content', 'style conv1_1', 'tv', '24x32', '48x32'])
      expect(svg).toContain(`>${name}<`);
    // Of the fourth step: 10 x 2, 100 x 1.5.
    expect([...svg.matchAll(/class="key end"[^>]*>([^<]+)</g)].map(([, value]) => value)).toEqual([
      ...['171', '20', '150', '0.5'],
    ]);
    expect(svg).toContain('<title>coffee, harvest: loss by step</title>');
    const trace = JSON.parse(readFileSync(at('t.json'), 'utf8'));
    expect(trace.weights).toEqual({
      content: { weight: 10, layers: { conv4_2: 1 } },
      style: { weight: 100, layers: { conv1_1: 0.5 }, balanceGain: 1 },
      tv: { weight: 0 },
    });
    const { content, style, tv, total } = trace.events[4].losses;
    expect(total).toBeCloseTo(10 * content.conv4_2 + 100 * style.conv1_1 + tv);
    expect(outcomes[0]).toMatchObject({ plot: at('p.svg'), trace: at('t.json') });
  });
});
