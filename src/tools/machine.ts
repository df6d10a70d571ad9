/** Facts about the machine, read anew at each call. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, freemem } from 'node:os';
import { promisify } from 'node:util';
import { availableMiB } from '../request/memory.js';

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Why: these files exist on Linux only, and some of them not in every container.
    return null;
  }
}

/** MiB of memory that a new process may take, now. */
export function readAvailableMiB(): number {
  return availableMiB({ readText, freeBytes: freemem });
}

/** MiB of memory that a process of ours holds; 0 where nobody says. */
export function readResidentMiB(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readText(`/proc/${pid}/status`) ?? '')?.[1] ?? 0) / 1024;
}

/** Name of the first NVIDIA GPU that its driver knows, or null. */
async function readNvidia(): Promise<string | null> {
  const query = ['--query-gpu=name', '--format=csv,noheader'];
  try {
    const { stdout } = await promisify(execFile)('nvidia-smi', query, { timeout: 10_000 });
    return stdout.trim().split('\n')[0] || null;
  } catch {
    // Why: no driver, no such program; in a container the driver may still tell.
    return readText('/proc/driver/nvidia/version') === null ? null : 'an NVIDIA driver';
  }
}

export async function readMachine() {
  return {
    node: process.versions.node,
    platform: process.platform,
    cpus: availableParallelism(),
    availableMiB: readAvailableMiB(),
    nvidia: await readNvidia(),
  };
}
