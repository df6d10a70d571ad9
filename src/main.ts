/**
 * `impasto serve`: composes everything that outlives one picture, and owns nothing. In order: the data folder and its
 * lock, what is kept, rendering processes, the studio, the doors, the queue, the answers owed from before; out in the
 * opposite order and within ten seconds.
 */
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { openArchive } from './archive.js';
import { assetFolders } from './assets.js';
import type { Config } from './config.js';
import type { Conversation } from './conversation/conversation.js';
import { createConversation } from './conversation/create-conversation.js';
import { recipes } from './engine/recipe/table.js';
import { jobClock } from './job/clock.js';
import type { Courier } from './job/courier.js';
import { createDeliveries } from './job/deliveries.js';
import type { InstallationStore } from './job/installation.js';
import type { Door } from './job/job.js';
import { createPace } from './job/pace.js';
import { createPrivacy } from './job/privacy.js';
import { createScheduler, type QueueRules } from './job/scheduler.js';
import type { SeenStore } from './job/seen.js';
import type { EffectiveSettings } from './job/settings/table.js';
import { prepareDataFolder } from './job/store/data-folder.js';
import { lockDataFolder } from './job/store/lock.js';
import type { MarkStore } from './job/store.js';
import type { Log } from './log.js';
import { logEvent } from './operation/event-log.js';
import { openHealthServer } from './operation/health-server.js';
import { createLoopDelayMeter } from './operation/loop-delay.js';
import { createMetrics } from './operation/metrics.js';
import { createPainter } from './painter.js';
import { longSideAfterDeath } from './request/memory.js';
import { createGallery } from './request/presets.js';
import { createSlots } from './slots.js';
import { createStudio, type Studio } from './studio.js';
import { readAvailableMiB, readResidentMiB } from './tools/machine.js';

/** What a door is handed when the service opens it. */
export interface DoorParts {
  readonly studio: Studio;
  /** What people say, and what is answered: the same at every door. */
  readonly conversation: Conversation;
  readonly config: Config;
  readonly version: string;
  /** The package's root folder. */
  readonly root: string;
  /** What the door remembers from one start to the next. */
  readonly marks: MarkStore;
  /** What workspaces granted it, sealed. */
  readonly installations: InstallationStore;
  /** What it has taken in already. */
  readonly seen: SeenStore;
  readonly log: Log;
}

/** A door that is open: its line for stdout, what brings its answers, and how it closes. */
export interface OpenDoor {
  /** `page http://127.0.0.1:8787`; of one whose platform is not reached yet, when it is. */
  readonly line: string | Promise<string>;
  readonly couriers: Readonly<Partial<Record<Door, Courier>>>;
  /** Takes nothing more, and ends its connections. */
  close(): Promise<void>;
}

export interface ServiceOptions {
  readonly config: Config;
  readonly version: string;
  readonly log: Log;
  readonly doors: readonly ((parts: DoorParts) => Promise<OpenDoor>)[];
  /** Told once, when a door is open. */
  readonly say: (line: string) => void;
  /** Entry file of the rendering processes. @default the engine's */
  readonly rendererEntry?: string;
  /** A renderer that is silent for so long hangs, seconds. @default the painter's */
  readonly hangSeconds?: number;
}

export interface Service {
  readonly studio: Studio;
  /** Where health and metrics are; null where they are turned off. */
  readonly health: { readonly host: string; readonly port: number } | null;
  /** Takes no more, checkpoints what runs, tells people, and ends within ten seconds. May be called twice. */
  close(): Promise<void>;
}

/**
 * Milliseconds, of the ten seconds of an end: for the steps at hand, for renderers to leave, for the store to take what
 * has ended, and for answers on their way.
 */
const grace = { steps: 6000, renderer: 300, end: 1000, answers: 1500 } as const;

/**
 * Starts everything. Jobs that an earlier process left go on.
 * @throws StudioError when the data folder is in use, damaged or full, or when a door or port cannot be opened.
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { config, version, log, rendererEntry, hangSeconds } = options;
  const closers: Closer[] = [];
  const ending = new AbortController();
  try {
    const folders = assetFolders();
    const data = await prepareDataFolder(config.dataDir);
    const lock = lockDataFolder(data.root);
    closers.push(['lock', async () => lock.release()]);
    const gallery = await createGallery(folders.root);
    const slots = createSlots({
      ...{ config, root: folders.root, cacheFolder: data.cache, closeGraceMs: grace.renderer },
      ...{ cpus: availableParallelism(), residentMiB: readResidentMiB },
      heard: (slot, text) => log.debug({ slot, text }, 'a renderer said'),
      ...(rendererEntry === undefined ? {} : { entry: rendererEntry }),
    });
    const archive = await openArchive({
      ...{ folder: config.dataDir, gallery, log },
      availableMiB: () => readAvailableMiB() + slots.heldMiB(),
    });
    const { database, blobs, settings, sweeper, intake, ownStyles, checkpointOf, removeCheckpoint } = archive;
    closers.push(['database', () => database.close()], ['renderers', () => slots.close()]);

    const { jobs } = database;
    const pace = createPace(database.paces);
    await pace.load();
    const loopDelay = createLoopDelayMeter();
    closers.push(['loop delay', async () => loopDelay.close()]);
    const metrics = createMetrics({ version, jobs, blobBytes: sweeper.bytes, loopDelay, log });
    const run = createPainter({
      ...{ blobs, checkpointOf, removeCheckpoint, sleep, now: jobClock.now },
      ...(hangSeconds === undefined ? {} : { hangSeconds }),
      ...{ renderers: slots.renderers, threads: slots.threads, engine: slots.engine },
      makeRoom: sweeper.makeRoom,
      expectedStep: ({ work, recipe }, device) =>
        Math.max(...work.map(({ pixels }) => pace.step(pixels, recipe, device))),
    });
    let [isOpen, isWarm] = [false, false];
    const couriers: Partial<Record<Door, Courier>> = {};
    const deliveries = createDeliveries({
      ...{ store: database.deliveries, jobs, couriers, clock: jobClock, log, random: Math.random },
    });
    const scheduler = createScheduler({
      ...{ jobs, slots: config.slots, run, pace, clock: jobClock, log },
      rules: async (tenant) => rulesOf(await settings.effective(tenant)),
      fits: ({ size, work }) =>
        longSideAfterDeath(
          size,
          work.map(({ pixels }) => pixels),
          readAvailableMiB(),
        ),
      heard(event) {
        metrics.observe(event);
        logEvent(log, event);
        // Why: a renderer that died while it was loaded may have been started anew since.
        if (event.type === 'step') isWarm = true;
        if (event.type !== 'ended') return;
        deliveries.owe(event.id);
        removeCheckpoint(event.id).catch((err) => log.warn({ job: event.id, err }, 'a checkpoint stays'));
      },
    });
    const privacy = createPrivacy({ ...archive, cancel: scheduler.cancel });
    const studio = createStudio({
      ...{ jobs, blobs, intake, ownStyles, scheduler, settings, privacy, gallery },
      recipes: Object.values(recipes),
    });
    slots.warmUp().then(
      () => {
        isWarm = true;
      },
      (err) => {
        // Why: one that is ended while it starts has nothing the matter with it.
        if (!ending.signal.aborted) log.error({ err }, 'a renderer does not start');
      },
    );
    const { metricsHost: host, metricsPort: port } = config;
    const checks = {
      database: async () => (await jobs.version()) >= 0,
      renderer: () => isWarm,
      open: () => isOpen,
    };
    const health =
      port === null
        ? null
        : await openHealthServer({ host, port, checks, renderMetrics: metrics.render, log }).catch((err) => {
            // Why it goes on: a second service on this machine meets the first one's port, and people want pictures.
            log.error({ err }, 'health and metrics are not served; METRICS_PORT names another port');
            return null;
          });
    if (health !== null) closers.push(['health', () => health.close()]);
    const conversation = createConversation({ studio, clock: jobClock, random: Math.random });
    for (const open of options.doors) {
      const { marks, installations, seen } = database;
      const kept = { marks, installations, seen };
      const door = await open({ studio, conversation, config, version, root: folders.root, ...kept, log });
      closers.push(['a door', () => door.close()]);
      Object.assign(couriers, door.couriers);
      if (typeof door.line === 'string') options.say(door.line);
      else door.line.then(options.say, (err) => log.error({ err }, 'a door stays closed'));
    }
    await scheduler.recover();
    await deliveries.start();
    const sweeps = sweeper.keepSweeping(ending.signal);
    isOpen = true;

    const close = async () => {
      isOpen = false;
      studio.close();
      ending.abort();
      const stopped = scheduler.stop();
      await within(grace.steps, stopped);
      await slots.close();
      await within(grace.end, stopped);
      const answered = deliveries.stop(AbortSignal.timeout(grace.answers));
      // Why a limit for the sweep: it may be in the middle of thousands of files.
      await Promise.all([answered, within(grace.answers, sweeps)]);
      await closeAll(closers, log);
    };
    let closing: Promise<void> | null = null;
    return { studio, health, close: () => (closing ??= close()) };
  } catch (error) {
    ending.abort();
    await closeAll(closers, log);
    throw error;
  }
}

const rulesOf = (settings: EffectiveSettings): QueueRules => ({
  userRunning: settings['user-running'],
  maxWaitMinutes: settings['max-wait'],
  maxRenderMinutes: settings['max-render'],
});

/** Waits for something, so many milliseconds and no longer. */
const within = (ms: number, what: Promise<void>) =>
  Promise.race([what, sleep(ms, undefined, { ref: false })]);

type Closer = readonly [name: string, close: () => Promise<void>];

/** Closes in the opposite order of opening; what fails to close keeps nothing else open. */
async function closeAll(closers: Closer[], log: Log): Promise<void> {
  for (const [name, close] of closers.splice(0).reverse()) {
    await close().catch((err) => log.warn({ err, what: name }, 'it did not close'));
  }
}
