/**
 * The crowd of `npm run bench:discord`, in a process of its own: the stand-in Discord, and people who ask it for things.
 * Sends its address to the parent, begins at the first message from it, and sends what it has measured.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGallery } from '../../src/request/presets.js';
import type { Exchange } from '../fakes/discord/person.js';
import { startDiscord } from '../fakes/discord/start.js';

/** What the parent is sent. */
export type CrowdNews =
  | { readonly type: 'open'; readonly apiUrl: string; readonly host: string; readonly token: string }
  /** Milliseconds from the dispatch to the acknowledgement, by what was done. */
  | { readonly type: 'measured'; readonly acks: Readonly<Record<string, readonly number[]>> };

const [rounds, painters] = process.argv.slice(2).map(Number) as [number, number];
const send = (news: CrowdNews) => void process.send!(news);
const discord = await startDiscord();
send({ type: 'open', apiUrl: discord.apiUrl, host: discord.host, token: discord.token });
await once(process, 'message');
await discord.gateway.ready();

const guild = discord.addGuild();
const channel = discord.addChannel(guild);
const join = () => {
  const user = discord.addUser();
  discord.join(guild, user);
  return discord.as(user, channel);
};
const gallery = await createGallery();
const photo = { bytes: readFileSync(gallery.find('coffee').file), filename: 'coffee.jpg' };
const ask = (who: ReturnType<typeof join>, steps: number, size = '256') =>
  who.slash('stylize', { content: discord.upload(photo), preset: 'harvest', size, steps });

// Both cores paint from here to the end.
const busy = Array.from({ length: painters }, () => ask(join(), 5000, '384'));
for (const exchange of busy)
  await (await exchange.message()).until(({ text }) => /Step [1-9]/.test(text), 120_000);

const acks: Record<string, number[]> = {};
const note = (what: string, ms: number) => {
  acks[what] = [...(acks[what] ?? []), ms];
};
const measure = async (what: string, exchange: Exchange) => note(what, (await exchange.acknowledged).afterMs);
const asked: Promise<void>[] = [];
for (let round = 0; round < rounds; round++) {
  const person = join();
  asked.push(measure('/stylize', ask(person, 3)));
  asked.push(measure('/queue', person.slash('queue')));
  asked.push(measure('/styles', person.slash('styles')));
  asked.push(measure('/history', person.slash('history')));
  const began = discord.now();
  asked.push(
    person
      .autocomplete('stylize', { content: discord.upload(photo), preset: 'go' }, 'preset')
      .then(() => note('autocomplete', discord.now() - began)),
  );
  await sleep(500);
}
await Promise.all(asked);
send({ type: 'measured', acks });
await once(process, 'message');
await discord.close();
process.exit(0);
