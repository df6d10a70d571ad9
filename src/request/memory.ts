/** Whether a picture's rendering fits into memory, before it starts. */
import { StudioError } from '../errors.js';
import { sizeLimits } from './options.js';

/**
 * What rendering takes: peak resident memory of the rendering process on the CPU, by `npm run bench:speed -- --parts memory`:
 * 1150, 2030, 3340 and 5800 MiB for squares of 256, 512, 768 and 1024 pixels. The line lies on or above all of them.
 */
export const memoryModel = {
  /** Process, weights, and the sketch that comes before full size, MiB. */
  baseMiB: 840,
  /** Activations and their gradients per pixel of the rendered picture, KiB. */
  perPixelKiB: 4.9,
  /** Part of the available memory that may be planned for: the rest of the machine goes on living. */
  usableShare: 0.95,
} as const;

/** MiB that rendering so many pixels takes. */
export function memoryFor(pixels: number): number {
  return memoryModel.baseMiB + (pixels * memoryModel.perPixelKiB) / 1024;
}

/**
 * Checks that a picture fits.
 * @param width,height of the rendered picture, pixels.
 * @param availableMiB memory that is free for us.
 * @throws StudioError 'memory-too-small' with the long side that would fit, 0 where none does.
 */
export function checkMemory(width: number, height: number, availableMiB: number): void {
  const usable = availableMiB * memoryModel.usableShare;
  const need = memoryFor(width * height);
  if (need <= usable) return;
  throw new StudioError('memory-too-small', {
    size: Math.max(width, height),
    needMiB: Math.ceil(need),
    haveMiB: Math.floor(usable),
    fits: longSideThatFits(width, height, availableMiB),
  });
}

/** The long side at which a picture of this shape would fit, pixels; 0 where none does. */
export function longSideThatFits(width: number, height: number, availableMiB: number): number {
  const usable = availableMiB * memoryModel.usableShare;
  const pixels = Math.max(0, ((usable - memoryModel.baseMiB) * 1024) / memoryModel.perPixelKiB);
  const longSide = Math.floor(Math.sqrt((pixels * Math.max(width, height)) / Math.min(width, height)));
  return longSide < sizeLimits.min ? 0 : Math.min(longSide, sizeLimits.max);
}

/** A size that ended its process is never advised again, whatever the memory says: at most this share of it. */
const nextShare = 0.7;

/** A long side worth trying after one of `size` ended its process twice; 0 where none is. */
export function longSideAfterDeath(size: number, pixels: number, availableMiB: number): number {
  const short = pixels / size;
  const fits = Math.min(longSideThatFits(size, short, availableMiB), Math.floor(size * nextShare));
  return fits < sizeLimits.min ? 0 : fits;
}

/** Where the facts come from. */
export interface MemorySources {
  /** A text file, or null where there is none: /proc and cgroup files exist on Linux only. */
  readonly readText: (path: string) => string | null;
  /** Bytes, where the files say nothing (os.freemem). */
  readonly freeBytes: () => number;
}

const mib = 2 ** 20;
const cgroups = [
  {
    limit: '/sys/fs/cgroup/memory.max',
    used: '/sys/fs/cgroup/memory.current',
    stat: '/sys/fs/cgroup/memory.stat',
  },
  {
    limit: '/sys/fs/cgroup/memory/memory.limit_in_bytes',
    used: '/sys/fs/cgroup/memory/memory.usage_in_bytes',
    stat: '/sys/fs/cgroup/memory/memory.stat',
  },
] as const;

/** MiB that a new process may take: what the machine has free, and no more than the container's limit leaves. */
export function availableMiB({ readText, freeBytes }: MemorySources): number {
  const meminfo = /^MemAvailable:\s+(\d+) kB$/m.exec(readText('/proc/meminfo') ?? '')?.[1];
  const machine = meminfo === undefined ? freeBytes() : Number(meminfo) * 1024;
  const containers = cgroups.flatMap(({ limit, used, stat }) => {
    const most = Number.parseInt(readText(limit) ?? '', 10);
    const taken = Number.parseInt(readText(used) ?? '', 10);
    if (Number.isNaN(most) || Number.isNaN(taken)) return [];
    // Why: the page cache counts as used, but the kernel gives it back at need.
    const cache = Number(/^(?:total_)?inactive_file (\d+)$/m.exec(readText(stat) ?? '')?.[1] ?? 0);
    return [Math.max(0, most - taken + cache)];
  });
  return Math.min(machine, ...containers) / mib;
}
