/** A data folder, a platform and bots that live on them one after the other: what the fault tests are made of. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Platform, startPlatform } from '../fakes/platform/platform.js';
import { accidentSeed } from '../fakes/stand-in-render.js';
import { type BotProcess, startBot } from './bot-process.js';
import { paintPhoto } from './orders.js';
import type { BotEvent, BotOptions, Order } from './protocol.js';
import { type Snapshot, takeSnapshot } from './snapshot.js';

export interface World {
  readonly dataDir: string;
  readonly platform: Platform;
  /** All that the bots have told, of all lives. */
  readonly events: readonly BotEvent[];
  start(options?: Partial<BotOptions>): Promise<BotProcess>;
  /** An order of Ada's; 40 steps of 25 ms where nothing else is said. */
  order(more?: Partial<Order>): Promise<Order>;
  /** Settles with the first event that fits, past or future. @throws when it does not come within a minute. */
  heard(fits: (event: BotEvent) => boolean, what: string): Promise<BotEvent>;
  /** Until a job is over and its answer delivered. */
  answered(bot: BotProcess): Promise<Snapshot>;
  end(): Promise<void>;
}

const patienceMs = 60_000;

export async function createWorld(dataDir?: string): Promise<World> {
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'impasto-fault-'));
  const platform = await startPlatform();
  const events: BotEvent[] = [];
  const bots: BotProcess[] = [];
  let salt = 0;

  const until = async (isSo: () => boolean | Promise<boolean>, what: string) => {
    const start = performance.now();
    while (!(await isSo())) {
      if (performance.now() - start > patienceMs) {
        throw new Error(`${what}: not within ${patienceMs / 1000} s; stderr: ${bots.at(-1)?.stderr()}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  return {
    dataDir: folder,
    platform,
    events,
    async start(options = {}) {
      const defaults = { dataDir: folder, platformUrl: platform.url, slots: 1, hangSeconds: 60 };
      const bot = await startBot(
        { renderer: 'stand-in', ...defaults, ...options },
        (event) => void events.push(event),
      );
      bots.push(bot);
      if (!bot.isAlive()) throw new Error(`The bot did not start: ${bot.stderr()}`);
      return bot;
    },
    async order(more = {}) {
      salt += 1;
      return {
        ...{ tenant: 'north', user: 'ada', means: 'edit', size: 64, steps: 40, strength: 25 },
        ...{ content: await paintPhoto(salt), style: await paintPhoto(0), seed: accidentSeed(salt) },
        ...more,
      };
    },
    async heard(fits, what) {
      await until(() => events.some(fits), what);
      return events.find(fits)!;
    },
    async answered(bot) {
      await until(async () => {
        const { unfinished, owed } = await bot.ask('state', {});
        return unfinished + owed === 0;
      }, 'all answered');
      return takeSnapshot(folder);
    },
    async end() {
      for (const bot of bots) await bot.end('SIGKILL');
      await platform.close();
      if (dataDir === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
