/** What goes wrong on the way, and that nobody loses a picture by it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tokenMs } from '../../../../src/adapters/discord/address.js';
import {
  buttonOf,
  endless,
  finished,
  jobOf,
  openStage,
  painting,
  patience,
  privately,
  type Stage,
  taken,
} from './stage.js';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(() => stage?.close());

const stop = (message: Awaited<ReturnType<typeof taken>>) => {
  stage.ada.press(message, buttonOf(message, 'cancel'));
  return message.until(({ text }) => /Stopped/.test(text), patience);
};

it('a picture that waits is cancelled at once', { timeout: patience }, async () => {
  const first = await painting(stage.ask(endless));
  const waiting = await taken(stage.ask());
  await stop(waiting);
  expect(waiting.text).toContain('before there was a picture');
  await stop(first);
});

it("goes on with the bot's own token when the interaction's is over", { timeout: patience }, async () => {
  const { discord, clock, ask } = stage;
  const message = await painting(ask({ steps: 30 }));
  clock.leap(tokenMs);
  const asBot = () => message.revisions.some(({ by }) => by === 'bot');
  await discord.until(asBot, patience);
  await message.until(
    ({ attachments }) => attachments.some(({ filename }) => filename.endsWith('.png')),
    patience,
  );
  expect(message.revisions.at(-1)!.by).toBe('bot');
  expect(discord.requests((request) => request.code === 50027).length).toBeLessThan(2);
  expect(stage.log.join('')).not.toMatch(/webhooks\/\d+\/(?!\[redacted])[\w-]{20}/);
});

it('says before the end of its token that a private picture will be in /history', {
  timeout: patience,
}, async () => {
  const { clock, ask, ada, discord } = stage;
  const message = await painting(ask({ ...endless, private: true }));
  const id = jobOf(message)!;
  clock.leap(tokenMs - 30_000);
  await message.until(({ text }) => text.includes('/history'), patience);
  clock.leap(60_000);
  ada.slash('cancel', { job: id });
  const status = async () => privately(discord, ada.slash('status', { job: id }));
  await expect.poll(status, { timeout: patience, interval: 300 }).toContain('Stopped');
});

it('stops editing a message that was deleted, and has the picture in /history', {
  timeout: patience,
}, async () => {
  const { ask, ada, discord } = stage;
  const message = await painting(ask({ steps: 12 }));
  const id = jobOf(message)!;
  discord.deleteMessage(message);
  const status = async () => privately(discord, ada.slash('status', { job: id }));
  await expect.poll(status, { timeout: patience, interval: 1000 }).toContain('12 steps');
  expect(await privately(discord, ada.slash('history'))).toContain(id);
  const after = discord.requests(({ code }) => code === 10008).length;
  expect(after).toBeGreaterThan(0);
  expect(after).toBeLessThan(4);
});

it('goes on over a gateway that drops, and takes what was asked meanwhile once', {
  timeout: patience,
}, async () => {
  const { discord, ask, service } = stage;
  const first = ask({ steps: 16 });
  await taken(first);
  discord.gateway.drop();
  discord.gateway.duplicate();
  const second = ask();
  await finished(first);
  await finished(second);
  expect(discord.gateway.resumes).toBeGreaterThan(0);
  const jobs = await service.studio.recent(
    { door: 'discord', tenant: stage.guild.id, user: '', channel: null, roles: [], isModerator: true },
    2,
  );
  expect(new Set(jobs.map(({ id }) => id))).toEqual(
    new Set([jobOf(await first.message()), jobOf(await second.message())]),
  );
});

it('serves two people who press at the same moment', { timeout: patience }, async () => {
  const { ask, ada, bo } = stage;
  const [one, two] = [ask({}, ada), ask({}, bo)];
  const [first, second] = [await finished(one), await finished(two)];
  expect(jobOf(first)).not.toBe(jobOf(second));
  const message = await painting(ask(endless));
  const id = buttonOf(message, 'cancel');
  ada.press(message, id);
  bo.press(message, id);
  await message.until(({ text }) => /Stopped/.test(text), patience);
});

it('keeps its word to who waits while an admin lowers the maximum', { timeout: patience }, async () => {
  const { ask } = stage;
  const running = await painting(ask(endless));
  const waiting = ask({ steps: 9 });
  await taken(waiting);
  await stage.set('max-steps', '2');
  const later = ask({ steps: 9 });
  await taken(later);
  await stop(running);
  expect((await finished(waiting)).text).toContain('9 steps');
  const limited = (await finished(later)).text;
  expect(limited).toMatch(/9 .*2, this server's maximum/);
  await stage.set('max-steps', null);
});

it('says which permission is missing before anything is queued', async () => {
  const { discord, guild, ada, ask } = stage;
  const noFiles = discord.addChannel(guild, { appPermissions: (1n << 10n) | (1n << 11n) });
  const said = await privately(discord, ask({}, discord.as(ada.user, noFiles)));
  expect(said).toContain('Attach Files');
  expect(discord.messages(noFiles).filter(({ ephemeralFor }) => ephemeralFor === null)).toEqual([]);
});

it('makes a picture smaller that is larger than a file may be, and says so', {
  timeout: patience,
}, async () => {
  const { ask, guild } = stage;
  const most = guild.maxBytes;
  guild.maxBytes = 12_000;
  stage.ada.user.maxBytes = 12_000;
  const message = await finished(ask());
  const result = message.attachments.find(({ filename }) => /^coffee-.*-[a-z]{8}/.test(filename))!;
  expect(result.size).toBeLessThan(12_001);
  expect(message.text).toMatch(/more than the/);
  guild.maxBytes = most;
  stage.ada.user.maxBytes = most;
});

it('posts nothing in channels that are not age-restricted where settings forbid it', {
  timeout: patience,
}, async () => {
  const { discord, guild, ada, ask, channel } = stage;
  await stage.set('age-restricted', 'on');
  const before = discord.messages(channel).length;
  expect(await privately(discord, ask())).toMatch(/age-restricted/);
  expect(discord.messages(channel).filter(({ ephemeralFor }) => ephemeralFor === null).length).toBeLessThan(
    before + 1,
  );
  const open = discord.as(ada.user, discord.addChannel(guild, { nsfw: true }));
  expect((await finished(ask({}, open))).attachments.length).toBeGreaterThan(0);
  await stage.set('age-restricted', null);
  await stage.set('spoiler', 'on');
  const hidden = await finished(ask());
  const media = hidden.parts.flatMap(({ items }) => (items as { spoiler?: boolean }[] | undefined) ?? []);
  expect(media.length).toBeGreaterThan(0);
  expect(media.every(({ spoiler }) => spoiler === true)).toBe(true);
  await stage.set('spoiler', null);
});

it('refuses hostile pictures and never says their names raw', { timeout: patience }, async () => {
  const { discord, ada, channel } = stage;
  const svg = discord.upload({
    bytes: Buffer.from('<svg onload="alert(1)"/>'),
    filename: '@everyone](evil).png',
  });
  const bomb = discord.upload({ bytes: Buffer.alloc(2000), filename: '‮exe.png', contentType: 'image/png' });
  for (const content of [svg, bomb]) {
    const said = await privately(discord, ada.slash('stylize', { content, preset: 'harvest' }));
    expect(said).not.toMatch(/(?<!\\)@everyone|‮/);
    expect(said.length).toBeGreaterThan(20);
  }
  expect(discord.messages(channel).flatMap(({ pinged }) => pinged)).toEqual([]);
});
