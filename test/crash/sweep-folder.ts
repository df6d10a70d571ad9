/** Sweeps a data folder that no bot serves, as if its sweeper had been up for some hours. */
import { openArchive } from '../../src/archive.js';
import { findPackageRoot } from '../../src/assets.js';
import { createLog } from '../../src/log.js';
import { createGallery } from '../../src/request/presets.js';

/** Long enough that files are nobody's work in progress any more, and that the clock is believed. */
const laterMs = 3 * 3600_000;

/** Runs `act` with both of this process's clocks in its hand: it says how far they have gone on. */
async function withClocks(act: (goOn: (ms: number) => void) => Promise<void>): Promise<void> {
  const [wall, steady] = [Date.now, performance.now];
  let passed = 0;
  Date.now = () => wall() + passed;
  performance.now = () => steady.call(performance) + passed;
  try {
    await act((ms) => {
      passed += ms;
    });
  } finally {
    Date.now = wall;
    performance.now = steady;
  }
}

export function sweepFolder(folder: string): Promise<void> {
  return withClocks(async (goOn) => {
    const archive = await openArchive({
      folder,
      gallery: await createGallery(findPackageRoot()),
      availableMiB: () => Number.POSITIVE_INFINITY,
      log: createLog({ level: 'warn', write: (line) => void process.stderr.write(line) }),
    });
    try {
      goOn(laterMs);
      await archive.sweeper.sweep(new AbortController().signal);
    } finally {
      await archive.database.close();
    }
  });
}
