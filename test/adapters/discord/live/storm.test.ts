/** Twenty jobs at once at a Discord that slows everybody down. */
import { expect, it } from 'vitest';
import type { FakeRequest } from '../../../fakes/discord/fake.js';
import { edit, openWire, resultsOf } from './wire.js';

const jobs = Array.from({ length: 20 }, (_, k) => `job${String.fromCharCode(97 + k)}`);
const rounds = 40;

/** So that refusals of the storm are of all kinds. */
const troubles = [
  { status: 429, times: 15, retryAfterMs: 2000 },
  { status: 503, times: 5 },
  { status: 400, code: 50_035, times: 5 },
] as const;

it('ends with all pictures shown, has repeated nothing that was refused, and stayed slow', {
  timeout: 90_000,
}, async () => {
  const wire = await openWire({ buckets: { webhook: { limit: 2, windowMs: 3000 } } });
  const { discord, clock } = wire;
  const messages = await Promise.all(jobs.map((id) => wire.begin(id)));
  for (const trouble of troubles) discord.failNext({ route: edit, ...trouble });
  const first = discord.requests(edit).length;
  for (let round = 0; round < rounds; round++) {
    for (const id of jobs) wire.tell(id, `step ${round}`);
    clock.leap(500);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const during = discord.requests(edit).length - first;
  const outcomes = await Promise.all(jobs.map(async (id) => retried(() => wire.deliver(id))));
  expect(new Set(outcomes)).toEqual(new Set(['delivered']));

  for (const message of messages) {
    expect(message.text).toContain('painted');
    expect(resultsOf(message)).toHaveLength(1);
  }
  const after = discord.requests(edit).length;
  for (const id of jobs) expect(() => wire.tell(id, 'too late')).not.toThrow();
  clock.leap(60_000);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(discord.requests(edit)).toHaveLength(after);

  expect(repeated(discord.requests())).toEqual([]);
  expect(discord.requests(({ status }) => status === 429).length).toBeGreaterThanOrEqual(15);
  // 5 in a second over all of 20 s and more, and the first of each.
  expect(during).toBeLessThan(5 * ((rounds * 700) / 1000) + 2 * jobs.length);
  expect(discord.isBanned).toBe(false);
});

/** As deliveries do it, without their pauses. */
async function retried<Outcome>(deliver: () => Promise<Outcome>): Promise<Outcome> {
  for (let tries = 1; ; tries++) {
    try {
      return await deliver();
    } catch (error) {
      if (tries === 5) throw error;
    }
  }
}

/** Requests like one that was refused before, for good. */
function repeated(requests: readonly FakeRequest[]): readonly FakeRequest[] {
  const isRefusal = ({ status }: FakeRequest) =>
    status !== null && status >= 400 && status < 500 && status !== 429;
  const key = ({ method, path, body }: FakeRequest) => `${method} ${path} ${JSON.stringify(body)}`;
  const refused = new Set<string>();
  return requests.filter((request) => {
    const isRepeated = refused.has(key(request));
    if (isRefusal(request)) refused.add(key(request));
    return isRepeated;
  });
}
