/** `grid` and `explore` of the built program, with the engine: `npm test` builds before it tests. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { assetFolders } from '../src/assets.js';
import { decodeImage } from '../src/image/decode.js';
import type { Pixels } from '../src/image/pixels.js';

const cli = join(assetFolders().root, 'dist', 'src', 'cli.js');
const folder = mkdtempSync(join(tmpdir(), 'impasto-cli-sheets-'));
afterAll(() => rmSync(folder, { recursive: true }));

function impasto(
  line: string,
  watch: (stdout: string, child: ChildProcess) => void = () => undefined,
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const { IMPASTO_DEVICE: _, IMPASTO_THREADS: __, LOG_LEVEL: ___, ...env } = process.env;
  const child = spawn(process.execPath, [cli, ...line.split(' ')], { cwd: folder, env });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text) => {
    stdout += text;
    watch(stdout, child);
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}

const events = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
const read = (name: string) => decodeImage(readFileSync(join(folder, name)), { name });

/** The mean of the squares of the differences of two places of a sheet, 0..255^2. */
function difference(
  sheet: Pixels,
  side: { readonly width: number; readonly height: number },
  a: Place,
  b: Place,
) {
  let sum = 0;
  for (let y = 0; y < side.height; y++) {
    for (let x = 0; x < 3 * side.width; x++) {
      const at = ([left, top]: Place) => sheet.data[((top + y) * sheet.width + left) * 3 + x]!;
      sum += (at(a) - at(b)) ** 2;
    }
  }
  return sum / (3 * side.width * side.height);
}
type Place = readonly [left: number, top: number];

describe('impasto grid', () => {
  it('paints a sheet in one process and tells it as JSON, the outcome last', async () => {
    const line = 'grid coffee -s harvest --size 48 --json';
    const axes = '--x strength=0,100 --y seed=1,1 --recipe tf-tutorial --steps 6 -o grid.png';
    const { code, stdout, stderr } = await impasto(`${line} ${axes}`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const all = events(stdout);
    expect(all.filter(({ type }) => type === 'cell-step')).toHaveLength(4 * 6);
    expect(all.at(-1)).toMatchObject({ type: 'done', output: 'grid.png', cells: 4, painted: 4 });
    const sheet = await read('grid.png');
    expect([all.at(-1).width, all.at(-1).height]).toEqual([sheet.width, sheet.height]);
    const cell = { width: 48, height: 32 };
    const left = sheet.width - 2 * 56;
    const top = sheet.height - 2 * 40;
    // The same numbers, the same picture.
    expect(difference(sheet, cell, [left, top], [left, top + 40])).toBe(0);
    expect(difference(sheet, cell, [left, top], [left + 56, top])).toBeGreaterThan(10);
  });

  it.each([
    ['grid coffee -s harvest', /--x is missing/],
    ['grid coffee -s harvest --x strength=101', /--strength: expected a number from 0 to 100, got "101"/],
    ['grid coffee -s harvest --x foo=1', /--x: expected beta, ratio/],
    ['grid --x seed=1', /is missing/],
    ['explore coffee', /--layer is missing/],
    ['explore coffee --layer conv6_1', /--layer: expected layers of VGG19/],
    ['explore', /missing required argument/],
  ])('tells in one line what is wrong with %j', async (line, sentence) => {
    const run = await impasto(line);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(/^impasto: [^\n]+\n$/);
    expect(run.stderr).toMatch(sentence);
  });

  it('writes what there is at Ctrl-C and exits 130', async () => {
    let hasInterrupted = false;
    const line = 'grid coffee -s harvest --x steps=2,5000 --size 48 --json -o cut.png';
    const run = await impasto(line, (stdout, child) => {
      if (hasInterrupted || !/"cell":2,[^\n]*"step":3,/.test(stdout)) return;
      hasInterrupted = true;
      child.kill('SIGINT');
    });
    expect(run).toMatchObject({ code: 130, stderr: '' });
    expect(events(run.stdout).at(-1)).toMatchObject({ type: 'cancelled', cells: 2, painted: 1 });
    expect(existsSync(join(folder, 'cut.png'))).toBe(true);
  });
}, 120_000);

describe('impasto explore', () => {
  it('comes near the photo from what a shallow layer keeps of it, and not near from its texture', async () => {
    const { code, stdout } = await impasto(
      'explore coffee -l conv1_1 --size 48 --steps 25 --json -o explore.png',
    );
    expect(code).toBe(0);
    expect(events(stdout).at(-1)).toMatchObject({ type: 'done', cells: 2, painted: 2 });
    const sheet = await read('explore.png');
    const cell = { width: 48, height: 32 };
    const left = sheet.width - 3 * 56;
    const top = sheet.height - cell.height - 8;
    const toContent = difference(sheet, cell, [left, top], [left + 56, top]);
    const toTexture = difference(sheet, cell, [left, top], [left + 112, top]);
    expect(toContent).toBeLessThan(2000);
    expect(toTexture).toBeGreaterThan(3 * toContent);
  });
}, 120_000);
