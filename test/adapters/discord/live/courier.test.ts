/** By which way an answer comes to Discord, and when none is left. */
import { describe, expect, it } from 'vitest';
import { tokenMs } from '../../../../src/adapters/discord/address.js';
import { openCourier } from './courier-stage.js';
import { channel, message } from './fake-api.js';
import { render, wordsOf } from './job.js';

const later = async (stage: ReturnType<typeof openCourier>) => {
  await stage.clock.pass(tokenMs);
  return stage;
};

describe('while the token is good', () => {
  it('edits the message, when nothing else edits it any more', async () => {
    const { deliver, calls, finished } = openCourier({});
    expect(await deliver()).toBe('delivered');
    expect(calls).toMatchObject([{ method: 'editByToken' }]);
    expect(calls[0]!.attached.size).toBe(0);
    expect(wordsOf(calls[0]!.payload)).toContain('painted');
    expect(finished).toEqual(['rokadimu after 0 requests']);
  });

  it('needs the id of a follow-up only', async () => {
    const unknown = { message: null, isReachable: false };
    const original = openCourier({ where: unknown });
    expect(await original.deliver()).toBe('delivered');
    const followUp = openCourier({ where: { ...unknown, isOriginal: false } });
    expect(await followUp.deliver()).toBe('given-up');
    expect(followUp.calls).toEqual([]);
  });

  it.each(['limited', 'unreachable'] as const)('tries later where Discord is %s', async (kind) => {
    const { deliver, fate, methods } = openCourier({});
    fate(kind);
    await expect(deliver()).rejects.toMatchObject({ kind });
    expect(await deliver()).toBe('delivered');
    expect(methods()).toEqual(['editByToken', 'editByToken']);
  });

  it('gives up what was deleted', async () => {
    const { deliver, fate, methods } = openCourier({});
    fate('gone');
    expect(await deliver()).toBe('given-up');
    expect(methods()).toEqual(['editByToken']);
  });

  it('ends with the try', async () => {
    const { deliver, fate, calls } = openCourier({});
    fate(new Promise<void>(() => undefined));
    const abort = new AbortController();
    const trying = deliver(abort.signal);
    await expect.poll(() => calls.length).toBe(1);
    abort.abort();
    await expect(trying).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('when the token is over', () => {
  it('edits as the bot', async () => {
    const { deliver, calls } = await later(openCourier({}));
    expect(await deliver()).toBe('delivered');
    expect(calls).toMatchObject([{ method: 'editAsBot', where: message }]);
  });

  it('does so where Discord says that it is', async () => {
    const { deliver, fate, methods } = openCourier({});
    fate('token-dead');
    expect(await deliver()).toBe('delivered');
    expect(methods()).toEqual(['editByToken', 'editAsBot']);
  });

  it.each([[{ isReachable: false }], [{ isEphemeral: true }], [{ channel: null }]])(
    'gives up where nobody else can edit it: %o',
    async (where) => {
      const { deliver, calls } = await later(openCourier({ where }));
      expect(await deliver()).toBe('given-up');
      expect(calls).toEqual([]);
    },
  );

  it.each(['uneditable', 'forbidden'] as const)('posts anew where the message is %s', async (kind) => {
    const { deliver, fate, calls, receipt } = await later(openCourier({}));
    fate(kind);
    expect(await deliver()).toBe('delivered');
    expect(calls.map(({ method, where }) => [method, where])).toEqual([
      ['editAsBot', message],
      ['post', channel],
    ]);
    expect(calls[1]!.unique).toEqual({ nonce: 'n0nce', mention: '300000000000000003' });
    expect(wordsOf(calls[1]!.payload).split('\n')[0]).toBe('<@300000000000000003>');
    expect(wordsOf(calls[0]!.payload)).not.toContain('<@');
    expect(receipt()).toEqual({ message: 'posted 2' });
  });

  it('posts anew where it is not known which message it is', async () => {
    const { deliver, methods } = await later(openCourier({ where: { message: null } }));
    expect(await deliver()).toBe('delivered');
    expect(methods()).toEqual(['post']);
  });

  it('never posts what is private', async () => {
    const { deliver, fate, methods } = await later(openCourier({ about: { isPrivate: true } }));
    fate('uneditable');
    expect(await deliver()).toBe('given-up');
    expect(methods()).toEqual(['editAsBot']);
  });

  it('gives up where everything is forbidden', async () => {
    const { deliver, fate, methods } = openCourier({});
    fate('forbidden', 'forbidden', 'forbidden');
    expect(await deliver()).toBe('given-up');
    expect(methods()).toEqual(['editByToken', 'editAsBot', 'post']);
  });

  it("waits for an operator where the bot's own token is refused", async () => {
    const { deliver, fate } = await later(openCourier({}));
    fate({ kind: 'token-dead', status: 401 });
    await expect(deliver()).rejects.toThrow('token of the bot');
    expect(await deliver()).toBe('delivered');
  });
});

describe('a picture that Discord does not take', () => {
  const sizes = (stage: ReturnType<typeof openCourier>) =>
    stage.calls.map(({ payload }) => payload.files.map(({ bytes }) => bytes.length / 2 ** 20));

  it('is made smaller and smaller, and at last told of', async () => {
    const stage = openCourier({});
    stage.fate(...Array.from({ length: 4 }, () => 'too-large' as const));
    expect(await stage.deliver()).toBe('delivered');
    expect(sizes(stage)).toEqual([[2], [1], [0.5], [0.25], []]);
    const words = wordsOf(stage.calls.at(-1)!.payload);
    expect(words).toContain('painted');
    expect(words).toContain('/history');
  });

  it('is told of at once where it is not the picture', async () => {
    const stage = openCourier({
      draw: async (reply, setting) => ({ ...(await render(reply, setting)), files: [] }),
    });
    stage.fate('too-large');
    expect(await stage.deliver()).toBe('delivered');
    expect(stage.calls).toHaveLength(2);
  });

  it('is told of in the plainest words where the message is refused', async () => {
    const stage = openCourier({});
    stage.fate('refused');
    expect(await stage.deliver()).toBe('delivered');
    expect(sizes(stage)).toEqual([[2], []]);
    expect(wordsOf(stage.calls[1]!.payload)).toBe(
      'done: Picture rokadimu\nrokadimu is done: 512x341, 24 steps in 30 s.\nThe picture could not be posted here; /history shows it.',
    );
  });

  it('is given up where those are refused, too, and that is an error of ours', async () => {
    const stage = openCourier({});
    stage.fate('refused', 'refused');
    expect(await stage.deliver()).toBe('given-up');
    expect(stage.calls).toHaveLength(2);
    expect(stage.log.map(({ level }) => level)).toEqual(['error']);
  });

  it("has no more bytes than a bot's file may have, where it is the bot who sends it", async () => {
    const limits: number[] = [];
    const { deliver } = await later(
      openCourier({
        draw(reply, setting) {
          limits.push(setting.maxBytes / 2 ** 20);
          return render(reply, setting);
        },
      }),
    );
    await deliver();
    expect(limits).toEqual([10]);
    const small = openCourier({ where: { maxBytes: 2 ** 19 } });
    await (await later(small)).deliver();
    expect(small.calls[0]!.payload.files[0]!.bytes.length).toBe(2 ** 19);
  });
});
