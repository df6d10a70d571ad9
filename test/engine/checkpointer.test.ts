import { describe, expect, it } from 'vitest';
import { type CheckpointPlace, createCheckpointer } from '../../src/engine/checkpointer.js';

const set = { header: {}, tensors: {} };

function start(resumedAt = 0) {
  let ms = 0;
  const writes: ((isWritten: boolean) => void)[] = [];
  const place: CheckpointPlace = {
    load: async () => null,
    save: () => new Promise((resolve) => writes.push(resolve)),
  };
  const checkpointer = createCheckpointer(place, () => ms, resumedAt);
  const pass = (seconds: number) => {
    ms += seconds * 1000;
  };
  const finish = async (isWritten: boolean) => {
    writes.shift()!(isWritten);
    await checkpointer.settle();
  };
  return { checkpointer, pass, finish };
}

describe('createCheckpointer', () => {
  it('is due after ten seconds, or a tenth of a render that takes less than a hundred', () => {
    const { checkpointer, pass } = start();
    expect(checkpointer.isDue(0, 0)).toBe(true);
    pass(2.9);
    expect(checkpointer.isDue(10, 20)).toBe(false);
    pass(0.1);
    expect(checkpointer.isDue(10, 20)).toBe(true);
    expect(checkpointer.isDue(10, 1000)).toBe(false);
    expect(checkpointer.isDue(10, null)).toBe(false);
    pass(6.9);
    expect(checkpointer.isDue(10, 1000)).toBe(false);
    pass(0.1);
    expect(checkpointer.isDue(10, 1000)).toBe(true);
    expect(checkpointer.isDue(10, null)).toBe(true);
  });

  it('counts from when the last one was begun, whether or not it could be written', async () => {
    const { checkpointer, pass, finish } = start();
    for (const isWritten of [true, false]) {
      pass(10);
      checkpointer.begin(4, set);
      pass(7);
      await finish(isWritten);
      expect(checkpointer.isDue(50, null)).toBe(false);
      pass(3);
      expect(checkpointer.isDue(50, null)).toBe(true);
    }
  });

  it('has one write under way at most', async () => {
    const { checkpointer, pass, finish } = start();
    checkpointer.begin(4, set);
    pass(100);
    expect(checkpointer.isDue(100, null)).toBe(false);
    expect(() => checkpointer.begin(5, set)).toThrow(TypeError);
    await finish(true);
    expect(checkpointer.isDue(100, null)).toBe(true);
  });

  it('tells of a checkpoint once, when it is on the disk and not before', async () => {
    const { checkpointer, finish } = start(3);
    expect([checkpointer.step, checkpointer.takeNews()]).toEqual([3, null]);
    checkpointer.begin(8, set);
    await Promise.resolve();
    expect([checkpointer.step, checkpointer.takeNews()]).toEqual([3, null]);
    await finish(true);
    expect(checkpointer.step).toBe(8);
    expect([checkpointer.takeNews(), checkpointer.takeNews()]).toEqual([8, null]);
  });

  it('says nothing of one that could not be written', async () => {
    const { checkpointer, finish } = start(3);
    checkpointer.begin(8, set);
    await finish(false);
    expect([checkpointer.step, checkpointer.takeNews()]).toEqual([3, null]);
  });
});
