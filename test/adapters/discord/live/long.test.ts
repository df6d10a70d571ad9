/** Messages that outlive their tokens, or are gone, at the stand-in Discord. */
import { expect, it } from 'vitest';
import { tokenMs } from '../../../../src/adapters/discord/address.js';
import type { Message } from '../../../fakes/discord/world.js';
import { edit, openWire, resultsOf } from './wire.js';

type Wire = Awaited<ReturnType<typeof openWire>>;

const codes = (wire: Wire, code: number) => wire.discord.requests((request) => request.code === code);

/** The first news are shown, and the bot has heard so: time that leaps would cut an answer off. */
async function showFirst({ tell, address }: Wire, message: Message) {
  tell('rokadimu', 'step 1');
  await message.until(({ text }) => text.includes('step 1'));
  await expect.poll(() => address('rokadimu').message).toBe(message.id);
}

it("outlives the interaction's token, and asks by it never too late", async () => {
  const wire = await openWire();
  const message = await wire.begin('rokadimu');
  await showFirst(wire, message);
  wire.clock.leap(tokenMs);
  wire.tell('rokadimu', 'step 2', { step: 2, bytes: new Uint8Array([1, 2, 3]) });
  await message.until(({ text }) => text.includes('step 2'));
  wire.clock.leap(5000);
  wire.tell('rokadimu', 'step 3', { step: 2, bytes: new Uint8Array([1, 2, 3]) });
  await message.until(({ text }) => text.includes('step 3'));
  expect(await wire.deliver('rokadimu')).toBe('delivered');
  expect(resultsOf(message)).toHaveLength(1);
  expect(message.revisions.slice(-3).map(({ by }) => by)).toEqual(['bot', 'bot', 'bot']);
  expect(codes(wire, 50_027)).toEqual([]);
  const uploads = wire.discord.requests(({ files }) =>
    files.some(({ filename }) => filename.startsWith('preview')),
  );
  expect(uploads).toHaveLength(1);
});

it("hears once that a token is over before its time, and goes on with the bot's", async () => {
  const wire = await openWire({ tokenMs: 30_000 });
  const message = await wire.begin('rokadimu');
  await showFirst(wire, message);
  wire.clock.leap(31_000);
  wire.tell('rokadimu', 'step 2');
  await wire.discord.until(() => codes(wire, 50_027).length > 0);
  wire.clock.leap(10_000);
  await message.until(({ text }) => text.includes('step 2'));
  expect(codes(wire, 50_027)).toHaveLength(1);
});

it('says of a private picture that it goes on, and leaves it to /history', async () => {
  const wire = await openWire();
  const message = await wire.begin('rokadimu', { isEphemeral: true, isReachable: false });
  await showFirst(wire, message);
  wire.clock.leap(tokenMs - 60_000);
  await message.until(({ text }) => text.includes('/history'));
  wire.clock.leap(60_000);
  const before = wire.discord.requests().length;
  expect(await wire.deliver('rokadimu')).toBe('given-up');
  expect(wire.discord.requests()).toHaveLength(before);
  expect(wire.discord.messages(wire.channel)).toHaveLength(1);
});

it('asks twice at most for a message that was deleted, and posts none instead', async () => {
  const wire = await openWire();
  const message = await wire.begin('rokadimu');
  await showFirst(wire, message);
  wire.discord.deleteMessage(message);
  wire.clock.leap(5000);
  wire.tell('rokadimu', 'step 2');
  await wire.discord.until(() => codes(wire, 10_008).length > 0);
  wire.clock.leap(60_000);
  expect(await wire.deliver('rokadimu')).toBe('given-up');
  expect(codes(wire, 10_008)).toHaveLength(2);
  expect(wire.discord.messages(wire.channel)).toEqual([]);
});

it('posts anew, once, and tells its user, where the message cannot be edited', async () => {
  const wire = await openWire();
  const message = await wire.begin('rokadimu');
  wire.readdress('rokadimu', { message: message.id });
  wire.clock.leap(tokenMs);
  const route = 'PATCH /channels/{channel}/messages/{message}';
  wire.discord.failNext({ route, status: 400, code: 30_046 });
  expect(await wire.deliver('rokadimu')).toBe('delivered');
  const [posted] = wire.discord.messages(wire.channel).filter(({ id }) => id !== message.id);
  expect(posted!.pinged).toHaveLength(1);
  expect(resultsOf(posted!)).toHaveLength(1);
  expect(await wire.deliver('rokadimu')).toBe('delivered');
  expect(wire.discord.messages(wire.channel)).toHaveLength(2);
  expect(posted!.pinged).toHaveLength(1);
  expect(posted!.edits).toBe(1);
});

it('sends less where Discord takes less than it has said', async () => {
  const wire = await openWire();
  const message = await wire.begin('rokadimu', { maxBytes: 2 ** 20 });
  wire.discord.failNext({ route: edit, status: 413, code: 40_005 });
  expect(await wire.deliver('rokadimu')).toBe('delivered');
  expect(resultsOf(message).map(({ size }) => size)).toEqual([2 ** 19]);
});
