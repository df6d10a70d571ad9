/** A log that keeps its lines. */
import { createLog, type Log } from '../../src/log.js';

export function createMemoryLog(): { readonly log: Log; readonly lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const log = createLog({ level: 'debug', write: (line) => void lines.push(JSON.parse(line)) });
  return { log, lines };
}
