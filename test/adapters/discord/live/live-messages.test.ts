import { describe, expect, it } from 'vitest';
import { StudioError } from '../../../../src/errors.js';
import { settle } from '../../../fakes/manual-clock.js';
import { channel, createGate, message } from './fake-api.js';
import { address, jobAt, render } from './job.js';
import { openStage } from './stage.js';

const open = (...[about]: Parameters<typeof openStage>) => {
  const stage = openStage(about);
  stage.live.show(jobAt());
  return stage;
};

describe('news of a job', () => {
  it('are shown at once, then every 2.5 s, and the latest wins', async () => {
    const { tell, clock, said, times } = open();
    await settle();
    tell('step 1');
    await clock.pass(0);
    for (let step = 2; step <= 12; step++) {
      tell(`step ${step}`);
      await clock.pass(500);
    }
    expect(times()).toEqual([0, 2500, 5000]);
    expect(said().map((words) => words.split('\n')[1])).toEqual(['step 1', 'step 6', 'step 11']);
  });

  it('come sooner where the state is another one, but not within a second', async () => {
    const { tell, clock, times } = open();
    await settle();
    tell('2 ahead', { job: jobAt({}, { state: 'queued' }) });
    await clock.pass(300);
    tell('step 1');
    await clock.pass(1900);
    expect(times()).toEqual([0, 1000]);
    tell('stopping', { job: jobAt({}, { cancelledBy: 'discord/ada' }) });
    await clock.pass(0);
    expect(times()).toEqual([0, 1000, 2200]);
  });

  it('are not sent where they look the same', async () => {
    const { tell, clock, calls } = open();
    await settle();
    for (const seconds of [1000, 1010, 1015, 1016]) {
      tell(`done <t:${seconds}:R>`);
      await clock.pass(10_000);
    }
    expect(calls).toHaveLength(2);
  });

  it('never meet on their way', async () => {
    const { tell, clock, calls, fate } = open();
    const { promise, resolve } = createGate();
    fate(promise);
    await settle();
    tell('step 1');
    await clock.pass(4000);
    tell('step 2');
    await clock.pass(9000);
    expect(calls).toHaveLength(1);
    resolve();
    await clock.pass(2500);
    expect(calls).toHaveLength(2);
  });

  it('are followed once for a job, and not for one without an address', async () => {
    const { live, isFollowed, tell, clock, calls } = openStage();
    live.show({ ...jobAt(), address: null });
    await settle();
    expect(isFollowed()).toBe(false);
    live.show(jobAt());
    live.show(jobAt());
    await settle();
    tell('step 1');
    await clock.pass(0);
    expect(calls).toHaveLength(1);
  });

  it('upload a preview once', async () => {
    const { tell, clock, calls } = open();
    await settle();
    const preview = { step: 4, bytes: new Uint8Array([1, 2]) };
    tell('step 4', { preview });
    await clock.pass(2500);
    tell('step 5');
    await clock.pass(2500);
    tell('step 6', { preview: { step: 6, bytes: new Uint8Array([3]) } });
    await clock.pass(0);
    expect(calls.map(({ payload }) => payload.files.map(({ name }) => name))).toEqual([
      ['preview-4.webp'],
      ['preview-4.webp'],
      ['preview-6.webp'],
    ]);
    expect(calls[1]!.attached.get('preview-4.webp')).toBe('id of preview-4.webp');
  });

  it('tell once where the message is, again where that could not be kept', async () => {
    let failures = 1;
    const { tell, clock, readdressed } = open({
      async readdress() {
        if (failures-- > 0) throw new StudioError('storage-full', {} as never);
      },
    });
    await settle();
    for (const step of [1, 2, 3]) {
      tell(`step ${step}`);
      await clock.pass(2500);
    }
    expect(readdressed).toEqual([
      { ...address, channel, message },
      { ...address, channel, message },
    ]);
  });
});

describe('the end', () => {
  it('is not shown here: whoever followed it is done', async () => {
    const { tell, end, clock, calls, live } = open();
    await settle();
    tell('step 1');
    await clock.pass(5000);
    end();
    await clock.pass(60_000);
    expect(calls).toHaveLength(1);
    expect(clock.alarms).toBe(0);
    live.show(jobAt());
    await settle();
    tell('again');
    await clock.pass(0);
    expect(calls).toHaveLength(2);
  });

  it('waits for the edit that is on its way, and lets nothing follow it', async () => {
    const { tell, clock, calls, fate, live } = open();
    const { promise, resolve } = createGate();
    fate(promise);
    await settle();
    tell('step 1');
    await clock.pass(1000);
    let isOver = false;
    const finishing = live.finish('rokadimu').then(() => {
      isOver = true;
    });
    tell('step 2');
    await clock.pass(4000);
    expect(isOver).toBe(false);
    resolve();
    await finishing;
    await clock.pass(60_000);
    expect(calls).toHaveLength(1);
    expect(clock.alarms).toBe(0);
  });

  // Why less for close: the bot as a whole has ten seconds to end.
  it.each([
    ['finish', 5000],
    ['close', 500],
  ] as const)('%s gives up an edit after %i ms', async (way, ms) => {
    const { tell, clock, calls, fate, live } = open();
    fate(new Promise<void>(() => undefined));
    await settle();
    tell('step 1');
    await clock.pass(0);
    const finishing = way === 'close' ? live.close() : live.finish('rokadimu');
    await clock.pass(ms - 1);
    expect(calls[0]!.signal.aborted).toBe(false);
    await clock.pass(1);
    expect(calls[0]!.signal.aborted).toBe(true);
    await finishing;
  });

  it('comes before an edit that is still being drawn', async () => {
    const { promise, resolve } = createGate();
    const { tell, clock, calls, live } = open({
      async render(...args) {
        await promise;
        return render(...args);
      },
    });
    await settle();
    tell('step 1');
    await clock.pass(0);
    await live.finish('rokadimu');
    resolve();
    await clock.pass(60_000);
    expect(calls).toEqual([]);
  });

  it('shows nothing any more once it is closed', async () => {
    const { live, isFollowed } = openStage();
    await live.close();
    live.show(jobAt());
    await settle();
    expect(isFollowed()).toBe(false);
    await live.finish('rokadimu');
  });

  it('says nothing of a job that was deleted, and warns of whatever else ends it', async () => {
    const { fail, log, live, isFollowed } = open();
    await settle();
    fail(new StudioError('job-unknown', { id: 'rokadimu' }));
    await settle();
    expect(log).toEqual([]);
    live.show(jobAt({}, { id: 'other' }));
    await settle();
    expect(isFollowed('other')).toBe(true);
    fail(new Error('the database is gone'), 'other');
    await settle();
    expect(log.join('')).toContain('the database is gone');
  });
});
