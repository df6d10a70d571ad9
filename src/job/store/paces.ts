/** What steps have taken. */
import type { PaceRow, PaceStore } from '../store.js';
import type { Connection } from './connection.js';

/** Rows that are kept, those written last: every shape of picture makes one of its own. */
const maxRows = 500;

export function createPaceStore({ prepare, transact }: Connection): PaceStore {
  const read = prepare('SELECT * FROM paces ORDER BY device, recipe, pixels');
  // REPLACE gives the row a new number, so that the lowest are those not written for the longest time.
  const write = prepare(
    'REPLACE INTO paces (device, recipe, pixels, seconds, weight) VALUES (?, ?, ?, ?, ?)',
  );
  const prune = prepare(
    `DELETE FROM paces WHERE rowid <= (SELECT rowid FROM paces ORDER BY rowid DESC LIMIT 1 OFFSET ${maxRows})`,
  );
  return {
    async read() {
      return read.all().map((row) => ({
        device: row.device as PaceRow['device'],
        recipe: row.recipe as string,
        pixels: row.pixels as number,
        seconds: row.seconds as number,
        weight: row.weight as number,
      }));
    },
    async write({ device, recipe, pixels, seconds, weight }) {
      transact('write', () => {
        write.run(device, recipe, pixels, seconds, weight);
        prune.run();
      });
    },
  };
}
