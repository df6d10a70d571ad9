/** The answers that are owed. Their rows are made with the end of their jobs, in jobs.ts. */
import type { Delivery, DeliveryStore } from '../store.js';
import type { Connection, Row } from './connection.js';
import { packJson, unpackJson } from './job-rows.js';

export function createDeliveryStore({ path, prepare }: Connection): DeliveryStore {
  const find = prepare('SELECT * FROM deliveries WHERE job = ?');
  const owed = prepare("SELECT * FROM deliveries WHERE state = 'owed' ORDER BY rowid");
  const begin = prepare(
    "UPDATE deliveries SET tries = tries + 1 WHERE job = ? AND state = 'owed' RETURNING *",
  );
  const saveReceipt = prepare('UPDATE deliveries SET receipt = ? WHERE job = ?');
  const settle = prepare("UPDATE deliveries SET state = ? WHERE job = ? AND state = 'owed'");

  const toDelivery = (row: Row): Delivery => ({
    job: row.job as string,
    nonce: row.nonce as string,
    receipt: unpackJson(path, row, 'receipt'),
    tries: row.tries as number,
    state: row.state as Delivery['state'],
  });

  return {
    async get(job) {
      const row = find.one(job);
      return row === null ? null : toDelivery(row);
    },
    async owed() {
      return owed.all().map(toDelivery);
    },
    async begin(job) {
      const row = begin.one(job);
      return row === null ? null : toDelivery(row);
    },
    async saveReceipt(job, receipt) {
      saveReceipt.run(packJson(receipt), job);
    },
    async settle(job, state) {
      settle.run(state, job);
    },
  };
}
