/** What comes again: at once, later, after a restart. */
import type { ReceiverEvent } from '@slack/bolt';
import { expect, it, vi } from 'vitest';
import { createOnce, keepPruning, namesOf } from '../../../../src/adapters/slack/once.js';
import type { SeenStore } from '../../../../src/job/seen.js';
import { createLog } from '../../../../src/log.js';
import { createManualClock, settle } from '../../../fakes/manual-clock.js';
import { openFresh } from '../../../job/store/fixture/store.js';

const log = createLog({ level: 'error', write: () => undefined });

async function open(store?: SeenStore) {
  const clock = createManualClock(1_800_000_000_000);
  const seen = store ?? (await openFresh()).seen;
  const once = createOnce({ store: seen, clock, log });
  const ran: ReceiverEvent['body'][] = [];
  /** @param act what is done with it; default: it is acknowledged. */
  const send = (body: object, envelopeId?: string, act = (event: ReceiverEvent) => event.ack()) => {
    const ack = vi.fn(async (_response?: unknown) => undefined);
    const event = { body, ack, ...(envelopeId === undefined ? {} : { customProperties: { envelopeId } }) };
    const done = once(event as ReceiverEvent, async (one) => {
      ran.push(one.body);
      await act(one);
    });
    return { ack, done };
  };
  return { clock, seen, once, ran, send };
}

const submission = (trigger: string, hash = 'h1') => ({
  ...{ type: 'view_submission', trigger_id: trigger },
  view: { id: 'V1', hash },
});
const errors = { response_action: 'errors', errors: { size: 'too large' } };

it.each([
  ['an envelope', [{ type: 'shortcut' }, 'e1'], [{ type: 'shortcut' }, 'e1']],
  ['an event', [{ event_id: 'Ev1' }, 'e1'], [{ event_id: 'Ev1' }, 'e2']],
  ['a trigger', [{ trigger_id: 't1' }], [{ trigger_id: 't1' }]],
  ['a form', [submission('t1')], [submission('t2')]],
] as const)('does %s once, and acknowledges it twice', async (_, [first, one], [again, other]) => {
  const { send, ran } = await open();
  const firstly = send(first, one);
  await firstly.done;
  const secondly = send(again, other);
  await secondly.done;
  expect(ran).toEqual([first]);
  expect(firstly.ack).toHaveBeenCalledTimes(1);
  expect(secondly.ack).toHaveBeenCalledTimes(1);
});

it('does what is another each time', async () => {
  const { send, ran } = await open();
  const bodies = [
    ...[{ trigger_id: 't1' }, { trigger_id: 't2' }, { event_id: 'Ev1' }],
    ...[submission('t3'), submission('t4', 'h2')],
  ];
  for (const [k, body] of bodies.entries()) await send(body, `e${k}`).done;
  expect(ran).toEqual(bodies);
});

it('answers questions while somebody types, as often as they come', async () => {
  const { send, ran } = await open();
  const body = { type: 'block_suggestion', trigger_id: 't1' };
  await send(body, 'e1').done;
  await send(body, 'e1').done;
  expect(ran).toHaveLength(2);
});

it('gives a twin the same answer, when there is one', async () => {
  const { send, ran } = await open();
  let answer: () => void = () => undefined;
  const thinking = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const first = send(submission('t1'), 'e1', async (event) => {
    await thinking;
    await event.ack(errors);
  });
  const twin = send(submission('t1'), 'e1');
  await settle();
  expect(twin.ack).not.toHaveBeenCalled();
  answer();
  await Promise.all([first.done, twin.done]);
  expect(twin.ack.mock.calls).toEqual([[errors]]);
  expect(ran).toHaveLength(1);
});

it.each(['errors', 'update', 'push'])('takes a form again that stays open: %s', async (response_action) => {
  const { send, ran } = await open();
  await send(submission('t1'), 'e1', (event) => event.ack({ response_action } as never)).done;
  await send(submission('t1'), 'e1').done;
  expect(ran).toHaveLength(1);
  await send(submission('t2'), 'e2').done;
  expect(ran).toHaveLength(2);
  await send(submission('t3'), 'e3').done;
  expect(ran).toHaveLength(2);
});

it('knows it again after a restart', async () => {
  const { seen, send } = await open();
  await send({ event_id: 'Ev1' }, 'e1').done;
  const later = await open(seen);
  const again = later.send({ event_id: 'Ev1' }, 'e9');
  await again.done;
  expect(later.ran).toEqual([]);
  expect(again.ack.mock.calls).toEqual([[]]);
});

it('takes a form again whose answer a program died over, and no other', async () => {
  const { seen, send } = await open();
  let isBegun = false;
  const dying = send(submission('t1'), 'e1', async () => {
    isBegun = true;
    await new Promise(() => undefined);
  });
  await expect.poll(() => isBegun).toBe(true);
  expect(dying.ack).not.toHaveBeenCalled();
  const later = await open(seen);
  await later.send(submission('t1'), 'e1').done;
  expect(later.ran).toEqual([]);
  await later.send(submission('t2'), 'e2').done;
  await later.send(submission('t3'), 'e3').done;
  expect(later.ran).toEqual([submission('t2')]);
});

it('does it again where nobody heard the acknowledgement', async () => {
  const { send, ran, once } = await open();
  const broken = {
    body: { event_id: 'Ev1' },
    ack: async () => {
      throw new Error('the connection is lost');
    },
  } as unknown as ReceiverEvent;
  const lost = once(broken, async (event) => {
    await settle();
    await event.ack();
  });
  const waiting = send({ event_id: 'Ev1' });
  await expect(lost).rejects.toThrow('lost');
  await waiting.done;
  expect(ran).toHaveLength(1);
});

it('says nothing to a twin of what nobody acknowledged', async () => {
  const { send, ran } = await open();
  const first = send({ trigger_id: 't1' }, 'e1', async () => undefined);
  const twin = send({ trigger_id: 't1' }, 'e1');
  await Promise.all([first.done, twin.done]);
  expect(ran).toHaveLength(1);
  expect(twin.ack).not.toHaveBeenCalled();
});

it('goes on where nothing can be noted down', async () => {
  const full = async () => {
    throw new Error('disk full');
  };
  const { send, ran } = await open({ claim: full, forget: full, prune: full });
  await send(submission('t1'), 'e1', (event) => event.ack(errors)).done;
  expect(ran).toHaveLength(1);
});

it('keeps no trigger as it is', async () => {
  const { all } = namesOf(submission('123.456.secret'), 'e1');
  expect(all).toHaveLength(3);
  expect(all.join()).not.toMatch(/secret|V1|e1/);
  expect(new Set(all).size).toBe(3);
});

it('forgets after a day', async () => {
  const { clock, seen, send, ran } = await open();
  const stop = keepPruning({ store: seen, clock, log });
  await send({ event_id: 'Ev1' }).done;
  await clock.pass(23 * 3_600_000);
  await send({ event_id: 'Ev1' }).done;
  expect(ran).toHaveLength(1);
  await clock.pass(2 * 3_600_000);
  await send({ event_id: 'Ev1' }).done;
  expect(ran).toHaveLength(2);
  stop();
  expect(clock.alarms).toBe(0);
});
