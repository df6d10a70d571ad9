/** What workspaces granted, sealed. */
import type { InstallationStore } from '../installation.js';
import type { Connection } from './connection.js';

export function createInstallationStore({ prepare }: Connection): InstallationStore {
  const find = prepare('SELECT sealed FROM installations WHERE key = ?');
  const write = prepare(
    'INSERT INTO installations (key, sealed) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET sealed = excluded.sealed',
  );
  const replace = prepare('UPDATE installations SET sealed = ? WHERE key = ? AND sealed = ?');
  const remove = prepare('DELETE FROM installations WHERE key = ?');

  return {
    async read(key) {
      return (find.one(key)?.sealed as string | undefined) ?? null;
    },
    async write(key, sealed) {
      write.run(key, sealed);
    },
    async replace(key, old, sealed) {
      return replace.run(sealed, key, old) > 0;
    },
    async remove(key) {
      return remove.run(key) > 0;
    },
  };
}
