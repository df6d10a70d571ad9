/** The ways to kill, as a table: a moment of chance, or the exact place between a platform's yes and the bot's note of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Body, CallName } from '../fakes/platform/board.js';
import type { Means } from '../fakes/platform/couriers.js';
import type { Platform } from '../fakes/platform/platform.js';
import type { BotProcess } from './bot-process.js';
import { childrenOf } from './children.js';
import { pick } from './orders.js';

export interface KillParts {
  readonly bot: BotProcess;
  readonly platform: Platform;
  readonly random: () => number;
  /** The latest moment of chance, milliseconds. */
  readonly withinMs: number;
  /** Submits a job whose acknowledgement never leaves the bot; settles when the job is in the store. */
  readonly submitUntold: () => Promise<void>;
  /** Settles when everything that was asked for in this round is acknowledged or refused. */
  readonly submitted: Promise<unknown>;
}

/** What was killed; null = the moment did not come. */
export type Victim = 'bot' | 'child' | null;

/** The call that shows the answer, by means, and how it differs from the same call for other things. */
const finalCalls: Readonly<Record<Means, CallName>> = { edit: 'edit', nonce: 'post', upload: 'complete' };
const isAnswer = ({ text, picture }: Body) => picture !== null && String(text).endsWith(' done');
const longestWait = 20_000;

const atHeldAnswer =
  (means: Means, stage: 'accepted' | 'arrived') =>
  async ({ bot, platform, submitted }: KillParts): Promise<Victim> => {
    const { held } = platform.hold(finalCalls[means], isAnswer, stage);
    await submitted;
    const isHeld = await Promise.race([
      held.then(() => true),
      sleep(longestWait, false, { ref: false }),
      bot.gone.then(() => false),
    ]);
    await bot.end('SIGKILL');
    platform.releaseAll();
    return isHeld ? 'bot' : null;
  };

export const kills = {
  /** At any moment of the round. */
  async bot({ bot, random, withinMs, submitted }: KillParts): Promise<Victim> {
    await submitted;
    await sleep(random() * withinMs);
    await bot.end('SIGKILL');
    return 'bot';
  },
  /** While jobs are being taken in. */
  async 'bot while submitting'({ bot, random }: KillParts): Promise<Victim> {
    await sleep(random() * 80);
    await bot.end('SIGKILL');
    return 'bot';
  },
  /** A rendering process, at any moment; the bot lives on. */
  async child({ bot, random, withinMs, submitted }: KillParts): Promise<Victim> {
    await submitted;
    await sleep(random() * withinMs);
    const pids = childrenOf(bot.pid);
    if (pids.length === 0) return null;
    process.kill(pick(random, pids), 'SIGKILL');
    await sleep(random() * withinMs);
    return 'child';
  },
  /** The job is in the store, and whoever asked for it does not know. */
  async 'job taken in'({ bot, submitUntold, submitted }: KillParts): Promise<Victim> {
    await submitted;
    await submitUntold();
    await bot.end('SIGKILL');
    return 'bot';
  },
  /** The answer has left and nobody took it. */
  'post on its way': atHeldAnswer('nonce', 'arrived'),
  'edit accepted': atHeldAnswer('edit', 'accepted'),
  'post accepted': atHeldAnswer('nonce', 'accepted'),
  'upload accepted': atHeldAnswer('upload', 'accepted'),
} as const satisfies Readonly<Record<string, (parts: KillParts) => Promise<Victim>>>;

export type Kill = keyof typeof kills;

/** The answer that a kill waits for, by the means that its job must have. */
export const meansOf: Readonly<Partial<Record<Kill, Means>>> = {
  'post on its way': 'nonce',
  'edit accepted': 'edit',
  'post accepted': 'nonce',
  'upload accepted': 'upload',
};

/** Ten rounds, each way among them; then over again. */
export const killRow: readonly Kill[] = [
  'bot',
  'edit accepted',
  'child',
  'bot while submitting',
  'post accepted',
  'job taken in',
  'bot',
  'child',
  'upload accepted',
  'post on its way',
];
