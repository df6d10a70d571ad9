/** Settings by scope, every change of them, and whom the operator keeps out. */
import type { SettingChange, SettingStore } from '../store.js';
import { toBlock } from './admission.js';
import type { Connection, Row } from './connection.js';

function toChange(row: Row): SettingChange {
  return {
    scope: row.scope as string,
    name: row.name as string,
    old: row.old_value as string | null,
    new: row.new_value as string | null,
    by: row.changed_by as string,
    at: row.changed_at as number,
  };
}

export function createSettingStore({ prepare, transact }: Connection): SettingStore {
  const read = prepare('SELECT name, value FROM settings WHERE scope = ? ORDER BY name');
  const find = prepare('SELECT value FROM settings WHERE scope = ? AND name = ?');
  const set = prepare(
    `INSERT INTO settings (scope, name, value) VALUES (?, ?, ?)
     ON CONFLICT (scope, name) DO UPDATE SET value = excluded.value`,
  );
  const unset = prepare('DELETE FROM settings WHERE scope = ? AND name = ?');
  const record = prepare(
    `INSERT INTO setting_changes (scope, name, old_value, new_value, changed_by, changed_at)
     VALUES (?, ?, ?, ?, ?, ?) RETURNING *`,
  );
  const audit = prepare('SELECT * FROM setting_changes WHERE scope = ? ORDER BY seq DESC LIMIT ?');
  const blocks = prepare('SELECT * FROM blocks ORDER BY blocked_at, kind, key');
  const block = prepare(
    `INSERT INTO blocks (kind, key, reason, blocked_by, blocked_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (kind, key) DO UPDATE
     SET reason = excluded.reason, blocked_by = excluded.blocked_by, blocked_at = excluded.blocked_at`,
  );
  const unblock = prepare('DELETE FROM blocks WHERE kind = ? AND key = ?');

  return {
    async read(scope) {
      return Object.fromEntries(read.all(scope).map(({ name, value }) => [name, value as string]));
    },
    async write({ scope, name, new: value, by, at }) {
      return transact('write', () => {
        const old = find.one(scope, name)?.value ?? null;
        if (value === null) unset.run(scope, name);
        else set.run(scope, name, value);
        return toChange(record.one(scope, name, old, value, by, at)!);
      });
    },
    async audit(scope, limit) {
      return audit.all(scope, limit).map(toChange);
    },
    async blocks() {
      return blocks.all().map(toBlock);
    },
    async block({ kind, key, reason, by, at }) {
      block.run(kind, key, reason, by, at);
    },
    async unblock(kind, key) {
      return unblock.run(kind, key) > 0;
    },
  };
}
