/** Twelve jobs at once at a Slack that slows everybody down. */
import { expect, it } from 'vitest';
import type { FakeRequest } from '../../../fakes/slack/fake.js';
import { modal } from '../fake/fake-stage.js';
import { insist, openWire } from './wire.js';

const jobs = Array.from({ length: 12 }, (_, k) => `job${String.fromCharCode(97 + k)}`);
const rounds = 150;

/** So that refusals of the storm are of all kinds. */
const troubles = [
  { call: 'chat.update', status: 429, times: 10, retryAfterS: 2 },
  { call: 'chat.update', status: 503, times: 4 },
  { call: 'chat.update', error: 'internal_error', times: 4 },
  { call: 'files.getUploadURLExternal', status: 429, times: 5, retryAfterS: 1 },
  { call: 'files.info', status: 500, times: 5 },
  { call: 'files.completeUploadExternal', error: 'fatal_error', times: 3 },
] as const;

it('ends with one picture for each, and every message says so', { timeout: 120_000 }, async () => {
  const wire = await openWire({ postBurst: 12 });
  const { slack, clock } = wire;
  for (const id of jobs) wire.begin(id);
  for (const id of jobs) wire.tell(id, 'step 0');
  const messages = await Promise.all(jobs.map((id) => wire.message(id)));
  for (const trouble of troubles) slack.failNext(trouble);
  const first = slack.now();
  for (let round = 1; round <= rounds; round++) {
    for (const id of jobs) wire.tell(id, `step ${round}`, round % 4 === 0 ? round : null);
    clock.leap(1000);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  const minutes = (slack.now() - first) / 60_000;
  const during = updates(slack.requests('chat.update'));
  expect(during.length).toBeLessThan(50 * (minutes + 1));
  expect(during.length).toBeGreaterThan(20);

  const ended = jobs.map((id) => insist(() => wire.deliver(id)));
  const leaps = setInterval(() => clock.leap(2000), 50);
  const outcomes = await Promise.all(ended).finally(() => clearInterval(leaps));
  expect(new Set(outcomes)).toEqual(new Set(['delivered']));
  await slack.until(() => wire.pictures().length === jobs.length);
  for (const message of messages) {
    expect(message.words).toContain('painted');
    expect(wire.pictures().filter(({ thread }) => thread === message.ts)).toHaveLength(1);
  }
  expect(slack.messages()).toHaveLength(2 * jobs.length);

  const after = slack.requests('chat.update').length;
  for (const id of jobs) expect(() => wire.tell(id, 'too late')).not.toThrow();
  clock.leap(60_000);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(slack.requests('chat.update')).toHaveLength(after);
});

const updates = (requests: readonly FakeRequest[]) => requests.filter(({ status }) => status === 200);

it('holds no modal and no other post up', async () => {
  const wire = await openWire();
  const { slack, channel } = wire;
  wire.begin('joba');
  wire.tell('joba', 'step 0');
  await wire.message('joba');
  slack.failNext({ call: 'chat.update', status: 429, retryAfterS: 30, times: 1 });
  wire.tell('joba', 'step 1');
  wire.clock.leap(3000);
  await slack.until(() => slack.requests(({ status }) => status === 429).length === 1);
  const begun = Date.now();
  const never = new AbortController().signal;
  const words = { text: 'hello', blocks: [] };
  await wire.api.patient.post({ channel: channel.id, thread: null }, words, never);
  const view = modal() as unknown as Parameters<typeof wire.api.patient.openView>[1];
  const opening = wire.api.impatient.openView('no such trigger', view, never);
  await expect(opening).rejects.toMatchObject({ name: 'SlackFailure' });
  // Thirty seconds, where one client was all there is.
  expect(Date.now() - begun).toBeLessThan(20_000);
});
