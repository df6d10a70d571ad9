import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkWritable, nameBeside, nameOutput, writeWhole } from '../../src/tools/output.js';

describe('nameOutput', () => {
  it.each([
    [['coffee', 'cafe-terrace'], 'coffee-cafe-terrace.png'],
    [['my photo (1)', 'Café'], 'my-photo-1-Café.png'],
    [['a/b:c*?', '"<>|'], 'a-b-c.png'],
    [['..', '-'], 'impasto.png'],
    [['x'.repeat(500)], `${'x'.repeat(120)}.png`],
  ])('names %j', (labels, name) => {
    expect(nameOutput(labels)).toBe(name);
  });
});

describe('nameBeside', () => {
  it('keeps folder and extension', () => {
    expect(nameBeside(join('out', 'a.b.webp'), 'side-by-side')).toBe(join('out', 'a.b-side-by-side.webp'));
  });
});

describe('writing', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'impasto-output-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const at = (name: string) => join(folder, name);
  const reject = (path: string, detail: string | RegExp, inputs: readonly string[] = []) =>
    expect(checkWritable(path, inputs)).rejects.toMatchObject({
      code: 'file-unwritable',
      context: { path, detail: expect.stringMatching(detail) },
    });

  it('lets a new file and a replaced one pass and leaves nothing behind', async () => {
    writeFileSync(at('old.png'), 'old');
    await checkWritable(at('new.png'), [at('old.png')]);
    await checkWritable(at('old.png'), []);
    expect(readdirSync(folder)).toEqual(['old.png']);
    expect(readFileSync(at('old.png'), 'utf8')).toBe('old');
  });

  it('refuses a missing folder, a folder in its place and a file as its folder', async () => {
    mkdirSync(at('dir.png'));
    writeFileSync(at('file'), '');
    await reject(at('no/a.png'), 'folder does not exist');
    await reject(at('dir.png'), 'it is a folder');
    await reject(at('file/a.png'), 'folder is a file');
  });

  it('never replaces a picture that is to be read, by whatever name it goes', async () => {
    writeFileSync(at('photo.png'), 'photo');
    linkSync(at('photo.png'), at('hard.png'));
    symlinkSync(at('photo.png'), at('soft.png'));
    for (const name of ['photo.png', 'hard.png', 'soft.png'])
      await reject(at(name), 'to be read', [at('photo.png')]);
  });

  it('refuses a folder without permission', async () => {
    chmodSync(folder, 0o777);
    mkdirSync(at('open'));
    mkdirSync(at('locked'));
    chmodSync(at('open'), 0o777);
    chmodSync(at('locked'), 0o555);
    // Why: nothing is locked to root, so root is somebody else for the moment.
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid!(65534);
    try {
      await reject(at('locked/a.png'), 'no permission');
      await checkWritable(at('open/a.png'), []);
    } finally {
      if (isRoot) process.seteuid!(0);
    }
  });

  it('replaces a file as a whole', async () => {
    writeFileSync(at('a.png'), 'old');
    await writeWhole(at('a.png'), new Uint8Array([1, 2, 3]));
    expect([...readFileSync(at('a.png'))]).toEqual([1, 2, 3]);
    expect(readdirSync(folder)).toEqual(['a.png']);
  });

  it('leaves no part of a file that could not be written', async () => {
    mkdirSync(at('a.png'));
    await expect(writeWhole(at('a.png'), 'text')).rejects.toMatchObject({ code: 'file-unwritable' });
    expect(readdirSync(folder)).toEqual(['a.png']);
    expect(existsSync(at('a.png/text'))).toBe(false);
  });
});
