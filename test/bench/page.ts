/**
 * `npm run bench:page`: how long the service's event loop is held up while tabs, in a process of their own, watch one
 * picture of 256 pixels with previews every second. Prints milliseconds; the same waits without any tab stand beside them.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openPage } from '../../src/adapters/web/open-page.js';
import { readConfig } from '../../src/config.js';
import { createLog } from '../../src/log.js';
import { startService } from '../../src/main.js';
import { measureDelay } from './measure-delay.js';

const { values: args } = parseArgs({
  options: {
    tabs: { type: 'string', default: '20' },
    size: { type: 'string', default: '256' },
    steps: { type: 'string', default: '24' },
  },
});
async function watch(origin: string, values: object): Promise<string> {
  const began = performance.now();
  const script = fileURLToPath(new URL('./page-tabs.js', import.meta.url));
  const child = fork(script, [origin, args.tabs, JSON.stringify(values)]);
  const [tabs] = (await once(child, 'message')) as [{ messages: number; bytes: number; previews: number }[]];
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const range = (name: 'messages' | 'previews' | 'bytes') => {
    const all = tabs.map((tab) => tab[name]);
    return `${Math.min(...all)}-${Math.max(...all)} ${name}`;
  };
  return `${seconds} s, ${tabs.length} tabs, each ${range('messages')}, ${range('previews')}, ${range('bytes')} of events`;
}

const dataDir = await mkdtemp(join(tmpdir(), 'impasto-bench-page-'));
const config = readConfig({ IMPASTO_DATA_DIR: dataDir, IMPASTO_PORT: '0', METRICS_PORT: 'off' });
let line = '';
const service = await startService({
  ...{ config, version: 'bench', doors: [openPage] },
  log: createLog({ level: 'warn', write: (text) => void process.stderr.write(text) }),
  say: (text) => {
    line = text;
  },
});
try {
  const { settings } = service.studio;
  await settings.change({ scope: 'operator', name: 'preview-interval', text: '1', by: 'operator' });
  // Why so long: the rendering process is loaded by then.
  await sleep(5000);
  await measureDelay('idle', async () => {
    await sleep(3000);
    return '3 s';
  });
  const origin = line.replace('page ', '');
  const values = { size: args.size, steps: args.steps };
  await measureDelay('watched', () => watch(origin, values));
} finally {
  await service.close();
  await rm(dataDir, { recursive: true });
}
