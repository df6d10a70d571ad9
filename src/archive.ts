/** Opens what is kept in the data folder: for the service, and for the terminal's commands beside it. */
import { readdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { planRender } from './engine/plan.js';
import { removeCheckpoint } from './engine/process/checkpoint-file.js';
import { recipes } from './engine/recipe/table.js';
import { createIntake, type Intake } from './intake.js';
import { jobClock } from './job/clock.js';
import { isJobId } from './job/id.js';
import { createSweeper, type Sweeper } from './job/retention.js';
import { createSettings, type Settings } from './job/settings/settings.js';
import { createBlobFolder } from './job/store/blob-folder.js';
import { type DataFolder, prepareDataFolder } from './job/store/data-folder.js';
import { openDatabase } from './job/store/database.js';
import type { Blobs, Database } from './job/store.js';
import type { Log } from './log.js';
import { createOwnStyles, type OwnStyles } from './own-styles.js';
import type { Gallery } from './request/presets.js';

export interface ArchiveParts {
  /** IMPASTO_DATA_DIR. */
  readonly folder: string;
  readonly gallery: Gallery;
  /** MiB of memory that a rendering process may take, now. */
  readonly availableMiB: () => number;
  readonly log: Log;
}

export interface Archive {
  readonly data: DataFolder;
  readonly database: Database;
  readonly blobs: Blobs;
  readonly settings: Settings;
  readonly sweeper: Sweeper;
  readonly intake: Intake;
  readonly ownStyles: OwnStyles;
  /** File of a job's checkpoint. */
  checkpointOf(id: string): string;
  removeCheckpoint(id: string): Promise<void>;
}

const extension = '.checkpoint';

/** @throws StudioError 'storage-broken', 'storage-busy', 'storage-full' or 'file-unwritable'. */
export async function openArchive(parts: ArchiveParts): Promise<Archive> {
  const { folder, gallery, availableMiB, log } = parts;
  const data = await prepareDataFolder(folder);
  const database = await openDatabase({ path: data.database });
  const blobs = createBlobFolder({ folder: data.blobs });
  const settings = createSettings({
    store: database.settings,
    clock: jobClock,
    isRecipe: (name) => Object.hasOwn(recipes, name),
    isPreset: (name) => gallery.lookUp(name, gallery.styles) !== null,
  });
  const checkpoints = createCheckpoints(data.checkpoints);
  const sweeper = createSweeper({
    ...{ ...database, blobs, settings, checkpoints, clock: jobClock, log },
    async freeBytes() {
      const { bavail, bsize } = await statfs(data.blobs);
      return bavail * bsize;
    },
  });
  const common = {
    jobs: database.jobs,
    blobs,
    gallery,
    effective: settings.effective,
    checkRoom: () => sweeper.checkRoom(),
    now: jobClock.wall,
  };
  const ownStyles = createOwnStyles({ ...common, store: database.ownStyles });
  const intake = createIntake({
    ...common,
    ownStyles,
    plan: planRender,
    availableMiB,
  });
  return {
    ...{ data, database, blobs, settings, sweeper, intake, ownStyles },
    checkpointOf: checkpoints.pathOf,
    removeCheckpoint: checkpoints.remove,
  };
}

/** The rendering processes write these; here they are named, found and taken away. */
function createCheckpoints(folder: string) {
  const pathOf = (id: string) => join(folder, `${id}${extension}`);
  return {
    pathOf,
    remove: (id: string) => removeCheckpoint(pathOf(id)),
    /** Ids of the jobs that have one, or a part of one. */
    async list() {
      const names = await readdir(folder);
      return [...new Set(names.map((name) => name.split(extension)[0]!))].filter(isJobId);
    },
  };
}
