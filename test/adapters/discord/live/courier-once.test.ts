/** Bots that die, or hear nothing, between Discord's yes and their note of it: never two pictures. */
import { describe, expect, it } from 'vitest';
import { tokenMs } from '../../../../src/adapters/discord/address.js';
import { isSame } from '../../../../src/adapters/discord/same-payload.js';
import { type Owed, openCourier } from './courier-stage.js';
import { channel } from './fake-api.js';

/** A courier to whom nothing is left but a new message. */
const open = async (about: Partial<Owed> = {}) => {
  const stage = openCourier({ where: { message: null }, ...about });
  await stage.clock.pass(tokenMs);
  return stage;
};

const posted = (message: string, ...customIds: string[]) => ({ message, customIds });
const asked = ({ calls }: Awaited<ReturnType<typeof open>>) =>
  calls.map(({ method, where }) => [method, where]);

describe('an edit', () => {
  it('is the same message however often it is done', async () => {
    const { deliver, calls } = openCourier({});
    await deliver();
    await deliver();
    expect(calls.map(({ method }) => method)).toEqual(['editByToken', 'editByToken']);
    expect(isSame(calls[1]!.payload, calls[0]!.payload)).toBe(true);
  });
});

describe('a new message', () => {
  it('is edited where its receipt was saved', async () => {
    const stage = await open();
    await stage.deliver();
    expect(await stage.deliver()).toBe('delivered');
    expect(asked(stage)).toEqual([
      ['post', channel],
      ['editAsBot', 'posted 1'],
    ]);
    expect(isSame(stage.calls[1]!.payload, stage.calls[0]!.payload)).toBe(true);
  });

  it('comes before the first message of the job, which could be edited again by then', async () => {
    const stage = openCourier({});
    stage.fate('forbidden', 'forbidden', null);
    await stage.deliver();
    await stage.deliver();
    expect(asked(stage).slice(3)).toEqual([['editAsBot', 'posted 3']]);
  });

  it('is found where its receipt was not saved', async () => {
    const stage = await open();
    await stage.deliver();
    stage.forget();
    stage.setNewest([
      posted('9', 'v1:again:fusodamo'),
      posted('8', 'v1:stronger:rokadimu', 'v1:info:rokadimu'),
    ]);
    expect(await stage.deliver()).toBe('delivered');
    expect(asked(stage).slice(1)).toEqual([
      ['newest', channel],
      ['editAsBot', '8'],
    ]);
    expect(stage.receipt()).toEqual({ message: '8' });
  });

  it('is looked for only after a try, and posted with the same nonce where there is none', async () => {
    const stage = await open();
    stage.fate('unreachable');
    await expect(stage.deliver()).rejects.toMatchObject({ kind: 'unreachable' });
    stage.setNewest([
      posted('9', 'v1:again:fusodamo'),
      posted('7', 'v1:pick:rokadimu'),
      posted('6', 'rokadimu'),
    ]);
    expect(await stage.deliver()).toBe('delivered');
    expect(asked(stage).map(([method]) => method)).toEqual(['post', 'newest', 'post']);
    expect(stage.calls[2]!.unique).toEqual(stage.calls[0]!.unique);
  });

  it('is not taken for the message that cannot be edited', async () => {
    const stage = openCourier({ where: { message: '5' } });
    await stage.clock.pass(tokenMs);
    stage.fate('uneditable', 'unreachable', 'uneditable');
    await expect(stage.deliver()).rejects.toMatchObject({ kind: 'unreachable' });
    stage.setNewest([posted('5', 'v1:cancel:rokadimu')]);
    expect(await stage.deliver()).toBe('delivered');
    expect(asked(stage).map(([method]) => method)).toEqual([
      'editAsBot',
      'post',
      'editAsBot',
      'newest',
      'post',
    ]);
  });

  it('is posted with the same nonce where nothing may be read', async () => {
    const stage = await open();
    stage.fate('unreachable', 'forbidden');
    await expect(stage.deliver()).rejects.toThrow();
    expect(await stage.deliver()).toBe('delivered');
    expect(asked(stage).map(([method]) => method)).toEqual(['post', 'newest', 'post']);
  });

  it('is not posted as long as it cannot be looked for', async () => {
    const stage = await open();
    stage.fate('unreachable', 'unreachable');
    await expect(stage.deliver()).rejects.toThrow();
    await expect(stage.deliver()).rejects.toThrow();
    expect(asked(stage).map(([method]) => method)).toEqual(['post', 'newest']);
  });

  it('is no answer as long as its receipt cannot be saved', async () => {
    const stage = await open({ isStoreBroken: true });
    await expect(stage.deliver()).rejects.toThrow('the disk is full');
    stage.setNewest([posted('8', 'v1:info:rokadimu')]);
    await expect(stage.deliver()).rejects.toThrow('the disk is full');
    expect(asked(stage).map(([method]) => method)).toEqual(['post', 'newest']);
  });

  it('is given up where somebody has deleted it', async () => {
    const stage = await open();
    await stage.deliver();
    stage.fate('gone');
    expect(await stage.deliver()).toBe('given-up');
    expect(stage.calls).toHaveLength(2);
  });
});
