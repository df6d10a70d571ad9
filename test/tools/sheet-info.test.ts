import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { maxRecordLength } from '../../src/image/record.js';
import { parseRecord } from '../../src/request/record.js';
import { formatSheetRecord, parseSheetRecord } from '../../src/request/sheet-record.js';
import { grid } from '../../src/tools/grid.js';
import { info } from '../../src/tools/info.js';
import { describeSheetRecord } from '../../src/tools/sheet-info.js';
import { createStage } from './sheet-stage.js';

const typed = {
  ...{ content: 'my photo.jpg', style: ['harvest:2', 'b.png'], x: ['seed=1,2'], size: '64', steps: '3' },
  ...{
    'invert-mask': true,
    output: '/home/me/g.png',
    json: true,
    quiet: false,
    engine: 'auto',
    mask: undefined,
  },
};
const where = { engine: 'onnx', device: 'cpu', threads: '2' };
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe("a sheet's record", () => {
  it('comes back as typed, without what shapes no picture, and is no record of a picture', () => {
    const text = formatSheetRecord('grid', typed, where)!;
    const { output: _, json: __, quiet: ___, engine: ____, mask: _____, ...kept } = typed;
    expect(parseSheetRecord(text)).toEqual({ version: 'sheet-1', command: 'grid', typed: kept, where });
    expect(parseRecord(text)).toBeNull();
  });

  it('is none where it is too long for a file', () => {
    expect(formatSheetRecord('grid', { x: ['y'.repeat(maxRecordLength)] }, where)).toBeNull();
  });

  it.each(['', '{', 'null', '[]', '{"version":1}', '{"version":"sheet-1","command":"rm"}'])(
    'is none where it is %j',
    (text) => {
      expect(parseSheetRecord(text)).toBeNull();
    },
  );

  it('leaves out what is not of its kind', () => {
    const hostile = {
      version: 'sheet-1',
      command: 'explore',
      typed: { content: 3, layer: 'conv1_1', style: 'x', output: 'y' },
      where: { engine: 1, path: 'z' },
    };
    expect(parseSheetRecord(JSON.stringify(hostile))).toMatchObject({
      typed: { layer: 'conv1_1' },
      where: {},
    });
  });
});

describe('info of a sheet', () => {
  it('tells the settings and the command that makes it again', async () => {
    const { parts, folder, at, abort } = await createStage();
    folders.push(folder);
    await grid(
      { content: 'coffee', style: ['harvest'], x: ['seed=1,2'], size: '64', output: at('g.webp') },
      'caffe',
      parts,
      abort.signal,
    );
    let out = '';
    const io = {
      stdout: (text: string) => {
        out += text;
      },
    };
    await info({ image: at('g.webp'), json: false }, { gallery: parts.gallery, io });
    expect(out).toContain('is a sheet of pictures by `impasto grid`');
    expect(out).toMatch(/ {2}x +seed=1,2\n/);
    expect(out).toContain('\n  impasto grid coffee --style harvest --x seed=1,2 --size 64 --device cpu\n');
  });

  it('prints nothing that a terminal would obey', () => {
    const evil = '\u001b]0;owned\u0007\u202e\nrm -rf ~';
    const record = parseSheetRecord(
      JSON.stringify({
        version: 'sheet-1',
        command: 'grid',
        typed: { content: evil, x: [evil] },
        where: { device: evil },
      }),
    )!;
    expect(record.typed.content).toBe(evil);
    for (const json of [false, true]) {
      expect(describeSheetRecord(evil, record, json).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
    }
  });
});
