/** A studio on a real database and real files in a temporary folder; attempts do what the test says. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openArchive } from '../src/archive.js';
import { jobClock } from '../src/job/clock.js';
import type { Requester } from '../src/job/job.js';
import { createPace } from '../src/job/pace.js';
import { createPrivacy } from '../src/job/privacy.js';
import type { Run } from '../src/job/run.js';
import { createScheduler } from '../src/job/scheduler.js';
import { createLog } from '../src/log.js';
import { createGallery } from '../src/request/presets.js';
import { createStudio } from '../src/studio.js';

export const ada: Requester = {
  ...{ door: 'discord', tenant: 'guild', user: 'ada', channel: 'art', roles: ['painter'] },
  isModerator: false,
};

export const gallery = await createGallery();
export const photo = { bytes: readFileSync(gallery.find('coffee').file), name: 'My Photo.jpg' } as const;

/** Never begins by itself: what is submitted waits. */
export const idle: Run = async function* wait(_, { signal, suspend }) {
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve());
    suspend.addEventListener('abort', () => resolve());
  });
  if (suspend.aborted) yield { type: 'suspended', step: 0 };
  else yield { type: 'ended', state: 'cancelled', result: null };
};

export async function openStudio(run: Run = idle, availableMiB = 8000) {
  const folder = mkdtempSync(join(tmpdir(), 'impasto-studio-'));
  const log = createLog({ level: 'error', write: (line) => void process.stderr.write(line) });
  const archive = await openArchive({ folder, gallery, availableMiB: () => availableMiB, log });
  const { database, settings } = archive;
  const scheduler = createScheduler({
    ...{ jobs: database.jobs, slots: [{ name: 'slot 1', device: 'cpu' }], run, clock: jobClock, log },
    pace: createPace(database.paces),
    rules: async () => ({ userRunning: 1, maxWaitMinutes: 60, maxRenderMinutes: 60 }),
    fits: () => 0,
    heard: () => undefined,
  });
  const studio = createStudio({
    ...{ ...archive, jobs: database.jobs, scheduler, gallery, recipes: [] },
    privacy: createPrivacy({ ...archive, cancel: scheduler.cancel }),
  });
  onTestFinished(async () => {
    await scheduler.stop();
    await database.close();
    rmSync(folder, { recursive: true });
  });
  const set = (name: string, text: string | null, scope = 'discord/guild') =>
    settings.change({ scope, name, text, by: 'discord/mod' });
  return { ...archive, studio, scheduler, set };
}
