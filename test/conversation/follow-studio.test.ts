/** Following on a real studio: what the engine says, as replies with pictures. */
import { expect, it } from 'vitest';
import type { Presented } from '../../src/conversation/conversation.js';
import { decodeImage } from '../../src/image/decode.js';
import type { Run } from '../../src/job/run.js';
import { ada } from '../studio-stage.js';
import { jobOf, openConversation, result, stranger } from './stage.js';

const size = { width: 64, height: 48 } as const;
const losses = { content: {}, style: {}, tv: 0, total: 5 };

it('goes from the queue over previews to the picture, for several who follow', async () => {
  let isSeen = () => {};
  const seen = new Promise<void>((resolve) => {
    isSeen = resolve;
  });
  let isWaiting = () => {};
  const waiting = new Promise<void>((resolve) => {
    isWaiting = resolve;
  });
  let sent = 0;
  let blob = '';
  const run: Run = async function* paint() {
    yield { type: 'started', ...size, steps: 2, rungs: 1, resumedAt: 0, device: 'cpu', recipe: {} };
    yield { type: 'step', ...size, step: 1, steps: 2, rung: 1, rungs: 1, losses, seconds: 1, etaSeconds: 1 };
    const data = new Uint8Array(size.width * size.height * 3).fill(80);
    yield { type: 'preview', step: 1, picture: { ...size, data } };
    await seen;
    yield { type: 'ended', state: 'done', result: { ...result, blob } };
  };
  const { conversation, stylize, scheduler, blobs, signal } = await openConversation(run);
  blob = await blobs.put(Buffer.from('painted'));
  const { id } = jobOf(await stylize());
  const read = async () => {
    const all: Presented[] = [];
    for await (const one of conversation.follow(id, ada, signal)) {
      all.push(one);
      isWaiting();
      if (one.preview !== null && ++sent === 2) isSeen();
    }
    return all;
  };
  const reading = Promise.all([read(), read()]);
  await waiting;
  await scheduler.recover();
  const [first, second] = await reading;
  expect(first.map(({ reply }) => reply.kind)).toEqual(expect.arrayContaining(['queued', 'running', 'done']));
  expect(first.at(-1)).toMatchObject({ reply: { kind: 'done' }, job: { state: 'done' }, preview: null });
  const previews = [first, second].map((all) => all.find(({ preview }) => preview !== null)!.preview!);
  expect(await decodeImage(previews[0]!.bytes, { name: 'it' })).toMatchObject({ format: 'webp', ...size });
  expect(previews[1]!.bytes).toBe(previews[0]!.bytes);
});

it('is one reply for a job that has ended, and nothing for another server', async () => {
  const { conversation, finished, signal } = await openConversation();
  const { id } = await finished();
  const kinds: string[] = [];
  for await (const { reply } of conversation.follow(id, ada, signal)) kinds.push(reply.kind);
  expect(kinds).toEqual(['done']);
  const spying = conversation.follow(id, stranger, signal)[Symbol.asyncIterator]().next();
  await expect(spying).rejects.toMatchObject({ code: 'job-unknown' });
});
