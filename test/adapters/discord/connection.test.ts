/** The gateway: logging in, waiting where Discord is not reached, and leaving. */
import { expect, it, onTestFinished } from 'vitest';
import { createConnection } from '../../../src/adapters/discord/connection.js';
import { createLog } from '../../../src/log.js';
import { createLeapClock } from '../../fakes/discord/clock.js';
import type { DiscordOptions } from '../../fakes/discord/fake.js';
import { startDiscord } from '../../fakes/discord/start.js';

async function openStage(options: DiscordOptions = {}, token?: string) {
  const clock = createLeapClock();
  const discord = await startDiscord({ clock, ...options });
  const log: string[] = [];
  const leaving = new AbortController();
  const connection = createConnection({
    ...{ api: discord.apiUrl, token: token ?? discord.token, handle: () => undefined, clock },
    log: createLog({ level: 'debug', write: (line) => void log.push(line) }),
  });
  onTestFinished(async () => {
    leaving.abort();
    await connection.close();
    await discord.close();
  });
  const heard = (words: string) => expect.poll(() => log.join(''), { timeout: 10_000 }).toContain(words);
  return { clock, discord, log, leaving, connection, heard };
}

it('is open once the bot is on Discord, and leaves', async () => {
  const { connection, discord, leaving } = await openStage();
  await connection.open(leaving.signal);
  expect(discord.gateway.connected).toEqual([0]);
  await connection.close();
  await expect.poll(() => discord.gateway.connected).toEqual([]);
});

it('a token that Discord does not know is the end', async () => {
  const { connection, leaving, discord } = await openStage({}, 'bm90aGluZw.x.y');
  await expect(connection.open(leaving.signal)).rejects.toMatchObject({ code: 'token-refused' });
  expect(discord.gateway.identifies).toBe(0);
});

it('where Discord is not reached it tries again, later and later', async () => {
  const { connection, discord, leaving, clock, log, heard } = await openStage();
  discord.failNext({ route: 'GET /gateway/bot', status: 503, times: 8 });
  const opening = connection.open(leaving.signal);
  await heard('"againInMs":2000');
  clock.leap(2000);
  await heard('"againInMs":4000');
  clock.leap(4000);
  await opening;
  expect(log.join('')).not.toContain('http');
});

it('does not try any longer once it shall end', async () => {
  const { connection, discord, leaving, heard } = await openStage();
  discord.failNext({ route: 'GET /gateway/bot', status: 503, times: 4 });
  const opening = connection.open(leaving.signal);
  await heard('"againInMs":2000');
  leaving.abort();
  await expect(opening).rejects.toThrow();
});

it('many shards take their time, one after the other: that is no silence', { timeout: 30_000 }, async () => {
  const { connection, discord, leaving, clock } = await openStage({ shards: 2, maxConcurrency: 1 });
  const opening = connection.open(leaving.signal);
  clock.leap(40_000);
  await expect.poll(() => discord.gateway.connected, { timeout: 10_000 }).toEqual([0]);
  await new Promise((resolve) => setTimeout(resolve, 300));
  clock.leap(40_000);
  await opening;
  expect(discord.gateway.identifies).toBe(2);
});
