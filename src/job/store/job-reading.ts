/** The questions that are asked about jobs. */
import { type JobState, jobStates } from '../job.js';
import type { JobFilter, JobStore } from '../store.js';
import type { Connection, Query, Value } from './connection.js';
import { toJob } from './job-rows.js';

export type JobReading = Pick<
  JobStore,
  | 'get'
  | 'list'
  | 'unfinished'
  | 'count'
  | 'withFiles'
  | 'tenants'
  | 'endedBefore'
  | 'referencedBlobs'
  | 'version'
>;

const defaultLimit = 50;

/** Per field of a filter, what it asks of a row. */
const conditions: Readonly<
  Record<Exclude<keyof JobFilter, 'limit'>, { readonly sql: string; value(filter: JobFilter): Value }>
> = {
  tenant: { sql: 'tenant = ?', value: ({ tenant }) => tenant! },
  user: { sql: 'user = ?', value: ({ user }) => user! },
  states: {
    sql: 'state IN (SELECT value FROM json_each(?))',
    value: ({ states }) => JSON.stringify(states),
  },
};

export function createJobReading(connection: Connection): JobReading {
  const { path, prepare } = connection;
  const find = prepare('SELECT * FROM jobs WHERE id = ?');
  const unfinished = prepare("SELECT * FROM jobs WHERE state IN ('queued', 'running') ORDER BY seq");
  const count = prepare('SELECT state, count(*) AS jobs FROM jobs GROUP BY state');
  // The first two terms, word for word, are those of the index jobs_with_files.
  const withFiles = prepare(
    `SELECT * FROM jobs WHERE (blob IS NOT NULL OR inputs <> '[]') AND ended_at IS NOT NULL
     ORDER BY ended_at, seq LIMIT ?`,
  );
  const tenants = prepare('SELECT DISTINCT tenant FROM jobs');
  const endedBefore = prepare(
    'SELECT * FROM jobs WHERE tenant = ? AND ended_at < ? ORDER BY ended_at, seq LIMIT ?',
  );
  const blobs = prepare(
    `SELECT blob AS hash FROM jobs WHERE (blob IS NOT NULL OR inputs <> '[]') AND blob IS NOT NULL
     UNION SELECT result ->> '$.timelapse.blob' FROM jobs
       WHERE (blob IS NOT NULL OR inputs <> '[]') AND result ->> '$.timelapse.blob' IS NOT NULL
     UNION SELECT value FROM jobs, json_each(jobs.inputs) WHERE (blob IS NOT NULL OR inputs <> '[]')
     UNION SELECT blob FROM own_styles`,
  );
  const version = prepare('PRAGMA data_version');

  // One statement per set of fields in use, made when it is first asked for.
  const lists = new Map<string, Query>();
  const findList = (where: string): Query => {
    const known = lists.get(where);
    if (known !== undefined) return known;
    const made = prepare(`SELECT * FROM jobs ${where} ORDER BY seq DESC LIMIT ?`);
    lists.set(where, made);
    return made;
  };

  return {
    async get(id) {
      const row = find.one(id);
      return row === null ? null : toJob(path, row);
    },
    async list(filter = {}) {
      const { limit = defaultLimit } = filter;
      const asked = Object.entries(conditions).filter(
        ([field]) => filter[field as keyof typeof conditions] !== undefined,
      );
      const where = asked.length === 0 ? '' : `WHERE ${asked.map(([, { sql }]) => sql).join(' AND ')}`;
      const values = asked.map(([, { value }]) => value(filter));
      return findList(where)
        .all(...values, limit)
        .map((row) => toJob(path, row));
    },
    async unfinished() {
      return unfinished.all().map((row) => toJob(path, row));
    },
    async count() {
      const found = new Map(count.all().map((row) => [row.state, row.jobs as number]));
      return Object.fromEntries(jobStates.map((state) => [state, found.get(state) ?? 0])) as Record<
        JobState,
        number
      >;
    },
    async withFiles(limit) {
      return withFiles.all(limit).map((row) => toJob(path, row));
    },
    async tenants() {
      return tenants.all().map(({ tenant }) => tenant as string);
    },
    async endedBefore(tenant, at, limit) {
      return endedBefore.all(tenant, at, limit).map((row) => toJob(path, row));
    },
    async referencedBlobs() {
      return new Set(blobs.all().map(({ hash }) => hash as string));
    },
    async version() {
      return version.one()?.data_version as number;
    },
  };
}
