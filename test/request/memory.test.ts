import { describe, expect, it } from 'vitest';
import { availableMiB, checkMemory, longSideAfterDeath, memoryFor } from '../../src/request/memory.js';

describe('checkMemory', () => {
  it('lets a picture pass that fits', () => {
    expect(() => checkMemory(320, 240, 4000)).not.toThrow();
  });

  it('names a size that does fit, for one that does not', () => {
    let fits = 0;
    try {
      checkMemory(2048, 1024, 2000);
    } catch (error) {
      expect(error).toMatchObject({ code: 'memory-too-small', context: { size: 2048, haveMiB: 1900 } });
      fits = (error as { context: { fits: number } }).context.fits;
    }
    expect(fits).toBeGreaterThan(500);
    expect(() => checkMemory(fits, fits / 2, 2000)).not.toThrow();
    expect(() => checkMemory(fits + 8, fits / 2 + 4, 2000)).toThrow();
  });

  it('says that no size fits where not even the weights do', () => {
    expect(() => checkMemory(32, 32, 100)).toThrow(
      expect.objectContaining({ context: expect.objectContaining({ fits: 0 }) }),
    );
  });

  it('grows with the pixels', () => {
    expect(memoryFor(2e6) - memoryFor(1e6)).toBeCloseTo(memoryFor(1e6) - memoryFor(0));
  });
});

describe('availableMiB', () => {
  const from = (files: Readonly<Record<string, string>>, free = 100 * 2 ** 20) =>
    availableMiB({ readText: (path) => files[path] ?? null, freeBytes: () => free });
  const meminfo = { '/proc/meminfo': 'MemTotal: 9 kB\nMemFree: 5 kB\nMemAvailable:   2048000 kB\n' };

  it('takes what Linux calls available', () => {
    expect(from(meminfo)).toBe(2000);
  });

  it('takes the free memory elsewhere', () => {
    expect(from({})).toBe(100);
  });

  it("takes what is left of a container's limit, its page cache counted as free", () => {
    const files = {
      ...meminfo,
      '/sys/fs/cgroup/memory.max': `${1000 * 2 ** 20}\n`,
      '/sys/fs/cgroup/memory.current': `${700 * 2 ** 20}\n`,
      '/sys/fs/cgroup/memory.stat': `anon 5\ninactive_file ${200 * 2 ** 20}\n`,
    };
    expect(from(files)).toBe(500);
  });

  it('ignores a container without a limit', () => {
    const files = {
      ...meminfo,
      '/sys/fs/cgroup/memory.max': 'max\n',
      '/sys/fs/cgroup/memory.current': '5\n',
    };
    expect(from(files)).toBe(2000);
  });
});

describe('a size after one that ended its process', () => {
  it('is clearly smaller, however much memory there is', () => {
    expect(longSideAfterDeath(1000, 800_000, 100_000)).toBe(700);
  });

  it('fits into the memory there is', () => {
    const side = longSideAfterDeath(2000, 2_000_000, 2000);
    expect(side).toBeLessThan(1000);
    expect(() => checkMemory(side, side / 2, 2000)).not.toThrow();
  });

  it('is 0 where none is worth trying', () => {
    expect(longSideAfterDeath(1000, 800_000, 500)).toBe(0);
    expect(longSideAfterDeath(40, 1600, 100_000)).toBe(0);
  });
});
