/** The processes that a process has started. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

type Row = readonly [pid: number, parent: number];

/** From Linux's own files: a slim image has no `ps`. */
function readProc(): readonly Row[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid): Row[] => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // Why from the last bracket: the name before it may hold anything.
      const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
      return [[Number(pid), Number(parent)]];
    } catch {
      return []; // Why: it has gone meanwhile.
    }
  });
}

function askPs(): readonly Row[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return rows.map((row) => row.trim().split(/\s+/).map(Number) as unknown as Row);
}

/** Process ids of the children of `pid`; none where it is gone. */
export function childrenOf(pid: number): readonly number[] {
  const rows = process.platform === 'linux' ? readProc() : askPs();
  return rows.filter(([, parent]) => parent === pid).map(([child]) => child);
}
