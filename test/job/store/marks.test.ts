import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeFolder, open } from './fixture/store.js';

it('keeps what a door remembers from one start to the next, by name', async () => {
  const path = join(await makeFolder(), 'impasto.db');
  const first = await open(path);
  expect(await first.marks.read('discord/commands')).toBeNull();
  await first.marks.write('discord/commands', 'one');
  await first.marks.write('discord/guild', '');
  await first.marks.write('discord/commands', 'two');
  await first.close();
  const { marks } = await open(path);
  expect(await marks.read('discord/commands')).toBe('two');
  expect(await marks.read('discord/guild')).toBe('');
  expect(await marks.read('discord')).toBeNull();
});
