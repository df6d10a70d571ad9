/** What doors remember, by name. */
import type { MarkStore } from '../store.js';
import type { Connection } from './connection.js';

export function createMarkStore({ prepare }: Connection): MarkStore {
  const find = prepare('SELECT value FROM marks WHERE name = ?');
  const set = prepare(
    'INSERT INTO marks (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  return {
    async read(name) {
      return (find.one(name)?.value as string | undefined) ?? null;
    },
    async write(name, value) {
      set.run(name, value);
    },
  };
}
