import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeImage } from '../../src/image/encode.js';
import { stylizeOptions } from '../../src/request/options.js';
import { parseOptions } from '../../src/request/parse.js';
import { createGallery, type Gallery } from '../../src/request/presets.js';
import { asciiJson, formatRecord, type PictureRecord } from '../../src/request/record.js';
import { recordedSettings } from '../../src/request/recorded-settings.js';
import { againCommand } from '../../src/tools/again-command.js';
import { info } from '../../src/tools/info.js';
import { shellQuote } from '../../src/tools/shell-quote.js';

const folder = mkdtempSync(join(tmpdir(), 'impasto-info-'));
afterAll(() => rmSync(folder, { recursive: true }));
let gallery: Gallery;
beforeAll(async () => {
  gallery = await createGallery();
});

const sha256 = 'cd'.repeat(32);
const settingsOf = (typed: Parameters<typeof parseOptions>[1]) =>
  recordedSettings(parseOptions(stylizeOptions, typed));
const recordOf = (more: Partial<PictureRecord> = {}): PictureRecord => ({
  version: 1,
  settings: settingsOf({ content: "my 'best' photo.jpg", style: ['harvest:2', 'b.png'], seed: '7' }),
  pictures: {
    ...{ content: { name: 'photo.jpg', sha256 }, masks: [], init: null },
    styles: [
      { name: 'harvest', sha256, weight: 2 },
      { name: 'b.png', sha256, weight: 1 },
    ],
  },
  recipe: {
    ...{ name: 'udacity', width: 64, height: 48, steps: 30, optimizer: { type: 'adam', lr: 0.003 } },
    content: { formula: 'mean', weight: 1, layers: [{ layer: 'conv4_2', weight: 1 }] },
    style: { formula: 'paper', weight: 1e6, layers: [{ layer: 'conv5_1', weight: 0.1, beforeRelu: true }] },
    ...{ balanceGain: 3e-4, network: 'vgg19', networkSha256: sha256, engine: 'onnx', threads: 2 },
    lowering: ['winograd'],
  },
  device: 'cpu',
  ...more,
});

const pixels = { width: 20, height: 16, data: new Uint8Array(20 * 16 * 3) };
async function ask(record: string | null, { json = false, name = 'out.png' } = {}) {
  const image = join(folder, name);
  writeFileSync(image, await encodeImage(pixels, { format: 'png', ...(record === null ? {} : { record }) }));
  let stdout = '';
  const io = {
    stdout(text: string) {
      stdout += text;
    },
  };
  await info({ image, json }, { gallery, io });
  return stdout;
}

describe('info', () => {
  it('tells pictures, settings, the recipe as it ran and the command', async () => {
    const text = await ask(formatRecord(recordOf()));
    for (const line of [
      /out\.png was painted by Impasto\.\n/,
      /photo +photo\.jpg, sha256 cdcd/,
      /style 1 +harvest, weight 2, sha256/,
      /seed +7\n/,
      /optimizer +adam, lr 0\.003\n/,
      /style +weight 1000000, paper, conv5_1 x 0\.1 before its ReLU\n/,
      /gain on beta +0\.0003\n/,
      /weights +vgg19, sha256 cdcd/,
      /threads +2\n/,
      /lowering +winograd\n/,
      /device +cpu\n/,
    ]) {
      expect(text).toMatch(line);
    }
    expect(text).toContain(
      "Again:\n  impasto stylize 'my '\\''best'\\'' photo.jpg' --style harvest:2 --style b.png --seed 7 --engine onnx --device cpu --threads 2\n",
    );
  });

  it('says that a picture is not the finished one, and which of its pictures only their owner can name', async () => {
    const settings = settingsOf({ content: 'x', style: ['harvest'], mask: ['m.png'] });
    const { content: _, style: __, mask: ___, ...rest } = settings;
    const pictures = {
      ...{ content: { sha256 }, init: { sha256 }, masks: [{ sha256 }] },
      styles: [
        { name: 'harvest', sha256, weight: 1 },
        { sha256, weight: 0.5 },
      ],
    };
    const text = await ask(formatRecord(recordOf({ settings: rest, pictures, stoppedAt: 12 })));
    expect(text).toContain('stopped after 12 of its steps');
    expect(await ask(formatRecord(recordOf({ shows: 'timelapse' })))).toMatch(
      /^.*out\.png shows \(timelapse\) a picture that was painted by Impasto\.\n/,
    );
    expect(text).toContain('Again (it names no <photo>, <style 2>, <mask>, <start>: put yours there)');
    expect(text).toContain(
      "impasto stylize '<photo>' --style harvest:1 --style '<style 2>:0.5' --mask '<mask>' --init '<start>'",
    );
  });

  it('is one JSON object, for programs', async () => {
    const record = recordOf();
    const text = await ask(formatRecord(record), { json: true });
    expect(text.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(text)).toEqual({
      ...{ type: 'info', file: join(folder, 'out.png'), ...record, unnamed: [] },
      command: expect.stringMatching(/^impasto stylize 'my /),
    });
  });

  it.each([
    ['no record', null],
    ['one that is no JSON', 'hello'],
    ['one of a version that we do not know', '{"version":99,"settings":{}}'],
  ])('refuses a picture with %s', async (_, text) => {
    await expect(ask(text)).rejects.toMatchObject({ code: 'record-missing' });
  });

  it('prints nothing that a terminal would obey, whatever a record holds', async () => {
    const evil = '\u001b]0;owned\u0007\u202e\u009b2J\nrm -rf ~ $(touch x) `y`';
    const hostile = asciiJson({
      ...{ version: 1, settings: { content: evil, style: [evil], recipe: evil, init: evil }, device: evil },
      pictures: { content: { name: evil, sha256 } },
      recipe: {
        name: evil,
        optimizer: { [evil]: evil },
        style: { layers: [evil, { layer: evil }, null] },
        network: [1],
      },
    });
    for (const json of [false, true]) {
      const text = await ask(hostile, { json });
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
      if (json) expect(text).toMatch(/^[\x20-\x7e]+\n$/);
    }
  });
});

describe('againCommand', () => {
  it('asks for the same again', () => {
    const typed = {
      ...{
        content: '-odd.png',
        style: ['a.png:2', 'b c.png'],
        recipe: 'udacity',
        size: 'original',
        strength: '61.5',
      },
      ...{
        init: 'noise',
        mask: ['-m.png'],
        'invert-mask': true,
        'style-layers': 'conv1_1:2,conv4_1',
        colors: 'content',
      },
    };
    const { words } = againCommand(
      recordOf({ settings: settingsOf(typed), recipe: {}, device: '' }),
      new Set(),
    );
    expect(words).toEqual([
      ...['impasto', 'stylize', './-odd.png', '--style', 'a.png:2', '--style', 'b c.png'],
      ...['--recipe', 'udacity', '--size', 'original', '--strength', '61.5', '--colors', 'content'],
      ...['--invert-mask', '--style-layers', 'conv1_1:2,conv4_1', '--mask=-m.png', '--init', 'noise'],
    ]);
  });

  it("names a table's own value where the preset would suggest another", () => {
    const record = recordOf({
      settings: settingsOf({ content: 'c', style: ['harvest'] }),
      recipe: {},
      device: 'x',
    });
    expect(againCommand(record, new Set()).words).toEqual(['impasto', 'stylize', 'c', '--style', 'harvest']);
    const { words } = againCommand(record, new Set(['strength']));
    expect(words.slice(5)).toEqual(['--strength', '50']);
  });
});

describe('shellQuote', () => {
  it('gives a shell the word back', () => {
    const words = [
      'plain-1.png',
      'a b',
      "it's",
      '$(x) `y` "z" \\',
      '',
      '*',
      '~',
      'é絵',
      'a\nb',
      "tab\t'\\",
      '\u001b[2J',
    ];
    const script = `printf '%s\\0' ${words.map(shellQuote).join(' ')}`;
    const out = execFileSync('bash', ['-c', script], { env: { LC_ALL: 'C.UTF-8' } }).toString('utf8');
    expect(out.split('\0').slice(0, -1)).toEqual(words);
    expect(words.map(shellQuote).join(' ')).not.toMatch(/\p{Cc}/u);
  });
});
