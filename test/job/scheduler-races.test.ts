import { describe, expect, test } from 'vitest';
import { StudioError } from '../../src/errors.js';
import { createStage } from './stage.js';

const by = 'page/ann';
const full = new StudioError('storage-full', { detail: 'no space' });

describe('two at the same time', () => {
  test('two cancels of a job whose end cannot be written leave it in line once', async () => {
    const stage = createStage();
    await stage.scheduler.recover();
    const first = await stage.submit();
    const { id } = await stage.submit();
    stage.store.fail('end', full);
    const both = await Promise.allSettled([stage.scheduler.cancel(id, by), stage.scheduler.cancel(id, by)]);
    expect(both).toMatchObject([{ reason: full }, { reason: full }]);
    stage.store.fail('end', null);
    await stage.of(first.id).done();
    await stage.of(id).done();
    expect(stage.begun()).toEqual([first.id, id]);
    expect(await stage.state(id)).toMatchObject({ state: 'done' });
    await stage.scheduler.stop();
  });

  test('two cancels of a job that could start as soon as it is back in line: it runs once', async () => {
    const stage = createStage({ slots: ['cpu', 'cpu'], rules: { userRunning: 1 } });
    await stage.scheduler.recover();
    const first = await stage.submit();
    const { id } = await stage.submit();
    stage.store.fail('end', full);
    const both = [stage.scheduler.cancel(id, by), stage.scheduler.cancel(id, by)];
    await Promise.allSettled(both);
    stage.store.fail('end', null);
    await stage.of(first.id).done();
    expect(stage.begun()).toEqual([first.id, id]);
    await stage.of(id).done();
    expect(await stage.state(id)).toMatchObject({ state: 'done' });
    await stage.scheduler.stop();
  });
});
