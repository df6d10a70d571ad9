/**
 * The one door: submit, vary, cancel, status, watch, history, settings, styles. Doors (page, chats) know this and
 * nothing behind it. Who may see and do what with a job is decided here, by the requester that the door found out.
 */
import { type Album, createAlbum } from './album.js';
import { StudioError } from './errors.js';
import type { Intake, Submission, Variation } from './intake.js';
import { jobClock } from './job/clock.js';
import { type Door, type Job, type Json, type Requester, tenantKey, userKey } from './job/job.js';
import type { Privacy } from './job/privacy.js';
import { createRemoval } from './job/removal.js';
import type { JobNews } from './job/run.js';
import type { Forecast, Overview, Scheduler } from './job/scheduler.js';
import type { Settings } from './job/settings/settings.js';
import type { EffectiveSettings } from './job/settings/table.js';
import { isFinal } from './job/states.js';
import type { Blobs, JobStore } from './job/store.js';
import type { OwnStyles } from './own-styles.js';
import type { PictureSource } from './request/pictures.js';
import type { Gallery, Preset } from './request/presets.js';

/** What a door needs to know of a recipe. */
export interface RecipeFacts {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly steps: number;
}

/** A finished picture's file. */
export interface PictureFile {
  readonly bytes: Uint8Array;
  readonly format: 'png';
  readonly width: number;
  readonly height: number;
}

export interface StudioParts {
  readonly jobs: JobStore;
  readonly blobs: Blobs;
  readonly intake: Intake;
  readonly ownStyles: OwnStyles;
  readonly scheduler: Scheduler;
  readonly settings: Settings;
  readonly privacy: Privacy;
  readonly gallery: Gallery;
  readonly recipes: readonly RecipeFacts[];
}

export interface Studio {
  /** Takes a job in; what was asked for beyond the limits is corrected and told in its notes. @throws StudioError. */
  submit(submission: Submission, signal: AbortSignal): Promise<Job>;
  /** Looks at a picture before anything else is asked. @throws StudioError that says why it, or they, cannot be served. */
  examine(picture: PictureSource, requester: Requester, signal: AbortSignal): Promise<void>;
  /** A new job from one of the requester's own tenant, changed: stronger, another style, a new seed. */
  vary(
    id: string,
    requester: Requester,
    variation: Variation,
    address: Json,
    signal: AbortSignal,
  ): Promise<Job>;
  /**
   * A new job like one that failed, expired or was cancelled.
   * @param address where the answer goes; the old job's by default.
   */
  retry(id: string, requester: Requester, signal: AbortSignal, address?: Json): Promise<Job>;
  /** Ends a job: at once where it waits, within one step where it runs. The requester's own, or a moderator's. */
  cancel(id: string, requester: Requester): Promise<Job>;
  /**
   * Deletes a job with its pictures; one that is not done is cancelled first. The requester's own, or a moderator's.
   * @throws StudioError 'job-state' where `signal` ends the wait for a running one.
   */
  remove(id: string, requester: Requester, signal: AbortSignal): Promise<void>;
  /** @throws StudioError 'job-unknown' for one of another tenant, and for a private one of somebody else, too. */
  job(id: string, requester: Requester): Promise<Job>;
  /** Position and time for one that waits or runs; null otherwise. */
  forecast(id: string): Forecast | null;
  /** What happens to a job, from what is known now to its end. */
  watch(id: string, requester: Requester, signal: AbortSignal): AsyncIterable<JobNews>;
  /** The picture of a job that has one; null where it has none, or none any more. */
  picture(id: string, requester: Requester): Promise<PictureFile | null>;
  /** A new place for the answer. */
  readdress(id: string, address: Json): Promise<void>;
  /** The requester's own jobs here, newest first. */
  history(requester: Requester, limit?: number): Promise<readonly Job[]>;
  /** The requester's own jobs here that wait or run, newest first. */
  unfinished(requester: Requester): Promise<readonly Job[]>;
  /** Everybody's jobs of a door that wait or run, oldest first: what it has to tell of after a restart. */
  unfinishedAt(door: Door): Promise<readonly Job[]>;
  /** Everybody's jobs in the requester's tenant that they may see, newest first: what a channel shows. */
  recent(requester: Requester, limit: number): Promise<readonly Job[]>;
  /** What waits and what runs, of everybody. */
  overview(): Overview;
  /** What holds where the requester is. */
  effective(requester: Requester): Promise<EffectiveSettings>;
  readonly settings: Settings;
  readonly privacy: Privacy;
  /** The styles that the requester's tenant added itself. */
  readonly ownStyles: OwnStyles;
  /** Pictures to look at. */
  readonly album: Album;
  styles(): readonly Preset[];
  samples(): readonly Preset[];
  recipes(): readonly RecipeFacts[];
  /** No new jobs from now on. */
  close(): void;
}

export function createStudio(parts: StudioParts): Studio {
  const { jobs, blobs, intake, ownStyles, scheduler, settings, privacy, gallery, recipes } = parts;
  let isOpen = true;

  const checkOpen = () => {
    if (!isOpen) throw new StudioError('shutting-down', {});
  };

  const isOwn = (job: Job, requester: Requester) => userKey(job.requester) === userKey(requester);
  const isVisible = (job: Job, requester: Requester) =>
    tenantKey(job.requester) === tenantKey(requester) && (!job.isPrivate || isOwn(job, requester));

  // Why the same answer for another tenant's: whether a job exists there is nobody's business here.
  const find = async (id: string, requester: Requester): Promise<Job> => {
    const job = await jobs.get(id);
    if (job !== null && isVisible(job, requester)) return job;
    throw new StudioError('job-unknown', { id });
  };

  const checkRights = (job: Job, requester: Requester) => {
    if (!isOwn(job, requester) && !requester.isModerator) throw new StudioError('not-yours', { id: job.id });
  };

  const removeJob = createRemoval({ jobs, blobs, scheduler, wall: jobClock.wall });

  const take = (job: Job): Job => {
    scheduler.add(job);
    return job;
  };

  return {
    async submit(submission, signal) {
      checkOpen();
      return take(await intake.submit(submission, signal));
    },

    examine: (picture, requester, signal) => intake.examine(picture, requester, signal),

    async vary(id, requester, variation, address, signal) {
      checkOpen();
      const job = await find(id, requester);
      checkRights(job, requester);
      return take(await intake.again(job, requester, address, variation, signal));
    },

    async retry(id, requester, signal, address) {
      checkOpen();
      const job = await find(id, requester);
      checkRights(job, requester);
      if (!isFinal(job.state) || job.state === 'done') {
        throw new StudioError('job-state', { id, state: job.state, action: 'tried again' });
      }
      const place = address === undefined ? job.address : address;
      return take(await intake.again(job, requester, place, {}, signal));
    },

    async cancel(id, requester) {
      const job = await find(id, requester);
      checkRights(job, requester);
      return scheduler.cancel(id, userKey(requester));
    },

    async remove(id, requester, signal) {
      const job = await find(id, requester);
      checkRights(job, requester);
      await removeJob(job, userKey(requester), signal);
    },

    job: find,
    forecast: (id) => scheduler.forecast(id),

    async *watch(id, requester, signal) {
      await find(id, requester);
      yield* scheduler.watch(id, signal);
    },

    async picture(id, requester) {
      const { result } = await find(id, requester);
      if (result === null || result.blob === null) return null;
      const { format, width, height } = result;
      return { bytes: await blobs.get(result.blob), format, width, height };
    },

    readdress: (id, address) => jobs.setAddress(id, address),

    history: (requester, limit = 20) =>
      jobs.list({ tenant: tenantKey(requester), user: userKey(requester), limit }),

    unfinished: (requester) =>
      jobs.list({ tenant: tenantKey(requester), user: userKey(requester), states: ['queued', 'running'] }),

    recent: async (requester, limit) =>
      (await jobs.list({ tenant: tenantKey(requester), limit })).filter((job) => isVisible(job, requester)),

    unfinishedAt: async (door) =>
      (await jobs.unfinished()).filter(({ requester }) => requester.door === door),

    overview: () => scheduler.overview(),
    effective: (requester) => settings.effective(tenantKey(requester)),
    settings,
    privacy,
    ownStyles: {
      ...ownStyles,
      async add(...style) {
        checkOpen();
        return ownStyles.add(...style);
      },
    },
    album: createAlbum({ blobs, gallery, find, ownStyles }),
    styles: () => gallery.styles,
    samples: () => gallery.samples,
    recipes: () => recipes,
    close() {
      isOpen = false;
    },
  };
}
