/** A bot that dies, or loses its connection, between Discord's yes and its own note of it: never two pictures. */
import { expect, it } from 'vitest';
import { tokenMs } from '../../../../src/adapters/discord/address.js';
import { edit, openWire, resultsOf } from './wire.js';

const post = 'POST /channels/{channel}/messages';

/** One try that Discord carries out, and of whose success the bot does not hear: killed, or cut off. */
async function lose(
  wire: Awaited<ReturnType<typeof openWire>>,
  route: typeof post | typeof edit,
  how: 'killed' | 'cut',
) {
  const hold = wire.discord.hold(route);
  const abort = new AbortController();
  const trying = wire.deliver('rokadimu', abort.signal);
  trying.catch(() => undefined);
  await hold.held;
  if (how === 'killed') abort.abort();
  hold.drop();
  await expect(trying).rejects.toMatchObject(
    how === 'killed' ? { name: 'AbortError' } : { kind: 'unreachable' },
  );
}

it.each(['killed', 'cut'] as const)('edits twice, which is one message (%s)', async (how) => {
  const wire = await openWire();
  const message = await wire.begin('rokadimu');
  await lose(wire, edit, how);
  expect(resultsOf(message)).toHaveLength(1);
  expect(await wire.deliver('rokadimu')).toBe('delivered');
  expect(resultsOf(message)).toHaveLength(1);
  expect(wire.discord.messages(wire.channel)).toEqual([message]);
});

it.each([
  ['killed', 0],
  ['cut', 0],
  ['killed', 10 * 60_000],
] as const)('finds what it has posted (%s, %i ms later)', async (how, ms) => {
  const wire = await openWire();
  const thinking = await wire.begin('rokadimu');
  wire.clock.leap(tokenMs);
  await lose(wire, post, how);
  wire.clock.leap(ms);
  expect(await wire.deliver('rokadimu')).toBe('delivered');
  expect(await wire.deliver('rokadimu')).toBe('delivered');
  const others = wire.discord.messages(wire.channel).filter(({ id }) => id !== thinking.id);
  expect(others).toHaveLength(1);
  expect(resultsOf(others[0]!)).toHaveLength(1);
  expect(others[0]!.pinged).toHaveLength(1);
});

it('is not overwritten by an edit that tells of the progress', async () => {
  const wire = await openWire();
  const message = await wire.begin('rokadimu');
  const hold = wire.discord.hold(edit, { stage: 'arrived' });
  wire.tell('rokadimu', 'step 1');
  await hold.held;
  const delivering = wire.deliver('rokadimu');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(wire.discord.requests(edit)).toHaveLength(1);
  hold.release();
  expect(await delivering).toBe('delivered');
  expect(message.text).toContain('painted');
  expect(resultsOf(message)).toHaveLength(1);
});
