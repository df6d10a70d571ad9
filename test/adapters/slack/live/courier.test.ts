/** How an answer comes to Slack, and when it never will. */
import { describe, expect, it } from 'vitest';
import { openCourier } from './courier-stage.js';
import { channel, message, painted, png, renderFor, replyOf, shownIn } from './job.js';

describe('a picture', () => {
  it('comes into the thread, then into the message, when nothing else edits it any more', async () => {
    const stage = openCourier();
    expect(await stage.deliver()).toBe('delivered');
    expect(stage.finished).toEqual(['rokadimu after 0 requests']);
    expect(stage.methods().filter((method) => method !== 'file')).toEqual([
      'isThere',
      'upload',
      'share',
      'update',
    ]);
    expect(stage.shared()).toEqual([{ channel, thread: message }]);
    const { words, about, at } = stage.said()[0]!;
    expect(about).toBe(message);
    expect(words!.text).toContain('painted');
    expect(shownIn(words!)).toEqual(['F1']);
    expect(at).toBeGreaterThanOrEqual(1500);
    expect(stage.receipt()).toEqual({ message: null, file: 'F1', maxBytes: 20 * 2 ** 20, isShared: true });
  });

  it('comes into the thread that its message is in', async () => {
    const stage = openCourier({ where: { thread: '1.2' } });
    await stage.deliver();
    expect(stage.shared()).toEqual([{ channel, thread: '1.2' }]);
  });

  it('is looked at in pauses that grow, and left to the thread after twenty seconds', async () => {
    const stage = openCourier({ readyMs: 60_000 });
    expect(await stage.deliver()).toBe('delivered');
    const looks = stage.callsOf('file').map(({ at }) => at);
    expect(looks.slice(0, 5)).toEqual([0, 300, 800, 1600, 2800]);
    expect(looks.at(-1)).toBeLessThanOrEqual(20_000);
    expect(shownIn(stage.said().at(-1)!.words!)).toEqual([]);
    expect(stage.said()).toHaveLength(1);
  });

  it('is not waited for where the message does not show it', async () => {
    const draw = renderFor();
    const stage = openCourier({
      async draw(...about) {
        const payload = await draw(...about);
        return { ...payload, blocks: payload.blocks.filter(({ type }) => type !== 'image') };
      },
    });
    expect(await stage.deliver()).toBe('delivered');
    expect(stage.callsOf('file')).toEqual([]);
    expect(stage.shared()).toHaveLength(1);
  });

  it.each(['bad-picture', 'refused'] as const)('is left to the thread where Slack says %s', async (kind) => {
    const stage = openCourier();
    stage.fate('update', kind);
    expect(await stage.deliver()).toBe('delivered');
    expect(stage.said().map(({ words }) => shownIn(words!))).toEqual([['F1'], []]);
    expect(stage.said()[1]!.words!.text).toBe(stage.said()[0]!.words!.text);
    expect(stage.shared()).toHaveLength(1);
  });

  it('is made smaller and smaller where it is too large, and at last told of', async () => {
    const stage = openCourier();
    stage.fate('upload', ...Array.from({ length: 4 }, () => 'too-large' as const));
    expect(await stage.deliver()).toBe('delivered');
    expect(stage.callsOf('upload').map(({ about }) => about)).toEqual(
      [21, 20, 19, 18].map((power) => `result-${2 ** power}.png`),
    );
    expect(stage.said().at(-1)!.words!.text).toContain('/history');
  });

  it('that was made smaller is told of as such, also in a later try', async () => {
    const stage = openCourier();
    stage.fate('upload', 'too-large');
    stage.fate('update', 'unreachable');
    await expect(stage.deliver()).rejects.toMatchObject({ kind: 'unreachable' });
    expect(stage.receipt()).toMatchObject({ maxBytes: 2 ** 20 });
    expect(await stage.deliver()).toBe('delivered');
    expect(stage.callsOf('upload')).toHaveLength(2);
  });

  it.each(['upload', 'share'] as const)('is told of where %s is forbidden', async (method) => {
    const stage = openCourier();
    stage.fate(method, 'forbidden');
    expect(await stage.deliver()).toBe('delivered');
    expect(stage.said().at(-1)!.words!.text).toContain('/history');
    expect(stage.shared()).toEqual([]);
  });

  it('that is none leaves words alone', async () => {
    const stage = openCourier({ reply: replyOf('failed', 'no memory') });
    expect(await stage.deliver()).toBe('delivered');
    expect(stage.methods()).toEqual(['update']);
  });
});

describe('a message', () => {
  it('is found where it has been posted meanwhile', async () => {
    const stage = openCourier({ where: { message: null }, moved: { message: '9.9' } });
    expect(await stage.deliver()).toBe('delivered');
    expect(stage.said().map(({ about }) => about)).toEqual(['9.9']);
    expect(stage.shared()).toEqual([{ channel, thread: '9.9' }]);
  });

  it('is posted first where there is none: private ones to the person', async () => {
    const stage = openCourier({ where: { message: null, channel: 'U9' }, about: { isPrivate: true } });
    expect(await stage.deliver()).toBe('delivered');
    expect(stage.said().map(({ method }) => method)).toEqual(['post', 'update']);
    expect(stage.callsOf('post')[0]!.place).toMatchObject({ channel: 'U9', thread: null });
    expect(stage.shared()).toEqual([{ channel: 'D9', thread: 'posted 2' }]);
    expect(shownIn(stage.said()[0]!.words!)).toEqual([]);
    expect(shownIn(stage.said()[1]!.words!)).toEqual(['F1']);
  });

  it('that can be edited no more is followed by another one in the same place', async () => {
    const stage = openCourier({ where: { thread: '1.2' } });
    stage.fate('update', 'uneditable');
    expect(await stage.deliver()).toBe('delivered');
    expect(stage.callsOf('post')[0]!.place).toMatchObject({ channel, thread: '1.2' });
    expect(stage.shared()).toHaveLength(1);
  });

  it('in the plainest words is sent where no other is taken', async () => {
    const stage = openCourier();
    stage.fate('update', 'bad-picture', 'bad-picture');
    expect(await stage.deliver()).toBe('delivered');
    expect(stage.said()[2]!.words!.text).toContain('rokadimu is done: 512x341');
  });
});

describe('is given up', () => {
  it('without a picture where somebody has deleted the message', async () => {
    const stage = openCourier({
      draw: async (reply, setting) => ({ ...(await renderFor()(reply, setting)) }),
    });
    stage.api.isThere = async () => false;
    expect(await stage.deliver()).toBe('given-up');
    expect(stage.calls).toEqual([]);
  });

  it.each(['gone', 'forbidden', 'uneditable'] as const)('where the end is %s', async (kind) => {
    const stage = openCourier({ reply: replyOf('failed', 'no memory') });
    stage.fate('update', kind);
    stage.fate('post', 'forbidden');
    expect(await stage.deliver()).toBe('given-up');
  });

  it('where all words are refused, and that is an error of ours', async () => {
    const stage = openCourier();
    stage.fate('update', 'refused', 'refused', 'refused');
    expect(await stage.deliver()).toBe('given-up');
    expect(stage.log.map(({ level }) => level)).toEqual(['error']);
  });

  it('where the job is deleted while its picture is brought: that goes, too', async () => {
    const stage = openCourier({ isDeleted: true });
    stage.previews.add('rokadimu', 'F9');
    expect(await stage.deliver()).toBe('given-up');
    expect(stage.callsOf('share')).toHaveLength(1);
    expect(stage.shared()).toEqual([]);
    expect(stage.previews.take('rokadimu')).toEqual([]);
  });

  it('where the app was taken out', async () => {
    const stage = openCourier({ isInstalled: false });
    expect(await stage.deliver()).toBe('given-up');
    expect(stage.calls).toEqual([]);
  });
});

describe('is tried later', () => {
  it.each(['limited', 'unreachable', 'unauthorized'] as const)('where Slack is %s', async (kind) => {
    for (const method of ['isThere', 'upload', 'share', 'update'] as const) {
      const stage = openCourier();
      stage.fate(method, kind);
      await expect(stage.deliver()).rejects.toMatchObject({ kind });
      expect(await stage.deliver()).toBe('delivered');
      expect(stage.shared()).toHaveLength(1);
    }
  });

  it('where the program ends, also while it waits', async () => {
    const stage = openCourier({ readyMs: 60_000 });
    const abort = new AbortController();
    stage.clock.after(5000, () => abort.abort(new Error('the program ends')));
    await expect(stage.deliver(abort.signal)).rejects.toThrow('the program ends');
    expect(stage.clock.now()).toBeLessThan(7000);
    expect(stage.clock.alarms).toBe(0);
  });
});

it('clears away what previews have left, whatever Slack says to it', async () => {
  const stage = openCourier({ reply: painted() });
  for (const step of [1, 2]) {
    const file = await stage.api.upload(
      { name: `p${step}`, bytes: png(20), alt: '' },
      new AbortController().signal,
    );
    await stage.api.share(file, 'p', null, new AbortController().signal);
    stage.previews.add('rokadimu', file);
  }
  stage.fate('deleteFile', 'forbidden');
  expect(await stage.deliver()).toBe('delivered');
  expect(stage.callsOf('deleteFile').map(({ about }) => about)).toEqual(['F1', 'F2']);
  expect(stage.methods().at(-1)).toBe('deleteFile');
  expect(stage.previews.take('rokadimu')).toEqual([]);
});
