/** Pictures that take longer than an interaction's token is good for. */
import { expect, it } from 'vitest';
import { tokenMs } from '../../../../src/adapters/discord/address.js';
import { settle } from '../../../fakes/manual-clock.js';
import { message } from './fake-api.js';
import { jobAt } from './job.js';
import { openStage } from './stage.js';

const minute = 60_000;

const open = async (...[where]: Parameters<typeof jobAt>) => {
  const job = jobAt(where);
  const stage = openStage();
  stage.live.show(job);
  await settle();
  /** A step every five seconds. */
  const paint = async (ms: number) => {
    for (let at = 0; at < ms; at += 5000) {
      stage.tell(`at ${stage.clock.now()}`, { job });
      await stage.clock.pass(5000);
    }
  };
  const methods = () => stage.calls.map(({ method }) => method);
  return { ...stage, job, paint, methods };
};

it("goes on with the bot's token a minute before the interaction's is over", async () => {
  const { paint, methods, calls, times } = await open();
  await paint(20 * minute);
  const first = methods().indexOf('editAsBot');
  expect(times()[first]).toBe(tokenMs - minute);
  expect(new Set(methods().slice(0, first))).toEqual(new Set(['editByToken']));
  expect(new Set(methods().slice(first))).toEqual(new Set(['editAsBot']));
  expect(calls[first]!.where).toBe(message);
  expect(calls.length).toBeGreaterThan(200);
});

it.each([{ isReachable: false }, { isEphemeral: true }])(
  'says with %o that the picture goes on, a minute before, and then nothing',
  async (where) => {
    const { tell, job, clock, said, times, methods, calls } = await open(where);
    tell('waiting', { job });
    await clock.pass(tokenMs - minute);
    expect(times()).toEqual([0, tokenMs - minute]);
    expect(said()[1]).toMatch(/\/history and \/status rokadimu/);
    expect(said()[1]).toContain('waiting');
    tell('step 1', { job });
    await clock.pass(20 * minute);
    expect(calls).toHaveLength(2);
    expect(methods()).toEqual(['editByToken', 'editByToken']);
    expect(clock.alarms).toBe(0);
  },
);

it('says it again where it was not taken, as long as there is time', async () => {
  const { tell, job, clock, said, fate } = await open({ isReachable: false });
  fate(null, 'limited', 'unreachable');
  tell('waiting', { job });
  await clock.pass(tokenMs);
  expect(said().filter((words) => words.includes('/history'))).toHaveLength(3);
});

it('tries until the last moment only', async () => {
  const { tell, job, clock, times, fate } = await open({ isReachable: false });
  fate(null, ...Array.from({ length: 20 }, () => 'limited' as const));
  tell('waiting', { job });
  await clock.pass(tokenMs + minute);
  expect(times().length).toBeGreaterThan(3);
  expect(times().at(-1)).toBeLessThanOrEqual(tokenMs - 5000);
  expect(clock.alarms).toBe(0);
});

it('edits nothing of a message whose token was over before it is shown', async () => {
  const { calls, tell, job, clock } = await open({ isReachable: false, expiresAt: 0 });
  tell('step 1', { job });
  await clock.pass(minute);
  expect(calls).toEqual([]);
  expect(clock.alarms).toBe(0);
});

it('uses the token to the end where it has yet to learn which message it is', async () => {
  const { tell, job, clock, fate, methods, said } = await open();
  fate(...Array.from({ length: 40 }, () => 'unreachable' as const));
  tell('waiting', { job });
  await clock.pass(tokenMs - 50_000);
  await clock.pass(10_000);
  expect(new Set(methods())).toEqual(new Set(['editByToken']));
  expect(said().join()).not.toContain('/history');
});

it("takes the bot's token where Discord knows the other one no more", async () => {
  const { fate, tell, clock, methods } = await open();
  fate(null, { kind: 'token-dead', status: 401 });
  for (const step of [1, 2, 3]) {
    tell(`step ${step}`);
    await clock.pass(10_000);
  }
  expect(methods()).toEqual(['editByToken', 'editByToken', 'editAsBot', 'editAsBot']);
});

it("stops where Discord does not take the bot's token either", async () => {
  const { fate, tell, clock, methods } = await open();
  const dead = { kind: 'token-dead', status: 401 } as const;
  fate(null, dead, dead);
  for (const step of [1, 2, 3, 4]) {
    tell(`step ${step}`);
    await clock.pass(10_000);
  }
  expect(methods()).toEqual(['editByToken', 'editByToken', 'editAsBot']);
});
