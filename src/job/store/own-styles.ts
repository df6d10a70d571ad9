/** Presets that tenants added. */
import type { OwnStyle, OwnStyleStore } from '../own-style.js';
import type { Connection, Row } from './connection.js';

const toStyle = (row: Row): OwnStyle => ({
  tenant: row.tenant as string,
  id: row.id as string,
  title: row.title as string,
  blob: row.blob as string,
  width: row.width as number,
  height: row.height as number,
  by: row.added_by as string,
  at: row.added_at as number,
});

export function createOwnStyleStore({ prepare, transact }: Connection): OwnStyleStore {
  const list = prepare('SELECT * FROM own_styles WHERE tenant = ? ORDER BY added_at, id');
  const listOf = prepare('SELECT * FROM own_styles WHERE added_by = ? ORDER BY added_at, tenant, id');
  const add = prepare(
    `REPLACE INTO own_styles (tenant, id, title, blob, width, height, added_by, added_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = prepare('DELETE FROM own_styles WHERE tenant = ? AND id = ? RETURNING *');
  const removeOf = prepare('DELETE FROM own_styles WHERE added_by = ? RETURNING *');
  const read = (tenant: string) => list.all(tenant).map(toStyle);

  return {
    async list(tenant) {
      return read(tenant);
    },
    async listOf(user) {
      return listOf.all(user).map(toStyle);
    },
    async add({ tenant, id, title, blob, width, height, by, at }, check) {
      transact('write', () => {
        check(read(tenant));
        add.run(tenant, id, title, blob, width, height, by, at);
      });
    },
    async remove(tenant, id) {
      const row = remove.one(tenant, id);
      return row === null ? null : toStyle(row);
    },
    async removeOf(user) {
      return removeOf.all(user).map(toStyle);
    },
  };
}
