import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  readTensorFile,
  type WritePieces,
  writeTensorFile,
} from '../../../src/engine/process/tensor-file.js';
import { decodeTensors, encodeTensors } from '../../../src/engine/process/tensor-format.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'impasto-tensors-'));
  path = join(folder, 'a.state');
});
afterEach(() => rmSync(folder, { recursive: true }));

const set = {
  header: { step: 3, odd: [Number.NaN, -0, 0, Number.POSITIVE_INFINITY, 0.1, null], text: 'NaN – ü' },
  tensors: {
    point: Float32Array.of(1.5, -0, Number.NaN, 3e-45, Number.NEGATIVE_INFINITY),
    none: new Float32Array(0),
    part: new Float32Array([9, 8, 7, 6]).subarray(1, 3),
  },
};
const whole = () => new Uint8Array(Buffer.concat(encodeTensors(set)));

/** Bytes with a checksum that fits, whatever is wrong with them. */
function seal(bytes: Uint8Array): Uint8Array {
  const sealed = bytes.slice();
  const end = sealed.length - 4;
  new DataView(sealed.buffer).setUint32(end, crc32(sealed.subarray(0, end)), true);
  return sealed;
}

describe('a tensor file', () => {
  it('gives back every bit, of odd numbers too', async () => {
    expect(await writeTensorFile(path, set)).toBe(true);
    const found = await readTensorFile(path);
    expect(found).toEqual(set);
    const bits = (a: Float32Array) => [...new Uint32Array(a.slice().buffer)];
    expect(bits(found.tensors.point!)).toEqual(bits(set.tensors.point));
    expect(readdirSync(folder)).toEqual(['a.state']);
  });

  it('takes the place of the one before, and is nobody else’s to read', async () => {
    await writeTensorFile(path, set);
    await writeTensorFile(path, { header: { step: 4 }, tensors: {} });
    expect(await readTensorFile(path)).toEqual({ header: { step: 4 }, tensors: {} });
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('is refused with any one bit flipped, cut off anywhere, or with more behind it', () => {
    const bytes = whole();
    expect(decodeTensors(bytes)).toEqual(set);
    for (let at = 0; at < bytes.length; at++) {
      const spoilt = bytes.slice();
      spoilt[at]! ^= 1 << (at % 8);
      expect(() => decodeTensors(spoilt), `byte ${at}`).toThrow(/^it is /);
      expect(() => decodeTensors(bytes.slice(0, at)), `${at} bytes`).toThrow(/^it is /);
    }
    expect(() => decodeTensors(new Uint8Array([...bytes, 0]))).toThrow('checksum');
    expect(() => decodeTensors(seal(new Uint8Array([...bytes, 0, 0, 0, 0])))).toThrow('belong to nothing');
  });

  it('says of which version it is', () => {
    const bytes = whole();
    bytes[7] = 2;
    expect(() => decodeTensors(seal(bytes))).toThrow('it is of version 2, not 1');
  });

  it('believes no length that the file has no room for', () => {
    const declare = (lengths: unknown) => {
      const json = new TextEncoder().encode(JSON.stringify({ header: {}, lengths }));
      const bytes = new Uint8Array(12 + Math.ceil(json.length / 4) * 4 + 8).fill(0x20);
      bytes.set(whole().subarray(0, 8));
      new DataView(bytes.buffer).setUint32(8, bytes.length - 20, true);
      bytes.set(json, 12);
      return seal(bytes);
    };
    expect(decodeTensors(declare([['a', 1]])).tensors.a).toHaveLength(1);
    for (const length of [2, 1e15, -1, 0.5, '1', null]) {
      expect(() => decodeTensors(declare([['a', length]]))).toThrow(/has no room for the .* numbers of `a`/);
    }
    const long = whole();
    new DataView(long.buffer).setUint32(8, 0xffffffff, true);
    expect(() => decodeTensors(seal(long))).toThrow('header is longer than the file');
    expect(() => decodeTensors(declare(5))).toThrow('lacks');
  });

  it('is not read where it is far too large to be one of ours', async () => {
    writeFileSync(path, '');
    truncateSync(path, 2 ** 30 + 1);
    await expect(readTensorFile(path)).rejects.toThrow('1073741825 bytes long');
  });

  it('is written on where the system takes a few bytes at a time', async () => {
    const taken: Uint8Array[] = [];
    const write: WritePieces = async (_, pieces) => {
      const first = pieces.find(({ length }) => length > 0)!;
      taken.push(first.slice(0, 7));
      return Math.min(7, first.length);
    };
    await writeTensorFile(path, set, { write });
    expect(Buffer.concat(taken)).toEqual(Buffer.from(whole()));
  });

  it('leaves the one before alone, and nothing beside it, where the disk is full', async () => {
    await writeTensorFile(path, set);
    const before = readFileSync(path);
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    const write: WritePieces = async () => Promise.reject(full);
    await expect(writeTensorFile(path, { header: {}, tensors: {} }, { write })).rejects.toBe(full);
    await expect(writeTensorFile(path, set, { write: async () => 0 })).rejects.toThrow('no more bytes');
    expect(readFileSync(path)).toEqual(before);
    expect(readdirSync(folder)).toEqual(['a.state']);
  });

  it('leaves the one before alone where it is no longer wanted', async () => {
    await writeTensorFile(path, set);
    const isWanted = () => {
      expect(readdirSync(folder)).toHaveLength(2);
      return false;
    };
    expect(await writeTensorFile(path, { header: {}, tensors: {} }, { isWanted })).toBe(false);
    expect((await readTensorFile(path)).header.step).toBe(3);
    expect(readdirSync(folder)).toEqual(['a.state']);
  });

  it('is on its way before the first turn of the event loop', async () => {
    let isBegun = false;
    const write: WritePieces = async (_, pieces) => {
      isBegun = true;
      return pieces.reduce((sum, { length }) => sum + length, 0);
    };
    const writing = writeTensorFile(path, set, { write });
    expect(isBegun).toBe(true);
    await writing;
  });
});
