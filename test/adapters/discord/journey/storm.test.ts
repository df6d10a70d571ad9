/** Twenty pictures at once where Discord slows everybody down. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buttonsOf, openStage, patience, type Stage } from './stage.js';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ buckets: { webhook: { limit: 2, windowMs: 3000 } } });
}, 60_000);
afterAll(() => stage?.close());

const jobs = 20;

it('finishes all of them, and repeats no request that was refused', { timeout: 3 * patience }, async () => {
  const { discord, guild, channel, ask } = stage;
  discord.failNext({
    route: 'PATCH /webhooks/{application}/{token}/messages/{message}',
    status: 429,
    times: 15,
  });
  const exchanges = Array.from({ length: jobs }, (_, k) => {
    const user = discord.addUser({ name: `painter ${k}` });
    discord.join(guild, user);
    return ask({ seed: k, steps: 3 }, discord.as(user, channel));
  });
  for (const exchange of exchanges) {
    const message = await exchange.message();
    await message.until((now) => buttonsOf(now).some((id) => id.startsWith('v1:delete:')), 3 * patience);
    expect(message.attachments.some(({ filename }) => filename.endsWith('.png'))).toBe(true);
  }
  expect(
    discord
      .messages(channel)
      .filter(({ attachments }) => attachments.some(({ filename }) => filename.endsWith('.png'))),
  ).toHaveLength(jobs);

  const refused = discord.requests(
    ({ status }) => status !== null && status >= 400 && status < 500 && status !== 429,
  );
  for (const { method, path, body, at } of refused) {
    const again = discord.requests(
      (one) =>
        one.at > at &&
        one.method === method &&
        one.path === path &&
        JSON.stringify(one.body) === JSON.stringify(body),
    );
    expect(again).toEqual([]);
  }
  const edits = discord.requests('PATCH /webhooks/{application}/{token}/messages/{message}');
  expect(edits.filter(({ status }) => status === 429).length).toBeGreaterThan(14);
  expect(edits.length).toBeLessThan(jobs * 15);
  expect(discord.isBanned).toBe(false);
});

it('never has two edits of one message on their way, nor two within two seconds while it is painted', async () => {
  const { discord, channel } = stage;
  for (const { revisions } of discord.messages(channel)) {
    const times = revisions.slice(0, -1).map(({ at }) => at);
    const gaps = times.slice(1).map((at, k) => at - times[k]!);
    expect(gaps.slice(1).filter((gap) => gap < 900)).toEqual([]);
  }
});
