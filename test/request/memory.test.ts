import { describe, expect, it } from 'vitest';
import { layerNames } from '../../src/engine/network/vgg19.js';
import { planRender } from '../../src/engine/plan.js';
import { type Controls, ownControls } from '../../src/engine/port.js';
import {
  availableMiB,
  checkMemory,
  longSideAfterDeath,
  memoryFor,
  type RenderLoad,
} from '../../src/request/memory.js';

const square = { width: 256, height: 256 };

interface Wishes extends Controls {
  readonly content: { readonly width: number; readonly height: number };
  readonly steps: number | null;
}

/** A render of a photo and a style of these sizes. */
function loadOf(
  recipe: string,
  size: number,
  { content = square, steps = null as number | null, ...changes }: Partial<Wishes> = {},
): RenderLoad {
  const controls = { ...ownControls, ...changes };
  return planRender({ content, styles: [content], recipe, size, steps, strength: 50, controls });
}

const wide = { width: 512, height: 256 };

function refusalOf(...asked: Parameters<typeof checkMemory>): {
  fits: number;
  haveMiB: number;
  size: number;
} {
  try {
    checkMemory(...asked);
  } catch (error) {
    expect(error).toMatchObject({ code: 'memory-too-small' });
    return (error as { context: { fits: number; haveMiB: number; size: number } }).context;
  }
  throw new Error('It was not refused');
}

describe('checkMemory', () => {
  it('lets a picture pass that fits', () => {
    expect(() => checkMemory(loadOf('impasto', 320), 4000)).not.toThrow();
  });

  it('names a size that does fit, for one that does not', () => {
    const { size, haveMiB, fits } = refusalOf(loadOf('impasto', 2048, { content: wide }), 2000);
    expect([size, haveMiB]).toEqual([2048, 1900]);
    expect(fits).toBeGreaterThan(500);
    expect(() => checkMemory(loadOf('impasto', fits, { content: wide }), 2000)).not.toThrow();
    expect(() => checkMemory(loadOf('impasto', fits + 8, { content: wide }), 2000)).toThrow();
  });

  it.each([
    ['crowsonkb', 1],
    ['crowsonkb-w2', 0.5],
    ['neural-style', 4],
    ['impasto', 4],
    ['udacity', 3],
  ])('names one for %s with a style scale of %d that is really planned to fit', (recipe, styleScale) => {
    const at = (longSide: number) => loadOf(recipe, longSide, { styleScale });
    const { fits } = refusalOf(at(2048), 5000, at);
    expect(fits).toBeGreaterThan(300);
    expect(() => checkMemory(at(fits), 5000)).not.toThrow();
    expect(() => checkMemory(at(fits + 4), 5000)).toThrow();
  });

  it('says that no size fits where not even the weights do', () => {
    expect(refusalOf(loadOf('impasto', 32), 100).fits).toBe(0);
  });
});

describe('memoryFor', () => {
  it.each([
    ['impasto', 256, 1150],
    ['impasto', 512, 2030],
    ['impasto', 768, 3340],
    ['impasto', 1024, 5800],
    ['neural-style-pt', 256, 910],
    ['crowsonkb', 256, 1450],
    ['crowsonkb', 512, 2510],
    ['crowsonkb-w2', 256, 1510],
    ['torch-notebook', 224, 885],
  ])('is at least what was measured for %s at %d px, and not much more', (recipe, size, measured) => {
    const planned = memoryFor(loadOf(recipe, size, { steps: 12 }));
    expect(planned).toBeGreaterThanOrEqual(measured);
    expect(planned).toBeLessThan(1.15 * measured);
  });

  it.each([
    [2, 1228],
    [4, 1945],
  ])('counts a style picture of %d times the side', (styleScale, measured) => {
    const planned = memoryFor(loadOf('impasto', 256, { steps: 2, styleScale }));
    expect(planned).toBeGreaterThanOrEqual(measured);
    expect(planned).toBeLessThan(1.2 * measured);
  });

  const all = layerNames.map((layer) => ({ layer, weight: 1 }));
  it.each([
    ['contentLayers', 256, 1626],
    ['contentLayers', 512, 3230],
    ['styleLayers', 256, 1446],
  ] as const)('counts all 16 as %s at %d px', (layers, size, measured) => {
    const planned = memoryFor(loadOf('impasto', size, { steps: 2, [layers]: all }));
    expect(planned).toBeGreaterThanOrEqual(measured);
    expect(planned).toBeLessThan(1.15 * measured);
  });

  it('counts the pairs that L-BFGS remembers, as many as there are steps for', () => {
    const few = memoryFor(loadOf('pastiche', 512, { steps: 1 }));
    const many = memoryFor(loadOf('pastiche', 512, { steps: 1000 }));
    // 99 pairs more, of two vectors of three floats a pixel.
    expect(many - few).toBeCloseTo((99 * 24 * 512 * 512) / 2 ** 20, 3);
    expect(memoryFor(loadOf('pastiche', 512, { steps: 100 }))).toBe(many);
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
    expect(longSideAfterDeath(1000, [12_000, 800_000], 100_000)).toBe(700);
  });

  it('fits into the memory there is', () => {
    const side = longSideAfterDeath(2000, [8000, 2_000_000], 2000);
    expect(side).toBeLessThan(1000);
    expect(() => checkMemory(loadOf('impasto', side, { content: wide }), 2000)).not.toThrow();
  });

  it('is 0 where none is worth trying', () => {
    expect(longSideAfterDeath(1000, [12_000, 800_000], 500)).toBe(0);
    expect(longSideAfterDeath(40, [1600], 100_000)).toBe(0);
  });
});
