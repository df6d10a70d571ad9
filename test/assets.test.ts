import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, parse } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { assetFolders, findPackageRoot } from '../src/assets.js';
import { readNetworks } from '../src/engine/network/models.js';
import { readDeclaredSize } from '../src/image/declared-size.js';
import { createGallery } from '../src/request/presets.js';

const folders = assetFolders();
const gallery = await createGallery();
const networks = (await readNetworks(folders.models, readFile)).filter(({ isShipped }) => isShipped);
const pictures = [...gallery.styles, ...gallery.samples];
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('shipped pictures', () => {
  test.each(pictures.map((preset) => [preset.id, preset] as const))(
    '%s is what its row says',
    (_id, preset) => {
      const bytes = readFileSync(preset.file);
      expect(hash(bytes)).toBe(preset.sha256);
      expect(readDeclaredSize(bytes, 'jpeg')).toEqual({ width: preset.width, height: preset.height });
    },
  );

  test('every picture in the folders has a row, and no row shares a file', () => {
    const files = [folders.styles, folders.samples].flatMap((folder) =>
      readdirSync(folder)
        .filter((file) => file !== 'manifest.json')
        .map((file) => join(folder, file)),
    );
    expect(pictures.map(({ file }) => file).sort()).toEqual(files.sort());
  });
});

test('shipped weights have the length and the hash of their row', () => {
  expect(networks).not.toEqual([]);
  for (const { path, bytes, sha256 } of networks) {
    const file = readFileSync(path);
    expect([file.length, hash(file)]).toEqual([bytes, sha256]);
  }
});

test('THIRD_PARTY.md names every picture, network and dependency', () => {
  const notices = readFileSync(join(folders.root, 'THIRD_PARTY.md'), 'utf8');
  const { dependencies } = JSON.parse(readFileSync(join(folders.root, 'package.json'), 'utf8'));
  const rows = notices.matchAll(/^\| (\S+) +\|/gm);
  const named = new Set(Array.from(rows, ([, name]) => name).concat(notices.match(/`[a-z0-9-]+`/g) ?? []));
  const wanted = [...pictures, ...networks].map(({ id }) => `\`${id}\``).concat(Object.keys(dependencies));
  expect(wanted.filter((name) => !named.has(name))).toEqual([]);
});

// Without .git (a packed copy) there is no list of tracked files to check.
test.runIf(existsSync(join(folders.root, '.git')))('no tracked file is over 25 MB', () => {
  const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: folders.root, encoding: 'utf8' })
    .split('\0')
    .filter(Boolean);
  expect(tracked.length).toBeGreaterThan(50);
  const sizes = tracked.map((file) => join(folders.root, file)).filter((path) => existsSync(path));
  expect(sizes.filter((path) => statSync(path).size > 25_000_000)).toEqual([]);
});

describe('the package root', () => {
  test('is found from sources, from dist and from anywhere below', () => {
    const from = (...parts: string[]) => findPackageRoot(pathToFileURL(join(folders.root, ...parts)).href);
    expect(existsSync(join(folders.root, 'package.json'))).toBe(true);
    expect(from('src', 'assets.ts')).toBe(folders.root);
    expect(from('dist', 'src', 'assets.js')).toBe(folders.root);
    expect(from('dist', 'src', 'engine', 'process', 'child.js')).toBe(folders.root);
  });

  test('is not a foreign package on the way, and its absence is said', () => {
    const folder = mkdtempSync(join(tmpdir(), 'impasto-root-'));
    try {
      const inner = join(folder, 'node_modules', 'impasto-bot');
      const deep = join(inner, 'vendor', 'other');
      mkdirSync(deep, { recursive: true });
      writeFileSync(join(inner, 'package.json'), '{"name":"impasto-bot"}');
      writeFileSync(join(deep, 'package.json'), '{"name":"other"}');
      expect(findPackageRoot(pathToFileURL(join(deep, 'a.js')).href)).toBe(inner);
      // Why the root: nothing stands above it, whatever else lies in the folder for temporary files.
      const above = pathToFileURL(join(parse(folder).root, 'a.js')).href;
      expect(() => findPackageRoot(above)).toThrow(/No package.json of impasto-bot/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
