/**
 * A bot under test: what `impasto serve` composes, with the door of the crash tests and, where asked for, a renderer
 * without an engine. Argument: {@link BotOptions} as JSON. Says its news on stdout, a line of JSON each.
 */
import { join } from 'node:path';
import { findPackageRoot } from '../../src/assets.js';
import { readConfig } from '../../src/config.js';
import { createLog } from '../../src/log.js';
import { startService } from '../../src/main.js';
import { openCrashDoor } from './door.js';
import type { BotEvent, BotOptions } from './protocol.js';

const { dataDir, platformUrl, renderer, slots, hangSeconds } = JSON.parse(process.argv[2]!) as BotOptions;
const tell = (event: BotEvent) => void process.stdout.write(`${JSON.stringify(event)}\n`);
const config = readConfig({
  IMPASTO_DATA_DIR: dataDir,
  IMPASTO_SLOTS: Array(slots).fill('cpu').join(','),
  IMPASTO_THREADS: '1',
  METRICS_PORT: 'off',
});
const service = await startService({
  config,
  version: 'under test',
  log: createLog({ level: 'warn', write: (line) => void process.stderr.write(line) }),
  doors: [(parts) => openCrashDoor({ ...parts, platformUrl, tell })],
  say: (line) => tell({ event: 'open', door: line.split(' ')[1]! }),
  hangSeconds,
  ...(renderer === 'real'
    ? {}
    : { rendererEntry: join(findPackageRoot(), 'dist/test/fakes/stand-in-renderer.js') }),
});
process.once('SIGTERM', async () => {
  await service.close();
  process.exit(0);
});
