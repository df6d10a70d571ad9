import { expect, it } from 'vitest';
import { createKept } from '../../src/image/kept.js';

/** Keeps 100 bytes, and counts what is made. */
function openKept() {
  const kept = createKept(100);
  const made: string[] = [];
  const get = (key: string, bytes = 30) =>
    kept.get(key, async () => {
      made.push(key);
      return new Uint8Array(bytes);
    });
  return { ...{ kept, made, get } };
}

it('makes each once, and drops what was asked for longest ago', async () => {
  const { made, get } = openKept();
  for (const key of ['a', 'b', 'c', 'a', 'd', 'a', 'b']) await get(key);
  expect(made).toEqual(['a', 'b', 'c', 'd', 'b']);
});

it('what is still being made is neither dropped nor counted twice', async () => {
  const { kept, made, get } = openKept();
  let finish: (bytes: Uint8Array) => void = () => undefined;
  const slow = kept.get('slow', () => new Promise((resolve) => (finish = resolve)));
  for (const key of ['a', 'b', 'c', 'd']) await get(key);
  finish(new Uint8Array(30));
  expect(await get('slow')).toBe(await slow);
  for (const key of ['x', 'y', 'z', 'y', 'z']) await get(key);
  expect(made).toEqual(['a', 'b', 'c', 'd', 'x', 'y', 'z']);
});

it('a failure is not kept', async () => {
  const { kept, made, get } = openKept();
  await expect(kept.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await get('a');
  expect(made).toEqual(['a']);
});
