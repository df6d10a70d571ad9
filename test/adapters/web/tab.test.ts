import { expect, test } from 'vitest';
import { createTab } from '../../../src/adapters/web/tab.js';

const frame = (text: string) => Buffer.from(text);

test('a slow reader gets the newest of each, in the order in which they began to wait', async () => {
  let [now, hasLeft] = [0, 0];
  const tab = createTab({ now: () => now, left: () => hasLeft++, drop: () => {} });
  for (const [key, text] of [
    ['a', '1'],
    ['b', '2'],
    ['a', '3'],
    ['b', '4'],
    ['a', '5'],
  ] as const)
    tab.offer(key, frame(text));
  now = 70;
  expect(tab.behindMs()).toBe(70);
  const reader = tab.stream.getReader();
  const next = async () => Buffer.from((await reader.read()).value ?? '').toString();
  expect([await next(), await next()]).toEqual(['5', '4']);
  expect(tab.behindMs()).toBe(0);
  const late = next();
  now = 500;
  tab.offer('c', frame('6'));
  expect(await late).toBe('6');
  tab.offer('c', frame('7'));
  expect(tab.behindMs()).toBe(0);
  tab.end();
  expect([await next(), (await reader.read()).done, hasLeft]).toEqual(['7', true, 1]);
});

test('who leaves is offered nothing more, whether while waiting or not', async () => {
  let hasLeft = 0;
  const tab = createTab({ now: () => 0, left: () => hasLeft++, drop: () => {} });
  const reader = tab.stream.getReader();
  const waiting = reader.read();
  await reader.cancel();
  tab.offer('a', frame('1'));
  expect([(await waiting).done, tab.behindMs(), hasLeft]).toEqual([true, 0, 1]);
});
