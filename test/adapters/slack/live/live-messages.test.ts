import { describe, expect, it } from 'vitest';
import { StudioError } from '../../../../src/errors.js';
import { settle } from '../../../fakes/manual-clock.js';
import { createGate, type Fate } from './fake-api.js';
import { address, channel, jobAt, message } from './job.js';
import { openStage } from './stage.js';

const open = async (about: Parameters<typeof openStage>[0] = {}, job = jobAt()) => {
  const stage = openStage(about);
  stage.live.show(job);
  await settle();
  return stage;
};
const known = { ...address, message };

it('ends soon while a token is waited for', async () => {
  const stage = await open({ isRenewing: true });
  stage.tell('step 1');
  await stage.clock.pass(0);
  let isClosed = false;
  void stage.live.close().then(() => {
    isClosed = true;
  });
  await stage.clock.pass(1000);
  expect(isClosed).toBe(true);
});

describe('news of a job', () => {
  it('are posted at once, then edited every 3 s, and the latest wins', async () => {
    const { tell, clock, said, times, methods, calls } = await open();
    tell('step 1');
    await clock.pass(0);
    for (let step = 2; step <= 14; step++) {
      tell(`step ${step}`);
      await clock.pass(500);
    }
    expect(times()).toEqual([0, 3000, 6000]);
    expect(said()).toEqual(['step 1', 'step 7', 'step 13']);
    expect(methods()).toEqual(['post', 'update', 'update']);
    expect(calls.map(({ about }) => about)).toEqual([channel, 'posted 1', 'posted 1']);
  });

  it('go to the thread that was asked in, and to direct messages by their own id', async () => {
    const there = await open({}, jobAt({ thread: '1.2', channel: 'U9' }));
    there.tell('step 1');
    await there.clock.pass(0);
    expect(there.calls[0]!.place).toMatchObject({ channel: 'U9', thread: '1.2' });
    expect(there.readdressed).toEqual([{ ...address, channel: 'D9', thread: '1.2', message: 'posted 1' }]);
  });

  it('come sooner where the state is another one, but not within a second', async () => {
    const { tell, clock, times } = await open();
    tell('2 ahead', null, jobAt({}, { state: 'queued' }));
    await clock.pass(300);
    tell('step 1');
    await clock.pass(1900);
    expect(times()).toEqual([0, 1000]);
  });

  it('are told less often where many are told in one workspace, not for those of another', async () => {
    const stage = openStage();
    const jobs = Array.from({ length: 6 }, (_, k) =>
      jobAt(k < 5 ? {} : { team: 'T2' }, { id: `job${'abcdef'[k]}` }),
    );
    for (const job of jobs) stage.live.show(job);
    await settle();
    for (let second = 0; second < 60; second++) {
      for (const job of jobs) stage.tell(`step ${second}`, null, job);
      await stage.clock.pass(1000);
    }
    // 5 messages at 0.75 edits a second; and one each 3 s.
    const edits = stage.callsOf('update').length;
    expect(edits).toBeGreaterThan(40 + 15);
    expect(edits).toBeLessThanOrEqual(45 + 20);
  });

  it('keep where the message is, again where that could not be kept', async () => {
    let failures = 1;
    const { tell, clock, readdressed } = await open({
      async readdress() {
        if (failures-- > 0) throw new StudioError('storage-full', {} as never);
      },
    });
    for (const step of [1, 2, 3]) {
      tell(`step ${step}`);
      await clock.pass(3000);
    }
    const posted = { ...address, message: 'posted 1' };
    expect(readdressed).toEqual([posted, posted]);
  });

  it('end with the job, and when they are closed', async () => {
    const { tell, end, clock, calls, live, followed } = await open();
    tell('step 1');
    await clock.pass(0);
    end();
    await clock.pass(60_000);
    await live.finish('rokadimu');
    await live.close();
    for (const team of ['T0000000001', 'T2']) live.show(jobAt({ team }, { id: team }));
    await clock.pass(60_000);
    expect(calls).toHaveLength(1);
    expect(followed()).toEqual(['rokadimu']);
    expect(clock.alarms).toBe(0);
  });
});

describe('a message that may be there', () => {
  const ours = [{ message: '7.7', actions: ['v1:cancel:rokadimu'] }];

  it.each<[string, Fate]>([
    ['an answer that was lost', { kind: 'unreachable', isCarriedOut: true }],
    ['a post that took too long', new Promise<void>(() => undefined)],
  ])('is looked for after %s', async (_, fate) => {
    const stage = await open();
    stage.fate('post', fate);
    stage.setNewest([{ message: '6.6', actions: ['v1:cancel:other'] }, ...ours]);
    stage.tell('step 1');
    await stage.clock.pass(40_000);
    stage.tell('step 2');
    await stage.clock.pass(40_000);
    expect(stage.methods()).toEqual(['post', 'newest', 'update', 'update']);
    expect(stage.calls.at(-1)!.about).toBe('7.7');
  });

  it('is looked for where the job is older than its first edit', async () => {
    const stage = openStage();
    stage.setNewest(ours);
    await stage.clock.pass(60_000);
    stage.live.show(jobAt());
    await settle();
    stage.tell('step 1');
    await stage.clock.pass(0);
    expect(stage.methods()).toEqual(['newest', 'update']);
    expect(stage.readdressed).toEqual([{ ...address, message: '7.7' }]);
  });

  it('is posted again where the app may not look', async () => {
    const stage = await open();
    stage.fate('post', 'unreachable');
    stage.fate('newest', 'forbidden');
    stage.tell('step 1');
    await stage.clock.pass(20_000);
    expect(stage.methods()).toEqual(['post', 'newest', 'post']);
  });

  it('is not looked for where Slack has said no', async () => {
    const stage = await open();
    stage.fate('post', { kind: 'limited', retryAfterMs: 5000 });
    stage.tell('step 1');
    await stage.clock.pass(20_000);
    expect(stage.methods()).toEqual(['post', 'post']);
    expect(stage.times()).toEqual([0, 5000]);
  });
});

describe('a Slack that does not take an edit', () => {
  const edits = async (fate: Fate) => {
    const stage = await open({}, jobAt({ message }));
    stage.fate('update', fate);
    for (let second = 0; second < 120; second++) {
      stage.tell(`step ${second}`);
      await stage.clock.pass(1000);
    }
    return stage;
  };

  it.each(['gone', 'forbidden', 'uneditable'] as const)('for ever (%s) is left alone', async (kind) => {
    expect((await edits(kind)).methods()).toEqual(['update']);
  });

  it.each(['unreachable', 'refused', 'too-large'] as const)('once (%s) gets the next one', async (kind) => {
    const { times } = await edits(kind);
    expect(times()[1]).toBeGreaterThanOrEqual(2000);
    expect(times()[1]).toBeLessThan(8000);
  });

  it('for a while is left alone for so long', async () => {
    const { times } = await edits({ kind: 'limited', retryAfterMs: 30_000 });
    expect(times()[1]).toBe(30_000);
  });

  it('because of its token is asked again after a minute', async () => {
    expect((await edits('unauthorized')).times()[1]).toBe(60_000);
  });

  it('because the app is gone is left alone', async () => {
    const missing = new StudioError('platform-failed', { platform: 'Slack', detail: 'x' });
    const stage = await open({ missing });
    stage.tell('step 1');
    await stage.clock.pass(60_000);
    expect(stage.log.join('')).not.toContain('"level":"warn"');
    expect(stage.clock.alarms).toBe(0);
  });

  it('in time holds the end up for five seconds', async () => {
    const stage = await open({}, jobAt({ message }));
    stage.fate('update', createGate().promise);
    stage.tell('step 1');
    await stage.clock.pass(0);
    const finishing = stage.live.finish('rokadimu');
    await stage.clock.pass(5000);
    await finishing;
    expect(stage.calls[0]!.signal.aborted).toBe(true);
  });
});

it('leaves an address alone that is complete', async () => {
  const stage = await open({}, jobAt({ message }));
  stage.tell('step 1');
  await stage.clock.pass(0);
  expect(stage.readdressed).toEqual([]);
  expect(stage.calls).toMatchObject([{ method: 'update', about: known.message }]);
});
