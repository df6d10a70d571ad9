/**
 * `npm run bench:discord`: how soon interactions are acknowledged while both cores paint, and how long the bot's event
 * loop is held up meanwhile. Discord gives three seconds; the stand-in and its people are in a process of their own.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openDiscord } from '../../src/adapters/discord/open-discord.js';
import { readConfig } from '../../src/config.js';
import { jobClock } from '../../src/job/clock.js';
import { createLog } from '../../src/log.js';
import { startService } from '../../src/main.js';
import type { CrowdNews } from './discord-crowd.js';
import { measureDelay } from './measure-delay.js';

const { values: args } = parseArgs({
  options: { rounds: { type: 'string', default: '60' }, slots: { type: 'string', default: '2' } },
});

const script = fileURLToPath(new URL('./discord-crowd.js', import.meta.url));
const crowd = fork(script, [args.rounds, args.slots]);
const hear = async <Type extends CrowdNews['type']>(): Promise<Extract<CrowdNews, { readonly type: Type }>> =>
  ((await once(crowd, 'message')) as [never])[0];

const share = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!.toFixed(0).padStart(5);

const { apiUrl, host, token } = await hear<'open'>();
const dataDir = await mkdtemp(join(tmpdir(), 'impasto-bench-discord-'));
const service = await startService({
  config: readConfig({
    ...{ IMPASTO_DATA_DIR: dataDir, METRICS_PORT: 'off', IMPASTO_SLOTS: args.slots, IMPASTO_THREADS: '1' },
    ...{ DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl, IMPASTO_INPUT_HOSTS: host },
  }),
  version: 'bench',
  doors: [(parts) => openDiscord({ ...parts, clock: jobClock })],
  log: createLog({ level: 'error', write: (text) => void process.stderr.write(text) }),
  say: () => undefined,
});
try {
  await service.studio.settings.change({
    scope: 'operator',
    name: 'server-waiting',
    text: '1000',
    by: 'operator',
  });
  await measureDelay('event loop', async () => {
    const measured = hear<'measured'>();
    crowd.send('begin');
    const { acks } = await measured;
    const all = Object.values(acks).flat();
    for (const [what, times] of [...Object.entries(acks), ['all', all] as const]) {
      const sorted = [...times].sort((a, b) => a - b);
      console.log(
        `${what.padEnd(14)} ${String(sorted.length).padStart(4)}  p50 ${share(sorted, 0.5)}  p99 ${share(sorted, 0.99)}  max ${share(sorted, 1)} ms to the acknowledgement`,
      );
    }
    return `${args.slots} pictures painted meanwhile`;
  });
} finally {
  await service.close();
  crowd.send('end');
  await once(crowd, 'exit');
  await rm(dataDir, { recursive: true });
}
