/** Room for pictures: the operator's quota, kept by letting the oldest results go, and the reserve of the disk. */
import PQueue from 'p-queue';
import { StudioError } from '../errors.js';
import type { Log } from '../log.js';
import type { JobClock } from './clock.js';
import type { DiskUsage } from './disk-usage.js';
import { removeFilesOf } from './files-of.js';
import type { Job } from './job.js';
import { isOwed } from './owed.js';
import type { EffectiveSettings } from './settings/table.js';
import type { Blobs, DeliveryStore, JobStore } from './store.js';

export interface DiskRoomParts {
  readonly jobs: Pick<JobStore, 'withFiles' | 'forgetFiles' | 'referencedBlobs' | 'unfinished'>;
  readonly deliveries: Pick<DeliveryStore, 'get'>;
  readonly blobs: Blobs;
  readonly usage: DiskUsage;
  /** Of the operator. */
  readonly limits: () => Promise<Pick<EffectiveSettings, 'disk-quota' | 'disk-reserve'>>;
  /** Bytes that are free on the disk of the pictures. */
  readonly freeBytes: () => Promise<number>;
  readonly clock: JobClock;
  readonly log: Pick<Log, 'info' | 'warn'>;
}

export interface DiskRoom {
  /** Lets the oldest results go until so many bytes fit, within the quota and on the disk. @returns whether they do. */
  makeRoom(bytes: number): Promise<boolean>;
  /** Lets the oldest results go until the quota is kept. @returns whether it is. */
  keepQuota(): Promise<boolean>;
  /** For a new job; harms none that is there. @throws StudioError 'storage-full'. */
  checkRoom(): Promise<void>;
}

const mebibyte = 2 ** 20;
/** How old the count of bytes may be, milliseconds. */
const countAgeMs = 10_000;
/** Jobs that are read at once. */
const batch = 20;
/** More jobs than there are. */
const many = 1_000_000;

export function createDiskRoom(parts: DiskRoomParts): DiskRoom {
  const { jobs, deliveries, blobs, usage, limits, clock, log } = parts;
  // Why one at a time: two that look for room would let go of twice as much as is needed.
  const turns = new PQueue({ concurrency: 1 });

  const freeBytes = async () => {
    try {
      return await parts.freeBytes();
    } catch (err) {
      // Why room is assumed: what does not fit is found out when it is written, and told then.
      log.warn({ err }, 'the disk does not say how much is free');
      return Number.POSITIVE_INFINITY;
    }
  };

  const fitsQuota = async (bytes: number) => {
    const { 'disk-quota': quota } = await limits();
    return (await usage.bytes(countAgeMs)) + bytes <= quota * mebibyte;
  };

  /** @returns bytes of the result, where it had to go before the row. */
  const forget = async ({ id, result, endedAt }: Job): Promise<number> => {
    try {
      await jobs.forgetFiles(id);
      return 0;
    } catch (error) {
      if (!(error instanceof StudioError) || error.code !== 'storage-full' || !result?.blob) throw error;
      // Why the file first: on a full disk the database needs room to write down that it goes.
      const needed = new Set((await jobs.unfinished()).flatMap(({ inputs }) => inputs));
      // The same photo, style and seed give the same file.
      const twins = (await jobs.withFiles(many)).filter((job) => job.result?.blob === result.blob);
      if (needed.has(result.blob) || twins.length > 1) throw error;
      const bytes = (await blobs.size(result.blob)) ?? 0;
      await blobs.remove(result.blob, (endedAt ?? clock.wall()) + 1);
      await jobs.forgetFiles(id);
      return bytes;
    }
  };

  const evict = async (job: Job) => {
    const early = await forget(job);
    const freed = early + (await removeFilesOf([job], { jobs, blobs, wall: clock.wall() }));
    usage.subtract(freed);
    log.info({ job: job.id, bytes: freed }, 'pictures were let go to make room');
  };

  const evictUntil = async (isEnough: () => Promise<boolean>): Promise<boolean> => {
    const kept = new Set<string>();
    for (;;) {
      if (await isEnough()) return true;
      const found = (await jobs.withFiles(kept.size + batch)).filter(({ id }) => !kept.has(id));
      if (found.length === 0) return false;
      for (const job of found) {
        // Why kept in any case: what has been let go is not looked at again, should the store still list it.
        kept.add(job.id);
        if (await isOwed(job, deliveries, clock.wall())) continue;
        try {
          await evict(job);
        } catch (err) {
          log.warn({ job: job.id, err }, 'its pictures could not be let go');
        }
        if (await isEnough()) return true;
      }
    }
  };

  const keepQuota = async () => {
    if (await fitsQuota(0)) return true;
    return turns.add(() => evictUntil(() => fitsQuota(0)));
  };

  return {
    makeRoom: (bytes) =>
      turns.add(() => evictUntil(async () => (await fitsQuota(bytes)) && (await freeBytes()) >= bytes)),

    keepQuota,

    async checkRoom() {
      const { 'disk-quota': quota, 'disk-reserve': reserve } = await limits();
      if ((await freeBytes()) < reserve * mebibyte) {
        throw new StudioError('storage-full', { detail: `less than ${reserve} MiB are free on the disk` });
      }
      const isWithin = (await usage.estimate(countAgeMs)) <= quota * mebibyte;
      if (!isWithin && !(await keepQuota())) {
        throw new StudioError('storage-full', { detail: `the quota of ${quota} MiB is used up` });
      }
    },
  };
}
