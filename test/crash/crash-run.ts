/**
 * Rounds of work and kills on one data folder. A bot takes jobs from several servers and paints them; at some moment it
 * or its rendering process is killed with SIGKILL and started again. At the end everything must have come out once.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPlatform } from '../fakes/platform/platform.js';
import { checkpointEvery } from '../fakes/stand-in-render.js';
import { createBook, type Figures } from './book.js';
import { type BotProcess, Refusal, startBot } from './bot-process.js';
import { killRow, kills, meansOf } from './kills.js';
import { createOrders, createRandom } from './orders.js';
import type { BotEvent, Order } from './protocol.js';
import { findStrays, takeSnapshot } from './snapshot.js';
import { sweepFolder } from './sweep-folder.js';

export interface CrashOptions {
  readonly rounds: number;
  readonly renderer: 'stand-in' | 'real';
  /** Of the random numbers. */
  readonly seed: number;
  readonly jobsPerRound: number;
  /** The latest moment of a random kill, milliseconds. */
  readonly withinMs: number;
  /** Hears of each round. */
  readonly say: (line: string) => void;
}

export interface CrashFigures extends Figures {
  readonly rounds: number;
  readonly botKills: number;
  readonly childKills: number;
  /** Kills of the bot between a platform's yes and its own note of it. */
  readonly heldKills: number;
  readonly refused: number;
  readonly deaths: number;
  /** Files that nobody needed any more, before the sweep and after it. */
  readonly swept: number;
  readonly orphans: readonly string[];
  readonly missing: readonly string[];
  readonly faults: readonly string[];
}

/** Until all is over, at the end. */
const patienceMs = 180_000;

export async function runCrashes(options: CrashOptions): Promise<CrashFigures> {
  const { rounds, renderer, seed, jobsPerRound, withinMs, say } = options;
  const dataDir = mkdtempSync(join(tmpdir(), 'impasto-crash-'));
  const platform = await startPlatform();
  const random = createRandom(seed);
  const order = createOrders({ random, renderer });
  const book = createBook(renderer === 'real' ? null : checkpointEvery);
  const counts = { bot: 0, child: 0, held: 0, refused: 0 };
  let bot: BotProcess | null = null;
  let taken: () => void = () => undefined;
  const hear = (event: BotEvent) => {
    if (event.event === 'taken') taken();
    book.hear(event);
  };

  const live = async (): Promise<BotProcess> => {
    if (bot?.isAlive()) return bot;
    for (const job of (await takeSnapshot(dataDir)).jobs) book.know(job);
    const { url: platformUrl } = platform;
    bot = await startBot({ dataDir, platformUrl, renderer, slots: 2, hangSeconds: 60 }, hear);
    if (!bot.isAlive()) throw new Error(`The bot did not start: ${bot.stderr()}`);
    return bot;
  };

  /** A kill may cut the answer off: then nothing was promised. */
  const submit = async (at: BotProcess, wanted: Order): Promise<void> => {
    try {
      const { id } = await at.ask('submit', wanted);
      book.acknowledge(id);
      if (random() < 0.15) {
        await sleep(random() * withinMs);
        await at.ask('cancel', { id, tenant: wanted.tenant, user: wanted.user });
      }
    } catch (error) {
      if (error instanceof Refusal) counts.refused += 1;
      else if (at.isAlive() && !isCutOff(error)) throw error;
    }
  };

  const submitUntold = async (at: BotProcess): Promise<void> => {
    const isTaken = new Promise<void>((resolve) => {
      taken = resolve;
    });
    const untold = { ...(await order({ isCalm: true })), user: 'fay', isUntold: true };
    at.ask('submit', untold).catch(() => undefined); // Why: the kill cuts it off.
    await isTaken;
  };

  try {
    for (let round = 0; round < rounds; round++) {
      const kill = killRow[round % killRow.length]!;
      const at = await live();
      const means = meansOf[kill];
      // Why more: so that the kill cuts some of them off.
      const wanted = kill === 'bot while submitting' ? 4 * jobsPerRound : jobsPerRound;
      const orders = await Promise.all(
        Array.from({ length: wanted }, (_, k) =>
          order(k === 0 && means !== undefined ? { means, isCalm: true } : {}),
        ),
      );
      const submitted = Promise.all(orders.map((each) => submit(at, each)));
      submitted.catch(() => undefined);
      const untold = () => submitUntold(at);
      const victim = await kills[kill]({
        ...{ bot: at, platform, random, withinMs, submitted, submitUntold: untold },
      });
      await submitted;
      if (victim !== null) counts[victim] += 1;
      if (victim !== null && kill.endsWith('accepted')) counts.held += 1;
      say(`round ${round + 1}: ${kill}${victim === null ? ' (the moment did not come)' : ''}`);
    }
    await finish(await live());
    const { figures, strays } = await reckon();
    const { bot: botKills, child: childKills, held: heldKills, refused } = counts;
    return { ...figures, ...strays, rounds, botKills, childKills, heldKills, refused, faults: book.faults };
  } finally {
    await (bot as BotProcess | null)?.end('SIGKILL');
    await platform.close();
    rmSync(dataDir, { recursive: true, force: true });
  }

  /** Lets everything come to its end, and the bot go in peace. */
  async function finish(at: BotProcess): Promise<void> {
    const start = performance.now();
    for (;;) {
      const { unfinished, owed } = await at.ask('state', {});
      if (unfinished === 0 && owed === 0) break;
      if (performance.now() - start > patienceMs) {
        book.faults.push(`${unfinished} jobs and ${owed} answers never came to an end: ${at.stderr()}`);
        break;
      }
      await sleep(100);
    }
    const { code, signal } = await at.end('SIGTERM');
    if (code !== 0) book.faults.push(`after SIGTERM the bot left with ${code ?? signal}`);
  }

  async function reckon() {
    const before = await takeSnapshot(dataDir);
    for (const { job } of before.owed) book.faults.push(`${job}: its answer is still owed`);
    const figures = book.balance(before.jobs, platform.posts());
    // Why one more: the death that ends a job is told by its end.
    const deaths = before.jobs.reduce((sum, job) => sum + job.deaths, 0);
    const swept = findStrays(dataDir, before).orphans.length;
    await sweepFolder(dataDir);
    const strays = findStrays(dataDir, await takeSnapshot(dataDir));
    return { figures: { ...figures, deaths, swept }, strays };
  }
}

/** A connection that ended in the middle, as the bot's death makes it. */
function isCutOff(error: unknown): boolean {
  return (
    error instanceof TypeError || (error instanceof Error && /fetch|socket|terminated/i.test(error.message))
  );
}

/** Ways to fail that a run must not show. */
export function findFailures({ faults, orphans, missing, doubles, lost }: CrashFigures): readonly string[] {
  return [
    ...faults,
    ...orphans.map((name) => `orphan: ${name}`),
    ...missing.map((name) => `missing: ${name}`),
    ...(doubles + lost > 0 ? [`${doubles} doubles, ${lost} lost`] : []),
  ];
}
