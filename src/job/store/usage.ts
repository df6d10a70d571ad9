/** What names a user, for `/privacy`. */
import type { UsageStore } from '../store.js';
import type { Connection } from './connection.js';

export function createUsageStore({ prepare }: Connection): UsageStore {
  // A submission outlives its job, and is the last thing that names who asked.
  const summarize = prepare(
    `SELECT (SELECT count(*) FROM jobs WHERE user = ?1) AS jobs, min(at) AS oldest_at FROM (
       SELECT min(created_at) AS at FROM jobs WHERE user = ?1
       UNION ALL SELECT min(at) FROM submissions WHERE user = ?1)`,
  );
  const forget = prepare('DELETE FROM submissions WHERE user = ? AND at < ?');
  const prune = prepare('DELETE FROM submissions WHERE at < ?');
  return {
    async summarize(user) {
      const row = summarize.one(user)!;
      return { jobs: row.jobs as number, oldestAt: row.oldest_at as number | null };
    },
    async forget(user, dayStart) {
      forget.run(user, dayStart);
    },
    async prune(before) {
      prune.run(before);
    },
  };
}
