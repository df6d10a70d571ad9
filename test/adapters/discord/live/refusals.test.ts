/** What becomes of edits that Discord does not take. */
import { expect, it } from 'vitest';
import { settle } from '../../../fakes/manual-clock.js';
import { jobAt, render } from './job.js';
import { openStage } from './stage.js';

const open = async (...[about]: Parameters<typeof openStage>) => {
  const stage = openStage(about);
  stage.live.show(jobAt());
  await settle();
  const steps = async (count: number, ms: number) => {
    for (let step = 1; step <= count; step++) {
      stage.tell(`step ${stage.calls.length} ${step}`);
      await stage.clock.pass(ms);
    }
  };
  return { ...stage, steps };
};

it.each(['gone', 'token-dead', 'forbidden', 'uneditable', 'answered'] as const)(
  'stops edits where it is %s, and says so once',
  async (kind) => {
    const { fate, steps, calls, log, clock } = await open();
    fate(kind);
    await steps(5, 30_000);
    expect(calls).toHaveLength(1);
    expect(log).toHaveLength(1);
    expect(clock.alarms).toBe(0);
  },
);

it('stops at anything that Discord does not know', async () => {
  const { fate, steps, calls } = await open();
  fate({ kind: 'refused', status: 404 });
  await steps(5, 30_000);
  expect(calls).toHaveLength(1);
});

it('waits after a 429 as long as Discord says, then shows the latest', async () => {
  const { fate, tell, clock, times, said } = await open();
  fate({ kind: 'limited', status: 429, retryAfterMs: 7000 });
  tell('step 1');
  await clock.pass(3000);
  tell('step 2');
  await clock.pass(3999);
  expect(times()).toEqual([0]);
  await clock.pass(1);
  expect(times()).toEqual([0, 7000]);
  expect(said()[1]).toContain('step 2');
});

it('goes slower with each 429, and faster again with each success', async () => {
  const { fate, clock, steps, times } = await open();
  fate(null, 'limited', 'limited');
  await steps(80, 500);
  const gaps = times()
    .slice(1)
    .map((at, k) => at - times()[k]!);
  expect(gaps.slice(0, 5)).toEqual([2500, 5000, 10_000, 5000, 2500]);
  expect(clock.now()).toBe(40_000);
});

it('sends the same again after it has had no answer, with all of its files', async () => {
  const { fate, tell, clock, calls } = await open();
  fate(null, 'unreachable');
  tell('step 1', { preview: { step: 1, bytes: new Uint8Array([1]) } });
  await clock.pass(2500);
  tell('step 2');
  await clock.pass(60_000);
  expect(calls).toHaveLength(3);
  expect(calls[1]!.attached.size).toBe(1);
  expect(calls[2]!.attached.size).toBe(0);
  expect(calls[2]!.payload).toEqual(calls[1]!.payload);
});

it('does not count on what is attached once that may have been refused', async () => {
  const { fate, tell, clock, calls } = await open();
  fate(null, 'refused');
  tell('step 1', { preview: { step: 1, bytes: new Uint8Array([1]) } });
  for (const step of [2, 3]) {
    await clock.pass(10_000);
    tell(`step ${step}`);
  }
  await clock.pass(10_000);
  expect(calls.map(({ attached }) => attached.size > 0)).toEqual([false, true, false]);
});

it('gives up an edit that has no answer in 15 s, and goes on', async () => {
  const { fate, clock, calls, tell } = await open();
  fate(new Promise<void>(() => undefined));
  tell('step 1');
  await clock.pass(15_000);
  expect(calls[0]!.signal.aborted).toBe(true);
  await clock.pass(5000);
  expect(calls).toHaveLength(2);
});

it('never repeats what was refused, and stops at the third refusal', async () => {
  const { fate, tell, clock, calls } = await open();
  fate('refused', 'refused', 'refused');
  tell('step 1');
  await clock.pass(60_000);
  tell('step 1');
  await clock.pass(60_000);
  expect(calls).toHaveLength(1);
  for (const step of [2, 3, 4, 5]) {
    tell(`step ${step}`);
    await clock.pass(60_000);
  }
  expect(calls).toHaveLength(3);
});

it('asks for smaller files once they were too large', async () => {
  const { fate, steps, calls } = await open({
    render: async (reply, setting) =>
      render({ ...reply, title: `at most ${setting.maxBytes / 2 ** 20} MiB` }, setting),
  });
  fate('too-large');
  await steps(3, 10_000);
  const said = calls.map(({ payload }) => JSON.stringify(payload.components).match(/[\d.]+ MiB/)![0]);
  expect(said).toEqual(['25 MiB', '12.5 MiB', '12.5 MiB']);
});

it('leaves out what cannot be drawn', async () => {
  let draws = 0;
  const { steps, calls, log } = await open({
    async render(...args) {
      draws += 1;
      if (draws === 2) throw new Error('no disk');
      return render(...args);
    },
  });
  await steps(3, 10_000);
  expect(calls).toHaveLength(2);
  expect(log.join('')).toContain('no disk');
});
