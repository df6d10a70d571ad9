/** Answers on a platform that is reached over a real socket, and bots that die before they have noted its yes. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Courier } from '../../src/job/courier.js';
import { createDeliveries, type Deliveries } from '../../src/job/deliveries.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createMemoryDeliveries } from '../fakes/memory-deliveries.js';
import type { CallName } from '../fakes/platform/board.js';
import { callPlatform, createStandInCourier, type Means } from '../fakes/platform/couriers.js';
import { type Platform, startPlatform } from '../fakes/platform/platform.js';

const never = new AbortController().signal;
const bytes = new Uint8Array([1, 2, 3]);
const picture = createHash('sha256').update(bytes).digest('hex');

/** The call that makes the answer visible, by means. */
const lastCall: Readonly<Record<Means, CallName>> = { edit: 'edit', nonce: 'post', upload: 'complete' };
const cases = Object.entries(lastCall) as readonly [Means, CallName][];

describe('answers on a platform', () => {
  let platform: Platform;
  let memory: ReturnType<typeof createMemoryDeliveries>;
  const bots: Deliveries[] = [];
  let platformNow = 0;

  beforeEach(async () => {
    platformNow = 0;
    platform = await startPlatform(() => platformNow);
    memory = createMemoryDeliveries();
  });
  afterEach(async () => {
    platform.releaseAll();
    await Promise.all(bots.splice(0).map((bot) => bot.stop(AbortSignal.timeout(1000))));
    await platform.close();
  });

  /** A bot's life: its own memory of what is in flight, the store of all. */
  const startBot = (courier: Courier) => {
    const clock = createManualClock();
    const { jobs, store } = memory;
    let failures = 0;
    const warn = () => {
      failures += 1;
    };
    const log = { info: () => undefined, warn };
    const bot = createDeliveries({
      couriers: { discord: courier },
      store,
      jobs,
      clock,
      random: () => 1,
      log,
    });
    bots.push(bot);
    /** Up to where tries of earlier lives are repeated. */
    const start = async () => {
      await bot.start();
      await clock.pass(2000);
    };
    return { bot, start, clock, failures: () => failures };
  };
  const courier = () => createStandInCourier({ url: platform.url, picture: async () => bytes });
  const oweOne = async (means: Means) => {
    const text = 'rokadimu queued';
    const message =
      means === 'nonce'
        ? null
        : (await callPlatform<{ message: string }>(platform.url, 'post', { channel: 'c', text }, never))
            .message;
    memory.end('rokadimu', { means, channel: 'c', message });
  };
  const withPicture = () => platform.posts().filter((post) => post.picture === picture);
  const settled = () => expect.poll(() => memory.at('rokadimu').state);

  it.each(cases)('%s: the answer is there', async (means) => {
    await oweOne(means);
    await startBot(courier()).start();
    await settled().toBe('delivered');
    expect(withPicture()).toHaveLength(1);
    expect(withPicture()[0]!.text).toBe('rokadimu done');
  });

  it.each(cases)(
    '%s: a bot that dies after the platform said yes posts nothing twice',
    async (means, call) => {
      await oweOne(means);
      for (let lives = 0; lives < 3; lives++) {
        const { held } = platform.hold(call);
        const { bot, start } = startBot(courier());
        await start();
        // Why: a courier that asks first never comes to the call again; then the answer is settled instead.
        await Promise.race([held, settled().toBe('delivered')]);
        await bot.stop(AbortSignal.abort('killed'));
        platform.releaseAll();
      }
      await startBot(courier()).start();
      await settled().toBe('delivered');
      expect(withPicture()).toHaveLength(1);
      expect(platform.posts()).toHaveLength(means === 'upload' ? 2 : 1);
    },
  );

  it.each(cases)('%s: and so does one that cannot note it because its disk is full', async (means) => {
    await oweOne(means);
    memory.failing.set('settle', new Error('full'));
    const { bot, failures } = startBot(courier());
    await bot.start();
    await expect.poll(failures).toBe(1);
    await bot.stop(never);
    memory.failing.clear();
    await startBot(courier()).start();
    await settled().toBe('delivered');
    expect(withPicture()).toHaveLength(1);
  });

  it('nonce: finds its message when the platform has forgotten the nonce', async () => {
    await oweOne('nonce');
    const { held } = platform.hold('post');
    const { bot } = startBot(courier());
    await bot.start();
    await held;
    await bot.stop(AbortSignal.abort('killed'));
    platformNow += 3600_000;
    await startBot(courier()).start();
    await settled().toBe('delivered');
    expect(withPicture()).toHaveLength(1);
  });

  it('the platform itself does post twice: what is asked of the couriers is not given for nothing', async () => {
    const ask = <Result>(call: CallName, body: object) =>
      callPlatform<Result>(platform.url, call, body as never, never);
    const post = { channel: 'c', text: 't', nonce: 'n', enforce: true };
    const first = await ask('post', post);
    expect(await ask('post', post)).toEqual(first);
    platformNow += 3600_000;
    await ask('post', post);
    await ask('post', { ...post, enforce: false });
    expect(platform.posts()).toHaveLength(3);
    const { file } = await ask<{ file: string }>('upload', {});
    for (let k = 0; k < 2; k++) await ask('complete', { file, channel: 'c', text: 't' });
    expect(platform.posts()).toHaveLength(5);
  });

  it.each(cases)('%s: goes on trying while the platform is out of order', async (means, call) => {
    await oweOne(means);
    platform.refuse(call, 503, 3);
    const { bot, clock, failures } = startBot(courier());
    await bot.start();
    for (let k = 1; k <= 3; k++) {
      await expect.poll(failures).toBe(k);
      await clock.pass(1000 * 2 ** k);
    }
    await settled().toBe('delivered');
    expect(memory.at('rokadimu').tries).toBe(4);
    expect(withPicture()).toHaveLength(1);
  });

  it('gives up on a channel that is there no more', async () => {
    await oweOne('nonce');
    platform.closeChannel('c');
    await startBot(courier()).start();
    await settled().toBe('given-up');
  });
});
