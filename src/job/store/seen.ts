/** What doors have taken in already. */
import type { SeenStore } from '../seen.js';
import type { Connection } from './connection.js';

export function createSeenStore({ prepare, transact }: Connection): SeenStore {
  const find = prepare('SELECT 1 AS there FROM seen WHERE name = ?');
  const add = prepare('INSERT INTO seen (name, at) VALUES (?, ?) ON CONFLICT (name) DO NOTHING');
  const remove = prepare('DELETE FROM seen WHERE name = ?');
  const prune = prepare('DELETE FROM seen WHERE at < ?');

  return {
    async claim(names, at) {
      return transact('write', () => {
        if (names.some((name) => find.one(name) !== null)) return false;
        for (const name of names) add.run(name, at);
        return true;
      });
    },
    async forget(names) {
      transact('write', () => {
        for (const name of names) remove.run(name);
      });
    },
    async prune(before) {
      return prune.run(before);
    },
  };
}
