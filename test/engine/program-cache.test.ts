import { describe, expect, it } from 'vitest';
import type { Program } from '../../src/engine/backend.js';
import { createProgramCache } from '../../src/engine/program-cache.js';

/** A cache whose compiles and releases are written down, in order. */
function openCache(maxPixels: number) {
  const log: string[] = [];
  const cache = createProgramCache(maxPixels);
  const compile = (key: string) => async (): Promise<Program> => {
    log.push(`compile ${key}`);
    return {
      run: async () => ({}),
      release: async () => void log.push(`release ${key}`),
    };
  };
  const take = (key: string, pixels: number) => cache.take(key, pixels, compile(key));
  const use = async (key: string, pixels: number) => (await take(key, pixels)).giveBack();
  return { log, cache, take, use };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('createProgramCache', () => {
  it('compiles a key once and lends the same program again', async () => {
    const { log, take } = openCache(100);
    const first = await take('a', 10);
    first.giveBack();
    expect((await take('a', 10)).program).toBe(first.program);
    expect(log).toEqual(['compile a']);
  });

  it('shares the work of concurrent calls for one key', async () => {
    const { log, take } = openCache(100);
    const [a, b] = await Promise.all([take('a', 10), take('a', 10)]);
    expect(a.program).toBe(b.program);
    expect(log).toEqual(['compile a']);
  });

  it('releases the least recently used ones when the pixels are too many', async () => {
    const { log, use } = openCache(100);
    await use('a', 40);
    await use('b', 40);
    await use('a', 40);
    await use('c', 40);
    expect(log).toEqual(['compile a', 'compile b', 'release b', 'compile c']);
  });

  it('keeps a small one that still fits beside the new one', async () => {
    const { log, use } = openCache(100);
    await use('small', 10);
    await use('b', 80);
    await use('c', 85);
    expect(log).toEqual(['compile small', 'compile b', 'release b', 'compile c']);
  });

  it('keeps the newest whatever its size, and has made room before it is compiled', async () => {
    const { log, use } = openCache(100);
    await use('a', 50);
    await use('huge', 500);
    await use('huge', 500);
    expect(log).toEqual(['compile a', 'release a', 'compile huge']);
  });

  it('never releases one on loan; it goes when its last loan ends', async () => {
    const { log, take, use } = openCache(100);
    const [one, two] = [await take('a', 80), await take('a', 80)];
    await use('b', 80);
    expect(log).toEqual(['compile a', 'compile b']);
    one.giveBack();
    one.giveBack();
    await settle();
    expect(log).toEqual(['compile a', 'compile b']);
    two.giveBack();
    await settle();
    expect(log).toEqual(['compile a', 'compile b', 'release a']);
  });

  it('forgets a failed compile, for all who waited, and tries again', async () => {
    const { cache, take } = openCache(100);
    const fail = () => Promise.reject(new Error('no memory'));
    const both = await Promise.allSettled([cache.take('a', 10, fail), cache.take('a', 10, fail)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(take('a', 10)).resolves.toBeDefined();
  });

  it('does not let one that cannot be released stop the next', async () => {
    const { cache, take } = openCache(100);
    const stuck: Program = { run: async () => ({}), release: () => Promise.reject(new Error('stuck')) };
    (await cache.take('a', 90, async () => stuck)).giveBack();
    await expect(take('b', 90)).resolves.toBeDefined();
  });
});
