import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assetFolders } from '../../../src/assets.js';
import { findNetwork, readNetworks } from '../../../src/engine/network/models.js';

const row = JSON.parse(await readFile(join(assetFolders().models, 'manifest.json'), 'utf8'))[0];
const mine = { ...row, id: 'mine', file: 'mine.safetensors', format: 'plain', default: false };

/** Reads from a table of texts instead of the disk; what is not in it is not there. */
const readFrom = (files: Record<string, unknown>) => async (path: string) => {
  const content = files[path];
  if (content === undefined) throw Object.assign(new Error(`no such file: ${path}`), { code: 'ENOENT' });
  return Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
};
const shippedPath = join('models', 'manifest.json');
const localPath = join('models', 'manifest.local.json');
const read = (shipped: unknown, local?: unknown) =>
  readNetworks(
    'models',
    readFrom({ [shippedPath]: shipped, ...(local === undefined ? {} : { [localPath]: local }) }),
  );

describe('the list of networks', () => {
  test('holds the shipped one, the default, where nobody added any', async () => {
    const networks = await read([row]);
    expect(networks).toMatchObject([
      { id: 'vgg19', isShipped: true, path: join('models', 'vgg19.safetensors') },
    ]);
    expect(findNetwork(networks).id).toBe('vgg19');
  });

  test('gains what a user adds, and their default goes first', async () => {
    expect(findNetwork(await read([row], [mine])).id).toBe('vgg19');
    const networks = await read([row], [{ ...mine, default: true }]);
    expect(findNetwork(networks)).toMatchObject({ id: 'mine', isShipped: false });
    expect(networks.filter((entry) => entry.default)).toHaveLength(1);
    expect(findNetwork(networks, 'vgg19').isShipped).toBe(true);
    expect(() => findNetwork(networks, 'vgg16')).toThrow('Expected a network of vgg19, mine, got `vgg16`');
  });

  const without = (field: string) => [
    Object.fromEntries(Object.entries(row).filter(([name]) => name !== field)),
  ];
  const broken: readonly [title: string, shipped: unknown, detail: RegExp][] = [
    ['no JSON', '[{"id": NaN}]', /no JSON/],
    ['no list', { networks: [] }, /must be a list/],
    ['a row that is no object', ['vgg19'], /row 1: it must be an object/],
    ['an id with spaces', [{ ...row, id: 'VGG 19' }], /row "VGG 19": `id` must be small letters/],
    ['a missing field', without('licence'), /row "vgg19": `licence` is missing/],
    ['an empty text', [{ ...row, source: ' ' }], /`source` must be a text that is not empty, got " "/],
    [
      'a file outside the folder',
      [{ ...row, file: '../weights' }],
      /`file` must be a file name without folders/,
    ],
    ['a short hash', [{ ...row, sha256: 'abc' }], /`sha256` must be 64 small hexadecimal digits/],
    [
      'a length of text',
      [{ ...row, bytes: '20061656' }],
      /`bytes` must be a whole number above 0, got "20061656"/,
    ],
    ['an unknown format', [{ ...row, format: 'onnx' }], /`format` must be one of codebook, plain/],
    [
      'an unknown preprocessing',
      [{ ...row, preprocessing: 'tf' }],
      /`preprocessing` must be one of caffe, torchvision/,
    ],
    [
      'an unknown family',
      [{ ...row, family: 'tf' }],
      /`family` must be one of torchvision, caffe, normalized/,
    ],
    ['a default of text', [{ ...row, default: 'yes' }], /`default` must be true or false/],
    ['a field that is none', [{ ...row, layers: 16 }], /`layers` is no field of it/],
    ['the same id twice', [row, row], /row "vgg19" is there twice/],
    ['two defaults', [row, { ...mine, default: true }], /more than one row says `default: true`/],
    ['no default', [{ ...row, default: false }], /no row says `default: true`/],
  ];
  test.each(broken)('is refused for %s', async (_title, shipped, detail) => {
    await expect(read(shipped)).rejects.toMatchObject({
      code: 'manifest-broken',
      context: { path: shippedPath, detail: expect.stringMatching(detail) },
    });
  });

  test('is refused for an added row that takes a shipped id, in the name of the added file', async () => {
    await expect(read([row], [row])).rejects.toMatchObject({
      code: 'manifest-broken',
      context: { path: localPath },
    });
  });

  test('cannot be missing', async () => {
    await expect(readNetworks('models', readFrom({}))).rejects.toMatchObject({ code: 'file-unreadable' });
  });
});
