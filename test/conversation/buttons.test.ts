import { describe, expect, it } from 'vitest';
import { encodeImage } from '../../src/image/encode.js';
import type { Order } from '../../src/request/order.js';
import { ada } from '../studio-stage.js';
import { bob, jobOf, mod, openConversation, replyOf, result, stranger, wordsOf } from './stage.js';

const orderOf = (job: { readonly order: unknown }) => job.order as Order;

describe('a picture that is changed a little', () => {
  it('is a new job from the old one, whose answer goes where the button was', async () => {
    const { press, finished } = await openConversation();
    const old = await finished('done', { strength: '50', seed: '3' });
    const stronger = jobOf(await press('stronger', old.id));
    expect(stronger).toMatchObject({ parent: old.id, state: 'queued', address: { message: 7 } });
    expect(orderOf(stronger)).toMatchObject({ strength: 65, seed: 3, content: orderOf(old).content });
    expect(orderOf(jobOf(await press('weaker', old.id)))).toMatchObject({ strength: 35, seed: 3 });
  });

  it('is larger, as far as the server allows', async () => {
    const { press, finished, set } = await openConversation();
    const old = await finished('done', { size: '512' });
    expect(orderOf(jobOf(await press('hd', old.id))).size).toBe(768);
    await set('max-size', '600');
    const refused = replyOf(await press('hd', old.id));
    expect(refused).toMatchObject({ kind: 'refusal', isPrivate: true });
    expect(wordsOf(refused)).toContain('as large as pictures are painted here');
  });

  it('says where there is nothing to change', async () => {
    const { press, finished } = await openConversation();
    const old = await finished('done', { strength: '100' });
    expect(wordsOf(replyOf(await press('stronger', old.id)))).toContain('as strong as it gets');
  });

  it('has another style: first the choice, then the one that was chosen', async () => {
    const { press, finished, studio } = await openConversation();
    const old = await finished();
    const [gallery] = replyOf(await press('style', old.id)).blocks;
    expect(gallery).toMatchObject({ type: 'gallery', items: studio.styles().map(({ id }) => ({ id })) });
    const other = jobOf(await press('style', old.id, ada, { preset: 'ink-wash' }));
    expect(orderOf(other).styles).toMatchObject([{ preset: 'ink-wash', weight: 1 }]);
    const wrong = replyOf(await press('style', old.id, ada, { preset: 'nothing like it' }));
    expect(wrong).toMatchObject({ kind: 'refusal', title: 'No such picture' });
  });
});

describe('more', () => {
  it('goes on from the picture, with all else as it was', async () => {
    const { press, stylize, blobs, database } = await openConversation();
    const { id } = jobOf(await stylize({ strength: '60' }));
    const pixels = { width: 24, height: 16, data: new Uint8Array(24 * 16 * 3).fill(99) };
    const blob = await blobs.put(await encodeImage(pixels, { format: 'png' }));
    await database.jobs.start(id, 'slot 1', 'cpu', Date.now());
    await database.jobs.end(id, { state: 'done', endedAt: Date.now(), result: { ...result, blob } });
    const next = jobOf(await press('more', id));
    expect(next).toMatchObject({ parent: id, state: 'queued', address: { message: 7 } });
    expect(orderOf(next)).toMatchObject({ strength: 60, initPicture: { label: id, width: 24, height: 16 } });
  });

  it('is refused where there is no picture, and to others', async () => {
    const { press, stylize } = await openConversation();
    const { id } = jobOf(await stylize());
    expect(replyOf(await press('more', id))).toMatchObject({ kind: 'refusal', title: 'Too late for that' });
    expect(replyOf(await press('more', id, bob))).toMatchObject({ kind: 'refusal', isPrivate: true });
  });
});

describe('again', () => {
  it('is a new seed for one that is done', async () => {
    const { press, finished } = await openConversation(undefined, () => 0.999999999999);
    const old = await finished();
    expect(orderOf(jobOf(await press('again', old.id)))).toMatchObject({ seed: 2 ** 32 - 1, strength: 50 });
  });

  it('is a second try for one that failed or was cancelled, answered where the button was', async () => {
    const { press, finished } = await openConversation();
    for (const state of ['failed', 'cancelled'] as const) {
      const old = await finished(state, { seed: '9' });
      const job = jobOf(await press('again', old.id));
      expect(job).toMatchObject({ parent: old.id, address: { message: 7 } });
      expect(orderOf(job).seed).toBe(9);
    }
  });

  it('is refused while it is not done', async () => {
    const { press, stylize } = await openConversation();
    const { id } = jobOf(await stylize());
    expect(replyOf(await press('again', id))).toMatchObject({ kind: 'refusal', title: 'Too late for that' });
  });
});

describe('the others', () => {
  it('cancel', async () => {
    const { press, stylize, studio } = await openConversation();
    const { id } = jobOf(await stylize());
    const reply = replyOf(await press('cancel', id));
    expect(reply).toMatchObject({ kind: 'answer', title: `${id} is cancelled.`, isPrivate: true });
    expect((await studio.job(id, ada)).state).toBe('cancelled');
    expect(replyOf(await press('cancel', id)).kind).toBe('refusal');
  });

  it('info, for everybody who may see the picture', async () => {
    const { press, finished } = await openConversation();
    const { id } = await finished();
    expect(wordsOf(replyOf(await press('info', id, bob)))).toContain('Harvest');
  });

  it('delete, and then there is nothing to press any more', async () => {
    const { press, finished, database } = await openConversation();
    const { id } = await finished();
    expect(wordsOf(replyOf(await press('delete', id)))).toContain('is gone');
    expect(await database.jobs.get(id)).toBeNull();
    expect(replyOf(await press('info', id)).title).toBe('No such picture');
  });
});

it.each(['cancel', 'stronger', 'hd', 'again', 'delete'] as const)(
  '%s is not for others, and for a moderator it is',
  async (action) => {
    const { press, finished, stylize } = await openConversation();
    const { id } =
      action === 'cancel' ? jobOf(await stylize({ size: '512' })) : await finished('done', { size: '512' });
    expect(replyOf(await press(action, id, bob))).toMatchObject({ kind: 'refusal', title: 'Not yours' });
    expect(replyOf(await press(action, id, stranger))).toMatchObject({ title: 'No such picture' });
    const answer = await press(action, id, mod);
    if (answer.type === 'reply') expect(answer.reply.kind).toBe('answer');
    else expect(answer.job).toMatchObject({ parent: id, requester: mod });
  },
);
