/** A checkpoint that does not fit is not used, and the render says so. */
import { describe, expect, it } from 'vitest';
import type { PaintSpec } from '../../src/engine/paint.js';
import type { TensorSet } from '../../src/engine/tensor-set.js';
import { single, spec } from './paint-fake.js';
import { createPlace, resume, runUntil, totals } from './resume-fake.js';

describe('a checkpoint that does not fit', () => {
  const lost = async (
    spoil: (place: ReturnType<typeof createPlace>) => void,
    recipe = single,
    changes: Partial<PaintSpec> = {},
  ) => {
    const kept = createPlace();
    await runUntil(3, single, kept);
    spoil(kept);
    const all = await resume(recipe, kept, changes);
    expect(all[0]).toMatchObject({ type: 'started', resumedAt: 0 });
    expect(totals(all)[0]![0]).toBe(1);
    expect(all.at(-1)!.type).toBe('done');
    return all[1];
  };
  const note = (reason: string) => ({
    ...{ type: 'note', code: 'checkpoint-lost' },
    detail: expect.stringMatching(new RegExp(`^the checkpoint cannot be used: .*${reason}`)),
  });
  const nothing = () => undefined;

  it('is not gone on from: damage, another version, another picture, a state of another kind', async () => {
    expect(await lost((kept) => kept.spoil(5000))).toEqual(note('checksum is wrong'));
    const other = ({ header, tensors }: TensorSet) => ({ header: { ...header, version: 99 }, tensors });
    expect(await lost((kept) => kept.change(other))).toEqual(note('version 99'));
    const adam = (set: TensorSet) => ({ ...set, tensors: { kept: set.tensors.kept! } });
    expect(await lost((kept) => kept.change(adam))).toEqual(note('state does not fit'));
    const short = (set: TensorSet) => ({
      ...set,
      tensors: { ...set.tensors, kept: new Float32Array(5) },
    });
    expect(await lost((kept) => kept.change(short))).toEqual(note('state does not fit'));
  });

  it('nor where recipe, seed, colours, size, or a single byte of a picture is another', async () => {
    const another = note('belongs to another picture');
    expect(await lost(nothing, { ...single, steps: 7 })).toEqual(another);
    expect(await lost(nothing, single, { seed: 2 })).toEqual(another);
    expect(await lost(nothing, single, { colors: 'luminance' })).toEqual(another);
    expect(await lost(nothing, single, { size: 48 })).toEqual(another);
    const data = spec.content.data.slice();
    data[7]! ^= 1;
    expect(await lost(nothing, single, { content: { ...spec.content, data } })).toEqual(another);
    const styles = [{ ...spec.styles[0]!, weight: 2 }];
    expect(await lost(nothing, single, { styles })).toEqual(another);
  });

  it('nor where it cannot be read, which is told without the name of the file', async () => {
    const denied = Object.assign(new Error("EACCES: permission denied, open '/data/x'"), { code: 'EACCES' });
    const place = { ...createPlace().place, load: () => Promise.reject(denied) };
    expect((await resume(single, { place }))[1]).toEqual({
      ...{ type: 'note', code: 'checkpoint-lost' },
      detail: 'the checkpoint cannot be used: it cannot be read (EACCES)',
    });
  });
});
