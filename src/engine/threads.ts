/** How many threads one operation gets. */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/**
 * @param asked 0 = as many as there are physical cores.
 * @param cpus that this process may use: threads beyond them wait for each other (256 on 2 made a second's work last forty).
 * @param cores physical ones.
 */
export function resolveThreads(asked: number, cpus = availableParallelism(), cores = readCores()): number {
  return Math.max(1, Math.min(asked === 0 ? (cores ?? cpus) : asked, cpus));
}

function readCores(): number | null {
  try {
    return countCores(readFileSync('/proc/cpuinfo', 'utf8'));
  } catch {
    // Only Linux has it. Where it is missing, every CPU counts as a core.
    return null;
  }
}

/** @param cpuInfo as in /proc/cpuinfo. @returns null where it does not tell of cores, as on ARM. */
export function countCores(cpuInfo: string): number | null {
  const cores = cpuInfo.split(/\n\s*\n/).flatMap((cpu) => {
    const core = /^core id\s*:\s*(\d+)/m.exec(cpu)?.[1];
    const socket = /^physical id\s*:\s*(\d+)/m.exec(cpu)?.[1] ?? '0';
    return core === undefined ? [] : [`${socket} ${core}`];
  });
  return cores.length === 0 ? null : new Set(cores).size;
}
