import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decodeImage } from '../../src/image/decode.js';
import { encodeImage } from '../../src/image/encode.js';
import { readRecord } from '../../src/image/record.js';
import type { Outcome } from '../../src/progress/outcome.js';
import type { EndProgress, Progress } from '../../src/progress/progress.js';
import { stylizeOptions } from '../../src/request/options.js';
import { parseOptions } from '../../src/request/parse.js';
import { createGallery, type Gallery } from '../../src/request/presets.js';
import { parseRecord } from '../../src/request/record.js';
import type { StyleRequest } from '../../src/request/request.js';
import { stylize } from '../../src/tools/stylize.js';

const never = new AbortController().signal;
const painted = { width: 48, height: 32, data: new Uint8Array(48 * 32 * 3).fill(90) };
const end = (more: Partial<EndProgress> = {}): EndProgress => ({
  ...{ type: 'done', picture: painted, steps: 3, seconds: 1, peakRssMiB: 600, device: 'cpu' },
  ...{ losses: { content: {}, style: {}, tv: 0, total: 1 }, recipe: { name: 'impasto' } },
  ...more,
});
const preview: Progress = { type: 'preview', step: 1, picture: painted };

describe('stylize', () => {
  let folder: string;
  let gallery: Gallery;
  let requests: StyleRequest[];
  let outcomes: Outcome[];
  beforeAll(async () => {
    gallery = await createGallery();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'impasto-stylize-'));
    requests = [];
    outcomes = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const at = (name: string) => join(folder, name);
  const read = async (path: string) => decodeImage(readFileSync(path), { name: path });

  const run = (
    typed: Readonly<Record<string, string | string[] | boolean>>,
    progress: readonly Progress[],
  ) => {
    const values = parseOptions(stylizeOptions, {
      content: 'coffee',
      style: ['harvest'],
      output: at('o.png'),
      ...typed,
    });
    const studio = {
      async *submit(request: StyleRequest) {
        requests.push(request);
        yield* progress;
      },
    };
    const reporter = { show() {}, file() {}, finish: (outcome: Outcome) => void outcomes.push(outcome) };
    return stylize(values, { studio, gallery, reporter }, never);
  };

  it('writes the picture and tells how it went', async () => {
    expect(await run({}, [preview, end()])).toBe(true);
    expect(await read(at('o.png'))).toMatchObject({ width: 48, height: 32, format: 'png', alpha: null });
    expect(outcomes).toEqual([
      {
        ...{
          type: 'done',
          output: at('o.png'),
          width: 48,
          height: 32,
          steps: 3,
          seconds: 1,
          peakRssMiB: 600,
        },
        ...{ device: 'cpu', losses: end().losses, recipe: { name: 'impasto' } },
      },
    ]);
  });

  it('writes the best picture of a cancelled render and says that it did not come to its end', async () => {
    expect(await run({}, [end({ type: 'cancelled' })])).toBe(false);
    expect(existsSync(at('o.png'))).toBe(true);
    expect(outcomes[0]).toMatchObject({ type: 'cancelled', output: at('o.png') });
  });

  it('refuses to write two things to one file, before any work', async () => {
    const clash = { code: 'file-unwritable', context: { detail: 'two things would be written to it' } };
    await expect(run({ trace: at('./o.png') }, [end()])).rejects.toMatchObject(clash);
    const beside = { 'side-by-side': true, trace: at('o-side-by-side.png') };
    await expect(run(beside, [end()])).rejects.toMatchObject(clash);
    expect(requests).toEqual([]);
  });

  it('writes nothing when cancelled before the first picture', async () => {
    expect(await run({}, [end({ type: 'cancelled', picture: null })])).toBe(false);
    expect(existsSync(at('o.png'))).toBe(false);
    expect(outcomes[0]).toMatchObject({ output: null, width: 0 });
  });

  it("brings the file to the photo's own size for original", async () => {
    await run({ size: 'original' }, [end()]);
    const { width, height } = gallery.find('coffee');
    expect(await read(at('o.png'))).toMatchObject({ width, height });
  });

  it("puts the photo's alpha back", async () => {
    const alpha = { width: 64, height: 64, data: new Uint8Array(64 * 64).fill(40) };
    const photo = { width: 64, height: 64, data: new Uint8Array(64 * 64 * 3).fill(200) };
    writeFileSync(at('clear.png'), await encodeImage(photo, { format: 'png', alpha }));
    await run({ content: at('clear.png') }, [end()]);
    expect((await read(at('o.png'))).alpha?.[0]).toBe(40);
  });

  it('writes photo, styles and result side by side', async () => {
    await run({ 'side-by-side': true, style: ['harvest', 'ink-wash:2'] }, [end()]);
    const row = await read(at('o-side-by-side.png'));
    expect(row.height).toBe(32);
    expect(row.width).toBeGreaterThan(48 * 2 + 32);
    expect(requests[0]!.styles.map(({ weight }) => weight)).toEqual([1, 2]);
    expect(outcomes[0]!.sideBySide).toBe(at('o-side-by-side.png'));
  });

  it('writes a trace of everything but the pictures', async () => {
    await run({ trace: at('t.json'), steps: '3' }, [preview, end()]);
    const trace = JSON.parse(readFileSync(at('t.json'), 'utf8'));
    expect(trace.settings).toMatchObject({ content: 'coffee', steps: 3, strength: 50 });
    expect(trace.events).toMatchObject([
      { type: 'preview', width: 48 },
      { type: 'done', losses: { total: 1 } },
    ]);
    expect(JSON.stringify(trace)).not.toContain('"data"');
  });

  it('writes into the picture how it was made', async () => {
    const typed = { style: ['harvest:2', 'ink-wash'], seed: '3', mask: ['astronaut'], 'side-by-side': true };
    await run(typed, [end()]);
    const records = ['o.png', 'o-side-by-side.png'].map((name) => readRecord(readFileSync(at(name)))!);
    expect(parseRecord(records[1]!)).toEqual({ ...parseRecord(records[0]!), shows: 'side-by-side' });
    expect(parseRecord(records[0]!)).toMatchObject({
      settings: { content: 'coffee', style: ['harvest:2', 'ink-wash'], seed: '3', mask: ['astronaut'] },
      pictures: {
        content: { name: 'coffee' },
        styles: [{ weight: 2 }, { weight: 1 }],
        masks: [{ name: 'astronaut' }],
      },
      recipe: { name: 'impasto' },
      device: 'cpu',
    });
    expect(records[0]).not.toContain(folder);
    await run({ ...typed, output: at('b.png') }, [end({ seconds: 99, peakRssMiB: 1 })]);
    expect(readFileSync(at('b.png')).equals(readFileSync(at('o.png')))).toBe(true);
    await run({ output: at('c.webp') }, [end({ type: 'cancelled', steps: 2 })]);
    expect(parseRecord(readRecord(readFileSync(at('c.webp')))!)).toMatchObject({ stoppedAt: 2 });
  });

  it('hands masks and the picture to start from to the engine', async () => {
    await run({ mask: ['astronaut'], 'invert-mask': true, init: 'raccoon' }, [end()]);
    const [request] = requests;
    expect(request!.styles[0]!.mask).toMatchObject({ width: 512, height: 512 });
    expect(request!.init).toMatchObject({ label: 'raccoon' });
  });

  it('refuses before it paints: another format, an input as its output, a folder that is not there', async () => {
    copyFileSync(gallery.find('coffee').file, at('c.jpg'));
    const bad: [Record<string, string | string[]>, string][] = [
      [{ output: at('o.tiff') }, 'output-format'],
      [{ plot: at('p.png') }, 'output-format'],
      [{ timelapse: at('t.mp4') }, 'output-format'],
      [{ mask: [at('c.jpg')], output: at('c.jpg') }, 'file-unwritable'],
      [{ mask: ['coffee', 'coffee'] }, 'option-invalid'],
      [{ plot: at('no/p.svg') }, 'file-unwritable'],
      [{ content: at('c.jpg'), output: at('c.jpg') }, 'file-unwritable'],
      [{ init: at('c.jpg'), output: at('c.jpg') }, 'file-unwritable'],
      [{ output: at('no/o.png') }, 'file-unwritable'],
      [{ trace: at('no/t.json') }, 'file-unwritable'],
    ];
    for (const [typed, code] of bad) await expect(run(typed, [end()])).rejects.toMatchObject({ code });
    expect(requests).toEqual([]);
  });
});
