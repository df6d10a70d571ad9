/** The layout of the database, as the steps that lead to it. A step that was released is never changed: add another. */
import { StudioError } from '../../errors.js';
import type { Connection } from './connection.js';
import { enforceTransitions } from './state-trigger.js';

/**
 * In order; how many were done is the file's `user_version`. Times are milliseconds since 1970; columns that hold JSON
 * say so. `tenant` and `user` are the keys of job.ts. What is only read back as a whole stays JSON.
 */
export const migrations: readonly string[] = [
  `
  -- seq is the order of admission: the clock may be set back, this is not.
  CREATE TABLE jobs (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled', 'expired')),
    tenant TEXT NOT NULL,
    user TEXT NOT NULL,
    requester TEXT NOT NULL, -- JSON
    job_order TEXT NOT NULL, -- JSON
    inputs TEXT NOT NULL, -- JSON, hashes
    recipe TEXT NOT NULL,
    work TEXT NOT NULL, -- JSON
    size INTEGER NOT NULL,
    notes TEXT NOT NULL, -- JSON
    address TEXT, -- JSON
    parent TEXT,
    created_at INTEGER NOT NULL,
    started_at INTEGER,
    ended_at INTEGER,
    slot TEXT,
    device TEXT,
    deaths INTEGER NOT NULL DEFAULT 0,
    stalls INTEGER NOT NULL DEFAULT 0,
    checkpoint_step INTEGER NOT NULL DEFAULT 0,
    cancelled_by TEXT,
    blob TEXT, -- hash of the result's file
    result TEXT, -- JSON, without the blob
    failure TEXT, -- JSON
    CHECK ((ended_at IS NULL) = (state IN ('queued', 'running')))
  ) STRICT;
  CREATE INDEX jobs_by_state ON jobs (state, tenant, user);
  CREATE INDEX jobs_by_tenant ON jobs (tenant);
  CREATE INDEX jobs_by_user ON jobs (user);
  CREATE INDEX jobs_with_files ON jobs (ended_at) WHERE blob IS NOT NULL OR inputs <> '[]';

  -- Who asked when, for the day's limit and the pause between two: outlives the job's row. counts = 0: it failed.
  CREATE TABLE submissions (
    job TEXT PRIMARY KEY,
    tenant TEXT NOT NULL,
    user TEXT NOT NULL,
    at INTEGER NOT NULL,
    counts INTEGER NOT NULL DEFAULT 1 CHECK (counts IN (0, 1))
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX submissions_by_user ON submissions (user, tenant, at, counts);
  CREATE INDEX submissions_by_time ON submissions (at);

  CREATE TABLE deliveries (
    job TEXT PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
    nonce TEXT NOT NULL,
    receipt TEXT, -- JSON
    tries INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'owed' CHECK (state IN ('owed', 'delivered', 'given-up'))
  ) STRICT;
  CREATE INDEX deliveries_owed ON deliveries (state) WHERE state = 'owed';

  CREATE TABLE settings (
    scope TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (scope, name)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE setting_changes (
    seq INTEGER PRIMARY KEY,
    scope TEXT NOT NULL,
    name TEXT NOT NULL,
    old_value TEXT,
    new_value TEXT,
    changed_by TEXT NOT NULL,
    changed_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX setting_changes_by_scope ON setting_changes (scope);
  CREATE TABLE blocks (
    kind TEXT NOT NULL CHECK (kind IN ('user', 'tenant')),
    key TEXT NOT NULL,
    reason TEXT NOT NULL,
    blocked_by TEXT NOT NULL,
    blocked_at INTEGER NOT NULL,
    PRIMARY KEY (kind, key)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE paces (
    device TEXT NOT NULL,
    recipe TEXT NOT NULL,
    pixels INTEGER NOT NULL,
    seconds REAL NOT NULL,
    weight REAL NOT NULL,
    PRIMARY KEY (device, recipe, pixels)
  ) STRICT;
  `,
  `
  ALTER TABLE jobs ADD COLUMN is_private INTEGER NOT NULL DEFAULT 0 CHECK (is_private IN (0, 1));

  -- A tenant's own presets, beside those of the package.
  CREATE TABLE own_styles (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    blob TEXT NOT NULL, -- hash of the picture's file
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    added_by TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    PRIMARY KEY (tenant, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX own_styles_by_user ON own_styles (added_by);

  -- What a door remembers from one start to the next, by name.
  CREATE TABLE marks (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  `
  -- What workspaces granted to a chat's application: sealed JSON.
  CREATE TABLE installations (key TEXT PRIMARY KEY, sealed TEXT NOT NULL) STRICT, WITHOUT ROWID;

  -- What a door has taken in already, by hashed names.
  CREATE TABLE seen (name TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX seen_by_time ON seen (at);
  `,
];

/**
 * Brings the file to the newest layout, each step in a transaction of its own.
 * @throws StudioError 'storage-broken' for a file of a newer layout, or of another program.
 */
export function migrate(connection: Connection, steps: readonly string[] = migrations): void {
  const refuse = (detail: string) => new StudioError('storage-broken', { path: connection.path, detail });
  const readVersion = connection.prepare('PRAGMA user_version');
  const countTables = connection.prepare('SELECT count(*) AS tables FROM sqlite_schema');
  const version = () => Number(readVersion.one()?.user_version ?? 0);
  // Why in one transaction: another process may be making the tables at this moment.
  const found = connection.transact('read', () => ({
    version: version(),
    tables: countTables.one()?.tables,
  }));
  if (found.version > steps.length) {
    throw refuse(
      `a newer Impasto wrote it (layout ${found.version}, this one knows ${steps.length}); update this one`,
    );
  }
  if (found.version === 0 && found.tables !== 0) throw refuse('another program wrote it');
  for (const [index, step] of steps.entries()) {
    if (version() > index) continue;
    connection.transact('write', () => {
      // Why again: another process may have done the same step since.
      if (version() === index) connection.exec(`${step}; PRAGMA user_version = ${index + 1}`);
    });
  }
  enforceTransitions(connection);
}
