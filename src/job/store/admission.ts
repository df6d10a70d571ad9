/** Letting a job in: the census of who is there already, the check, and the row, in one transaction. */
import { newJobId } from '../id.js';
import { type Requester, tenantKey, userKey } from '../job.js';
import type { Block, Census, JobStore } from '../store.js';
import type { Connection, Row } from './connection.js';
import { draftColumns, toJob } from './job-rows.js';

export type Admission = Pick<JobStore, 'admit' | 'census'>;

/** Milliseconds after which a submission is of no use to any limit: the longest of them is a day. */
const submissionLifeMs = 2 * 24 * 60 * 60 * 1000;

/** Draws of an id before giving up: among a million jobs, one draw in six is taken. */
const maxDraws = 100;

export function toBlock(row: Row): Block {
  return {
    kind: row.kind as Block['kind'],
    key: row.key as string,
    reason: row.reason as string,
    by: row.blocked_by as string,
    at: row.blocked_at as number,
  };
}

/** @param random 0 up to, but without, 1. */
export function createAdmission(connection: Connection, random: () => number): Admission {
  const { path, prepare, transact } = connection;
  const present = prepare(
    `SELECT count(*) FILTER (WHERE state = 'queued') AS queued,
       count(*) FILTER (WHERE state = 'queued' AND tenant = ?1) AS tenants,
       count(*) FILTER (WHERE state = 'queued' AND user = ?2) AS users,
       count(*) FILTER (WHERE state = 'running' AND user = ?2) AS running
     FROM jobs WHERE state IN ('queued', 'running')`,
  );
  const submitted = prepare(
    `SELECT count(*) FILTER (WHERE at >= ?3 AND counts = 1) AS today, max(at) AS last_at
     FROM submissions WHERE user = ?2 AND tenant = ?1`,
  );
  // A user's own block is the one to tell of where there are both.
  const blocked = prepare(
    `SELECT * FROM blocks WHERE (kind = 'tenant' AND key = ?1) OR (kind = 'user' AND key = ?2)
     ORDER BY kind DESC LIMIT 1`,
  );
  const isTaken = prepare(
    'SELECT 1 FROM jobs WHERE id = ?1 UNION ALL SELECT 1 FROM submissions WHERE job = ?1',
  );
  const submit = prepare('INSERT INTO submissions (job, tenant, user, at) VALUES (?, ?, ?, ?)');
  const prune = prepare('DELETE FROM submissions WHERE at < ?');
  let insert: ReturnType<typeof prepare> | null = null;

  const take = (requester: Requester, dayStart: number): Census => {
    const keys = [tenantKey(requester), userKey(requester)] as const;
    const here = present.one(...keys)!;
    const past = submitted.one(...keys, dayStart)!;
    const block = blocked.one(...keys);
    return {
      waiting: { all: here.queued as number, tenant: here.tenants as number, user: here.users as number },
      running: here.running as number,
      today: past.today as number,
      lastAt: past.last_at as number | null,
      block: block === null ? null : toBlock(block),
    };
  };

  const drawId = (): string => {
    for (let draw = 0; draw < maxDraws; draw++) {
      const id = newJobId(random);
      if (isTaken.one(id) === null) return id;
    }
    throw new RangeError(`Expected \`random\` to give a free id, got ${maxDraws} that are taken`);
  };

  return {
    async admit(draft, at, dayStart, check) {
      return transact('write', () => {
        check(take(draft.requester, dayStart));
        const columns = draftColumns(drawId(), draft, at);
        const names = Object.keys(columns);
        insert ??= prepare(
          `INSERT INTO jobs (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')}) RETURNING *`,
        );
        const row = insert.one(...Object.values(columns))!;
        submit.run(row.id!, row.tenant!, row.user!, at);
        prune.run(Math.min(dayStart, at - submissionLifeMs));
        return toJob(path, row);
      });
    },
    async census(requester, dayStart) {
      return transact('read', () => take(requester, dayStart));
    },
  };
}
