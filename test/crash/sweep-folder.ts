/** Sweeps a data folder that no bot serves, as the terminal's commands open it. */
import { openArchive } from '../../src/archive.js';
import { findPackageRoot } from '../../src/assets.js';
import { createLog } from '../../src/log.js';
import { createGallery } from '../../src/request/presets.js';

export async function sweepFolder(folder: string): Promise<void> {
  const archive = await openArchive({
    folder,
    gallery: await createGallery(findPackageRoot()),
    availableMiB: () => Number.POSITIVE_INFINITY,
    log: createLog({ level: 'error', write: (line) => void process.stderr.write(line) }),
  });
  try {
    await archive.sweeper.sweep(new AbortController().signal);
  } finally {
    await archive.database.close();
  }
}
