/** What waits for a choice, by the rules alone. */
import { expect, it } from 'vitest';
import { createWaiting, type Expiry } from '../../../src/adapters/chat/waiting.js';
import { createManualClock } from '../../fakes/manual-clock.js';

function open(limits: { readonly maxCount?: number; readonly maxBytes?: number } = {}) {
  const clock = createManualClock();
  const gone: (readonly [string, Expiry])[] = [];
  let drawn = 0;
  const waiting = createWaiting<string>({
    ...{ clock, lifeMs: 1000, maxCount: 3, maxBytes: 100, ...limits },
    random: () => (drawn++ % 36) / 36,
    expired: (value, why) => gone.push([value, why]),
  });
  return { clock, gone, waiting };
}

it('is found by its name until its time is over', async () => {
  const { clock, gone, waiting } = open();
  const name = waiting.keep('a', 1);
  expect(name).toMatch(/^[a-z0-9]{12}$/);
  await clock.pass(999);
  expect(waiting.find(name)).toBe('a');
  await clock.pass(1);
  expect(waiting.find(name)).toBeNull();
  expect(waiting.take(name)).toBeNull();
  expect(gone).toEqual([['a', 'late']]);
});

it('no two have the same name, however chance repeats itself', () => {
  const { waiting } = open();
  const names = [waiting.keep('a', 1), waiting.keep('b', 1), waiting.keep('c', 1)];
  expect(new Set(names).size).toBe(3);
});

it('the oldest make room for new ones: by their number, and by their bytes', () => {
  const { gone, waiting } = open();
  for (const value of ['a', 'b', 'c', 'd']) waiting.keep(value, 1);
  expect(gone).toEqual([['a', 'room']]);
  const last = waiting.keep('e', 99);
  expect(gone.map(([value]) => value)).toEqual(['a', 'b', 'c']);
  expect(waiting.find(last)).toBe('e');
});

it('what is taken is not taken twice, and is not there any more when it is finished', async () => {
  const { clock, gone, waiting } = open();
  const name = waiting.keep('a', 1);
  const taken = waiting.take(name)!;
  expect(taken.value).toBe('a');
  expect(waiting.take(name)).toBeNull();
  taken.finish();
  taken.giveBack();
  expect(waiting.find(name)).toBeNull();
  await clock.pass(2000);
  expect(gone).toEqual([]);
  expect(clock.alarms).toBe(0);
});

it('what is given back can be taken again; where its time is over by then, it goes then', async () => {
  const { clock, gone, waiting } = open();
  const name = waiting.keep('a', 1);
  waiting.take(name)!.giveBack();
  const again = waiting.take(name)!;
  await clock.pass(1500);
  expect(gone).toEqual([]);
  again.giveBack();
  expect(gone).toEqual([['a', 'late']]);
  expect(waiting.find(name)).toBeNull();
});

it('what is taken does not make room', () => {
  const { gone, waiting } = open({ maxCount: 2 });
  const taken = waiting.take(waiting.keep('a', 1))!;
  waiting.keep('b', 1);
  waiting.keep('c', 1);
  expect(gone).toEqual([['b', 'room']]);
  expect(taken.value).toBe('a');
});

it('closes without a word', async () => {
  const { clock, gone, waiting } = open();
  const name = waiting.keep('a', 1);
  waiting.close();
  expect(waiting.find(name)).toBeNull();
  await clock.pass(2000);
  expect(gone).toEqual([]);
});
