/** The state machine in SQL: a database that refuses what states.ts does not allow, whoever writes to it. */
import { type JobState, jobStates } from '../job.js';
import { transitions } from '../states.js';
import type { Connection } from './connection.js';

const quote = (states: readonly JobState[]) => states.map((state) => `'${state}'`).join(', ');

const legal = jobStates
  .filter((from) => transitions[from].length > 0)
  .map((from) => `(OLD.state = '${from}' AND NEW.state IN (${quote(transitions[from])}))`)
  .join(' OR ');

const triggers: Readonly<Record<string, string>> = {
  jobs_state_changes: `CREATE TRIGGER jobs_state_changes BEFORE UPDATE OF state ON jobs WHEN NOT (${legal})
    BEGIN SELECT RAISE(ABORT, 'illegal change of a job''s state'); END`,
  jobs_state_begins: `CREATE TRIGGER jobs_state_begins BEFORE INSERT ON jobs WHEN NEW.state <> 'queued'
    BEGIN SELECT RAISE(ABORT, 'a job begins queued'); END`,
};

/** Puts the triggers in place of those that an older table of transitions made. */
export function enforceTransitions(connection: Connection): void {
  const find = connection.prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?");
  for (const [name, sql] of Object.entries(triggers)) {
    if (find.one(name)?.sql === sql) continue;
    connection.transact('write', () => connection.exec(`DROP TRIGGER IF EXISTS ${name}; ${sql}`));
  }
}
