/** What becomes of jobs after they were let in. Every change of state compares and sets: who comes second changes nothing. */
import type { FinalState, JobState } from '../job.js';
import { isFinal, statesBefore, transitions } from '../states.js';
import type { JobStore } from '../store.js';
import { createAdmission } from './admission.js';
import type { Connection, Query } from './connection.js';
import { createJobReading } from './job-reading.js';
import { packJson, packResult, toJob } from './job-rows.js';

const quote = (states: readonly JobState[]) => states.map((state) => `'${state}'`).join(', ');
const finalStates = (Object.keys(transitions) as JobState[]).filter(isFinal);

/** 24 letters and digits: a name for an answer that no other has. */
function drawNonce(random: () => number): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
  return Array.from({ length: 24 }, () => letters[Math.floor(random() * letters.length)]).join('');
}

/** @param random 0 up to, but without, 1: ids and nonces are drawn with it. */
export function createJobStore(connection: Connection, random: () => number): JobStore {
  const { path, prepare, transact } = connection;
  /** Puts a job in state `to` where the table of transitions lets it, and gives the row back. */
  const change = (to: JobState, columns: string) =>
    prepare(
      `UPDATE jobs SET state = '${to}', ${columns} WHERE id = ? AND state IN (${quote(statesBefore(to))})
       RETURNING *`,
    );
  const start = change('running', 'slot = ?, device = ?, started_at = COALESCE(started_at, ?)');
  const requeue = change('queued', 'deaths = deaths + ?, stalls = stalls * ? + ?');
  const ends = Object.fromEntries(
    finalStates.map((state) => [
      state,
      change(
        state,
        'ended_at = ?, blob = ?, result = ?, failure = ?, cancelled_by = COALESCE(?, cancelled_by), deaths = deaths + ?',
      ),
    ]),
  ) as Readonly<Record<FinalState, Query>>;
  const owe = prepare('INSERT INTO deliveries (job, nonce) VALUES (?, ?)');
  const forgive = prepare('UPDATE submissions SET counts = 0 WHERE job = ?');
  const checkpoint = prepare(
    'UPDATE jobs SET stalls = iif(? > checkpoint_step, 0, stalls), checkpoint_step = ? WHERE id = ?',
  );
  const wishCancel = prepare(
    "UPDATE jobs SET cancelled_by = COALESCE(cancelled_by, ?) WHERE id = ? AND state = 'running'",
  );
  const addNote = prepare("UPDATE jobs SET notes = json_insert(notes, '$[#]', json(?)) WHERE id = ?");
  const setAddress = prepare('UPDATE jobs SET address = ? WHERE id = ?');
  const forgetFiles = prepare(
    `UPDATE jobs SET blob = NULL, inputs = '[]', result = json_remove(result, '$.timelapse')
     WHERE id = ? AND ended_at IS NOT NULL`,
  );
  const remove = prepare(
    'DELETE FROM jobs WHERE id IN (SELECT value FROM json_each(?)) AND ended_at IS NOT NULL',
  );

  return {
    ...createAdmission(connection, random),
    ...createJobReading(connection),
    async start(id, slot, device, at) {
      const row = start.one(slot, device, at, id);
      return row === null ? null : toJob(path, row);
    },
    async requeue(id, { death, stall }) {
      const row = requeue.one(death ? 1 : 0, stall === 'reset' ? 0 : 1, stall === 'count' ? 1 : 0, id);
      return row === null ? null : toJob(path, row);
    },
    async end(id, { state, endedAt, result, failure, cancelledBy, death }) {
      const packed = packResult(result);
      return transact('write', () => {
        const row = ends[state].one(
          endedAt,
          packed.blob,
          packed.result,
          packJson(failure),
          cancelledBy ?? null,
          death ? 1 : 0,
          id,
        );
        if (row === null) return null;
        if (row.address !== null) owe.run(id, drawNonce(random));
        if (state === 'failed') forgive.run(id);
        return toJob(path, row);
      });
    },
    async checkpointed(id, step) {
      checkpoint.run(step, step, id);
    },
    async wishCancel(id, by) {
      return wishCancel.run(by, id) > 0;
    },
    async addNote(id, note) {
      addNote.run(JSON.stringify(note), id);
    },
    async setAddress(id, address) {
      setAddress.run(packJson(address), id);
    },
    async forgetFiles(id) {
      forgetFiles.run(id);
    },
    async remove(ids) {
      remove.run(JSON.stringify(ids));
    },
  };
}
