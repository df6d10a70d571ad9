import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCheckpointFile, removeCheckpoint } from '../../../src/engine/process/checkpoint-file.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'impasto-checkpoint-'));
  path = join(folder, 'rokadimu');
});
afterEach(() => rmSync(folder, { recursive: true }));

const set = (step: number) => ({ header: { step }, tensors: { point: Float32Array.of(step, 2) } });
const start = (more: Partial<Parameters<typeof createCheckpointFile>[1]> = {}) => {
  const warned: string[] = [];
  const place = createCheckpointFile(path, {
    warn: (text) => warned.push(text),
    isWanted: () => true,
    ...more,
  });
  return { place, warned };
};

describe('createCheckpointFile', () => {
  it('gives back the last one, in another process too', async () => {
    expect(await start().place.load()).toBeNull();
    const { place } = start();
    expect([await place.save(set(1)), await place.save(set(2))]).toEqual([true, true]);
    expect(await start().place.load()).toEqual(set(2));
  });

  it('says what is wrong with one that is damaged, and writes the next one over it', async () => {
    const { place } = start();
    writeFileSync(path, 'IMPASTO but not really one of ours');
    await expect(place.load()).rejects.toThrow('it is of version 32');
    expect(await place.save(set(2))).toBe(true);
    expect(await place.load()).toEqual(set(2));
  });

  it('says once that the disk is full, and goes on', async () => {
    let isFull = true;
    const write = async (_: number, pieces: readonly Uint8Array[]) => {
      if (isFull) throw new Error('ENOSPC: no space left on device, write');
      return pieces.reduce((sum, { length }) => sum + length, 0);
    };
    const { place, warned } = start({ write });
    expect([await place.save(set(1)), await place.save(set(2))]).toEqual([false, false]);
    isFull = false;
    expect(await place.save(set(3))).toBe(true);
    expect(warned).toEqual(['checkpoint not written: ENOSPC: no space left on device, write\n']);
  });

  it('warns where the folder is not there, and the render is none the worse', async () => {
    rmSync(folder, { recursive: true });
    const { place, warned } = start();
    expect(await place.load()).toBeNull();
    expect(await place.save(set(1))).toBe(false);
    expect(warned[0]).toMatch(/ENOENT/);
    expect(await removeCheckpoint(path)).toBeUndefined();
    folder = mkdtempSync(join(tmpdir(), 'impasto-checkpoint-'));
  });

  it('leaves the file of a new process alone when its own parent has gone', async () => {
    const [orphan, fresh] = [start({ isWanted: () => false }), start()];
    expect(await fresh.place.save(set(5))).toBe(true);
    expect(await orphan.place.save(set(4))).toBe(false);
    expect(orphan.warned).toEqual([]);
    expect(await fresh.place.load()).toEqual(set(5));
    expect(readdirSync(folder)).toEqual(['rokadimu']);
  });

  it('sweeps up what a killed process has left of this render, and nothing of another', async () => {
    const other = ['rokadimus.12.part', 'tapolike', 'rokadimu.txt'];
    const left = ['rokadimu.0123456789ab.part', 'rokadimu.ba9876543210.part'];
    for (const name of [...other, ...left]) writeFileSync(join(folder, name), 'half');
    expect(await start().place.load()).toBeNull();
    expect(readdirSync(folder).sort()).toEqual([...other].sort());
    await start().place.save(set(1));
    writeFileSync(join(folder, left[0]!), 'half');
    await removeCheckpoint(path);
    await removeCheckpoint(path);
    expect(readdirSync(folder).sort()).toEqual([...other].sort());
  });
});
