import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeSource, isFile, loadPicture } from '../../src/request/pictures.js';
import { createGallery } from '../../src/request/presets.js';

const gallery = await createGallery();

describe('loadPicture', () => {
  const folder = mkdtempSync(join(tmpdir(), 'impasto-pictures-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('takes a preset and a sample by name', async () => {
    const preset = gallery.styles[0]!;
    const style = await loadPicture(preset.id, gallery);
    expect(style).toMatchObject({ label: preset.id, width: preset.width, height: preset.height, preset });
    expect(await loadPicture('coffee', gallery)).toMatchObject({ label: 'coffee' });
  });

  it('takes a sample by its file name where there is no such file, and the file where there is', async () => {
    expect((await loadPicture('coffee.jpg', gallery)).preset?.id).toBe('coffee');
    const path = join(folder, 'coffee.jpg');
    copyFileSync(gallery.find('raccoon').file, path);
    expect(await loadPicture(path, gallery)).toMatchObject({ preset: null, path, label: 'coffee' });
  });

  it('shrinks a large picture while decoding and keeps its own size in mind', async () => {
    const { width, height, originalWidth, originalHeight } = await loadPicture('coffee', gallery, {
      maxSide: 64,
    });
    expect(Math.max(width, height)).toBe(64);
    expect(Math.max(originalWidth, originalHeight)).toBeGreaterThan(64);
  });

  it('says which names there are for a word that is none', async () => {
    await expect(loadPicture('nonsense', gallery)).rejects.toMatchObject({
      code: 'picture-not-found',
      context: { name: 'nonsense', known: expect.arrayContaining(['coffee']) },
    });
  });

  it('says that a file is missing when a path is meant', async () => {
    await expect(loadPicture(join(folder, 'no.png'), gallery)).rejects.toMatchObject({
      code: 'file-unreadable',
      context: { detail: 'there is no such file' },
    });
  });

  it('refuses a folder', async () => {
    const path = join(folder, 'folder.png');
    mkdirSync(path);
    await expect(loadPicture(path, gallery)).rejects.toMatchObject({ context: { detail: 'it is a folder' } });
    expect(await isFile(path)).toBe(false);
  });

  it.skipIf(process.platform === 'win32')(
    'refuses a pipe and a device without waiting for them',
    async () => {
      const path = join(folder, 'pipe.png');
      execFileSync('mkfifo', [path]);
      for (const stranger of [path, '/dev/zero']) {
        await expect(loadPicture(stranger, gallery)).rejects.toMatchObject({
          code: 'file-unreadable',
          context: { detail: expect.stringContaining('pipe or a device') },
        });
      }
    },
  );

  it('looks at the size of a file before it reads it', async () => {
    const path = join(folder, 'huge.png');
    writeFileSync(path, '');
    truncateSync(path, 2 ** 40);
    await expect(loadPicture(path, gallery)).rejects.toMatchObject({
      code: 'image-too-many-bytes',
      context: { bytes: 2 ** 40, name: 'huge.png' },
    });
  });
});

describe('decodeSource', () => {
  const { signal } = new AbortController();
  const options = { maxSide: 64, signal };

  it('decodes the bytes of a stranger, no larger than wanted', async () => {
    const bytes = readFileSync(gallery.samples[0]!.file);
    const picture = await decodeSource({ bytes, name: 'My Photo.jpeg' }, gallery, options);
    expect(Math.max(picture.width, picture.height)).toBe(64);
    expect(picture).toMatchObject({ label: 'My Photo', preset: null });
    expect(picture.originalWidth).toBeGreaterThan(64);
  });

  it('knows presets by name, and a path for none', async () => {
    const [style] = gallery.styles;
    expect((await decodeSource({ preset: style!.id }, gallery, options)).preset).toBe(style);
    const path = style!.file;
    await expect(decodeSource({ preset: path }, gallery, options)).rejects.toMatchObject({
      code: 'picture-not-found',
    });
  });

  it('refuses too many bytes before it looks at them', async () => {
    const bytes = new Uint8Array(26 * 2 ** 20);
    await expect(decodeSource({ bytes, name: 'a.png' }, gallery, options)).rejects.toMatchObject({
      code: 'image-too-many-bytes',
    });
  });
});
