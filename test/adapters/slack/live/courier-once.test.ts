/** A program that dies, or loses its connection, between Slack's yes and its own note of it: never two pictures. */
import { describe, expect, it } from 'vitest';
import { type Owed, openCourier } from './courier-stage.js';
import type { Fate, Method } from './fake-api.js';

const lost: Fate = { kind: 'unreachable', isCarriedOut: true };
const never: Fate = { kind: 'unreachable' };

/** Tries until one succeeds. */
async function insist(stage: ReturnType<typeof openCourier>) {
  for (let tries = 1; ; tries++) {
    const outcome = await stage.deliver().catch(() => null);
    if (outcome !== null) return { outcome, tries };
    if (tries === 5) throw new Error('it does not end');
  }
}

describe.each<[string, Fate]>([
  ['dies after', 'death'],
  ['hears nothing of', lost],
  ['does not reach Slack with', never],
])('whoever %s', (_, fate) => {
  it.each<Method>(['isThere', 'upload', 'share', 'file', 'update'])('%s', async (method) => {
    for (const readyMs of [0, 1500, 15_000]) {
      const stage = openCourier({ readyMs });
      stage.fate(method, fate);
      expect((await insist(stage)).outcome).toBe('delivered');
      expect(stage.shared()).toHaveLength(1);
      expect(new Set(stage.said().map(({ about }) => about)).size).toBe(1);
    }
  });
});

describe('a receipt', () => {
  const saves = [0, 1].flatMap((save) => [true, false].map((isSaved) => ({ save, isSaved })));
  it.each(saves)('that is the last thing done: %o', async (dies) => {
    const stage = openCourier({ dies });
    expect(await insist(stage)).toEqual({ outcome: 'delivered', tries: 2 });
    expect(stage.shared()).toHaveLength(1);
  });

  it('comes before the picture is shared: without it, it is not', async () => {
    const stage = openCourier({ dies: { save: 0, isSaved: false } });
    await expect(stage.deliver()).rejects.toThrow();
    expect(stage.methods()).not.toContain('share');
  });
});

describe('a file of an earlier try', () => {
  const died = async (about: Partial<Owed> = {}) => {
    const stage = openCourier(about);
    stage.fate('share', 'death');
    await expect(stage.deliver()).rejects.toThrow();
    return stage;
  };

  it('is waited for: Slack shares in its own time', async () => {
    const stage = await died({ readyMs: 12_000 });
    expect(await stage.deliver()).toBe('delivered');
    expect(stage.callsOf('share')).toHaveLength(1);
    expect(stage.callsOf('file').length).toBeGreaterThan(5);
  });

  it('is not shared twice where Slack takes too long to tell', async () => {
    const stage = await died({ readyMs: 120_000 });
    expect(await stage.deliver()).toBe('delivered');
    expect(stage.shared()).toHaveLength(1);
    expect(stage.uploads()).toBe(1);
  });

  it('is not shared twice where the app may not look', async () => {
    const stage = await died();
    stage.fate('file', 'forbidden');
    expect(await stage.deliver()).toBe('delivered');
    expect(stage.shared()).toHaveLength(1);
    expect(stage.uploads()).toBe(1);
  });

  it('is shared where that was not done', async () => {
    const stage = openCourier({ dies: { save: 0, isSaved: true } });
    expect(await insist(stage)).toEqual({ outcome: 'delivered', tries: 2 });
    expect(stage.uploads()).toBe(1);
    expect(stage.callsOf('share')).toHaveLength(1);
  });

  it('is uploaded anew where Slack knows nothing of it any more, twice at most', async () => {
    const stage = openCourier({ dies: { save: 0, isSaved: true } });
    await expect(stage.deliver()).rejects.toThrow();
    stage.files.clear();
    expect(await stage.deliver()).toBe('delivered');
    expect(stage.uploads()).toBe(2);
    expect(stage.shared()).toHaveLength(1);

    const hopeless = openCourier();
    hopeless.fate('share', 'gone', 'gone', 'gone');
    expect(await hopeless.deliver()).toBe('delivered');
    expect(hopeless.uploads()).toBe(2);
    expect(hopeless.said().at(-1)!.words!.text).toContain('/history');
  });

  it('that somebody has deleted stays deleted', async () => {
    const stage = openCourier();
    stage.fate('update', 'unreachable');
    await expect(stage.deliver()).rejects.toThrow();
    stage.files.get('F1')!.isDeleted = true;
    expect(await stage.deliver()).toBe('delivered');
    expect(stage.uploads()).toBe(1);
    expect(stage.shared()).toEqual([]);
  });
});

describe('a message', () => {
  it('that was posted without our hearing is found by its buttons', async () => {
    const stage = openCourier({ where: { message: null } });
    stage.fate('post', 'death');
    await expect(stage.deliver()).rejects.toThrow();
    stage.setNewest([
      { message: '6.6', actions: ['v1:info:rokadimuu', 'other'] },
      { message: '7.7', actions: ['v1:info:rokadimu'] },
    ]);
    expect(await stage.deliver()).toBe('delivered');
    expect(stage.callsOf('post')).toHaveLength(1);
    expect(stage.shared()).toMatchObject([{ thread: '7.7' }]);
    expect(stage.receipt()).toMatchObject({ message: { message: '7.7' } });
  });

  it('that took the place of another one is edited in later tries', async () => {
    const stage = openCourier();
    stage.fate('update', 'uneditable');
    stage.fate('deleteFile', 'death');
    stage.fate('post', 'death');
    await expect(stage.deliver()).rejects.toThrow();
    stage.fate('update', 'uneditable');
    stage.setNewest([
      { message: '1700000000.000001', actions: ['v1:info:rokadimu'] },
      { message: '8.8', actions: ['v1:again:rokadimu'] },
    ]);
    expect(await stage.deliver()).toBe('delivered');
    expect(stage.callsOf('post')).toHaveLength(1);
    expect(stage.said().at(-1)!.about).toBe('8.8');
    expect(await stage.deliver()).toBe('delivered');
    expect(stage.said().at(-1)!.about).toBe('8.8');
    expect(stage.shared()).toHaveLength(1);
  });

  it('that took the place of another one is the last that is posted', async () => {
    const stage = openCourier();
    stage.fate('update', 'uneditable', 'uneditable', 'uneditable');
    expect(await stage.deliver()).toBe('delivered');
    expect(await stage.deliver()).toBe('given-up');
    expect(stage.callsOf('post')).toHaveLength(1);
  });
});
