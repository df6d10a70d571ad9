import { describe, expect, test } from 'vitest';
import { createTurns } from '../../src/job/turns.js';

const item = (name: string) => {
  const [tenant = '', user = '', number = ''] = name.split(' ');
  return { tenant, user, number };
};
const names = (items: readonly ReturnType<typeof item>[]) =>
  items.map(({ tenant, user, number }) => `${tenant} ${user} ${number}`);

function fill(entries: readonly string[], memory?: number) {
  const turns = createTurns<ReturnType<typeof item>>(memory);
  const items = new Map(entries.map((name) => [name, item(name)]));
  for (const entry of items.values()) turns.push(entry);
  const take = (name: string) => {
    turns.serve(items.get(name)!);
    turns.remove(items.get(name)!);
  };
  return { turns, items, take };
}

describe('turns', () => {
  test('go round the tenants, within them the users, within those by arrival', () => {
    const { turns } = fill(['a x 1', 'a x 2', 'a x 3', 'a y 1', 'b z 1', 'b z 2']);
    expect(names(turns.order())).toEqual(['a x 1', 'b z 1', 'a y 1', 'b z 2', 'a x 2', 'a x 3']);
  });

  test('who was served least recently is next, and who never was is before them', () => {
    const { turns } = fill(['a x 1', 'b y 1', 'c z 1']);
    turns.serve({ tenant: 'a', user: 'x' });
    turns.serve({ tenant: 'b', user: 'other' });
    expect(names(turns.order())).toEqual(['c z 1', 'a x 1', 'b y 1']);
  });

  test('serving goes on as the order said', () => {
    const { turns, take } = fill(['a x 1', 'a x 2', 'b z 1', 'a y 1', 'a y 2', 'b w 1']);
    const planned = names(turns.order());
    const seen: string[] = [];
    for (let k = 0; k < planned.length; k++) {
      const next = names(turns.order())[0]!;
      seen.push(next);
      take(next);
    }
    expect(seen).toEqual(planned);
    expect(turns.order()).toEqual([]);
  });

  test('what is removed is no longer in the order, and removing it again changes nothing', () => {
    const { turns, items } = fill(['a x 1', 'a x 2']);
    turns.remove(items.get('a x 1')!);
    turns.remove(items.get('a x 1')!);
    expect(names(turns.order())).toEqual(['a x 2']);
  });

  test('a stream of people who come for the first time keeps nobody waiting for ever', () => {
    const memory = 10;
    const { turns } = fill(['a patient 1'], memory);
    turns.serve({ tenant: 'a', user: 'patient' });
    let served = 0;
    for (; served < 100; served++) {
      turns.push({ tenant: 'a', user: `new ${served}`, number: '1' });
      const next = turns.order()[0]!;
      turns.serve(next);
      turns.remove(next);
      if (next.user === 'patient') break;
    }
    expect(served).toBeGreaterThan(1);
    expect(served).toBeLessThanOrEqual(memory + 1);
  });
});
