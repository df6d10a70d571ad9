import { describe, expect, test } from 'vitest';
import { StudioError } from '../../src/errors.js';
import { createStage, picture, started, step } from './stage.js';

const ready = async (...options: Parameters<typeof createStage>) => {
  const stage = createStage(...options);
  await stage.scheduler.recover();
  return stage;
};
const by = 'page/ann';

describe('cancel', () => {
  test('ends a waiting job at once; it never starts', async () => {
    const stage = await ready();
    const first = await stage.submit();
    const { id } = await stage.submit();
    expect((await stage.scheduler.cancel(id, by)).state).toBe('cancelled');
    expect(await stage.state(id)).toMatchObject({ state: 'cancelled', cancelledBy: by, steps: null });
    await stage.of(first.id).done();
    expect(stage.begun()).toEqual([first.id]);
    expect(stage.events.at(-1)).toMatchObject({ type: 'ended', id: first.id });
    await stage.scheduler.stop();
  });

  test('ends a running job with its best picture, and frees the slot', async () => {
    const stage = await ready();
    const { id } = await stage.submit();
    const next = await stage.submit();
    await stage.of(id).tell(started(), step(1));
    const job = await stage.scheduler.cancel(id, by);
    expect(job).toMatchObject({ state: 'running', cancelledBy: by });
    await stage.clock.pass(0);
    expect(await stage.state(id)).toMatchObject({ state: 'cancelled', cancelledBy: by, steps: 3 });
    expect(stage.begun()).toEqual([id, next.id]);
    await stage.scheduler.stop();
  });

  test('ends a job whose attempt is only just beginning', async () => {
    const stage = createStage();
    const { id } = await stage.submit();
    const recovered = stage.scheduler.recover();
    await stage.scheduler.cancel(id, by);
    await recovered;
    await stage.clock.pass(0);
    expect(await stage.state(id)).toMatchObject({ state: 'cancelled', cancelledBy: by });
    await stage.scheduler.stop();
  });

  test('a run that throws the signal’s reason ends cancelled, without a picture', async () => {
    const stage = await ready();
    const { id } = await stage.submit();
    stage.of(id).isDeaf = true;
    await stage.scheduler.cancel(id, by);
    await stage.of(id).throw(stage.of(id).signal.reason);
    expect(await stage.state(id)).toEqual({ state: 'cancelled', cancelledBy: by, code: null, steps: null });
    await stage.scheduler.stop();
  });

  test('counts although the rendering process dies of it', async () => {
    const stage = await ready();
    const { id } = await stage.submit();
    stage.of(id).isDeaf = true;
    await stage.scheduler.cancel(id, by);
    await stage.of(id).throw(new StudioError('renderer-died', { detail: 'SIGKILL' }));
    expect(await stage.state(id)).toMatchObject({ state: 'cancelled', cancelledBy: by });
    expect(stage.begun()).toEqual([id]);
    await stage.scheduler.stop();
  });

  test('comes too late for a picture that is done', async () => {
    const stage = await ready();
    const { id } = await stage.submit();
    stage.of(id).isDeaf = true;
    await stage.scheduler.cancel(id, by);
    await stage.of(id).done(picture({ steps: 10 }));
    expect(await stage.state(id)).toMatchObject({ state: 'done', steps: 10 });
    await stage.scheduler.stop();
  });

  test('stops a running job although the wish cannot be written', async () => {
    const stage = await ready();
    const { id } = await stage.submit();
    stage.store.fail('wishCancel', new StudioError('storage-full', { detail: 'no space' }));
    await stage.scheduler.cancel(id, by);
    await stage.clock.pass(0);
    expect(await stage.state(id)).toMatchObject({ state: 'cancelled', cancelledBy: by });
    await stage.scheduler.stop();
  });

  test('leaves a waiting job in line where its end cannot be written', async () => {
    const stage = await ready();
    const first = await stage.submit();
    const { id } = await stage.submit();
    const full = new StudioError('storage-full', { detail: 'no space' });
    stage.store.fail('end', full);
    await expect(stage.scheduler.cancel(id, by)).rejects.toBe(full);
    stage.store.fail('end', null);
    await stage.of(first.id).done();
    expect(stage.begun()).toEqual([first.id, id]);
    await stage.scheduler.stop();
  });

  test.each(['done', 'failed', 'cancelled', 'expired'] as const)(
    'is refused for one that is %s',
    async (state) => {
      const stage = await ready();
      const { id } = await stage.submit();
      stage.store.change(id, { state });
      await expect(stage.scheduler.cancel(id, by)).rejects.toMatchObject({
        code: 'job-state',
        context: { id, state, action: 'cancelled' },
      });
      await stage.scheduler.stop();
    },
  );

  test('knows no other job', async () => {
    const stage = await ready();
    await expect(stage.scheduler.cancel('none', by)).rejects.toMatchObject({ code: 'job-unknown' });
    await stage.scheduler.stop();
  });
});
