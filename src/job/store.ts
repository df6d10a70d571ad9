/**
 * The ports of what is kept: a database of small rows, and files by their hash. Everything a restart needs is here; the
 * implementations are in store/. Every method of the store is one transaction: it happened wholly, and is on the disk,
 * when its promise resolves, or it did not happen. Methods reject with StudioError 'storage-full' where the disk is
 * full and 'storage-broken' where the file is damaged.
 */
import type { InstallationStore } from './installation.js';
import type {
  FinalState,
  Job,
  JobDraft,
  JobFailure,
  JobNote,
  JobResult,
  JobState,
  Json,
  Requester,
} from './job.js';
import type { OwnStyleStore } from './own-style.js';
import type { SeenStore } from './seen.js';

/** What there is at the moment a job asks to be let in. */
export interface Census {
  /** Jobs in state queued: of all, of the tenant, of the user (in all tenants). */
  readonly waiting: { readonly all: number; readonly tenant: number; readonly user: number };
  /** The user's jobs in state running. */
  readonly running: number;
  /** Jobs that the user submitted in this tenant since `dayStart`, whatever became of them, save those that failed. */
  readonly today: number;
  /** When the user last submitted a job in this tenant, milliseconds since 1970; null = never. */
  readonly lastAt: number | null;
  /** The block that keeps the user or the tenant out; null = none. */
  readonly block: Block | null;
}

/** A user or a tenant whom the operator keeps out. */
export interface Block {
  readonly kind: 'user' | 'tenant';
  /** `userKey` or `tenantKey`. */
  readonly key: string;
  readonly reason: string;
  readonly by: string;
  readonly at: number;
}

export interface JobFilter {
  readonly states?: readonly JobState[];
  /** `tenantKey` and `userKey`. */
  readonly tenant?: string;
  readonly user?: string;
  /** @default 50, newest first */
  readonly limit?: number;
}

/** A change of a job's state with what belongs to it. */
export interface Ending {
  readonly state: FinalState;
  readonly endedAt: number;
  readonly result?: JobResult;
  readonly failure?: JobFailure;
  readonly cancelledBy?: string;
  /** Its rendering process has died, and that was the last straw: counts it. */
  readonly death?: true;
}

/** An answer that is owed to somebody: written with the job's end, before anything is sent. */
export interface Delivery {
  /** The job's id: one delivery a job. */
  readonly job: string;
  /** Random, 25 letters at most (Discord's limit for a nonce), the same at every try. */
  readonly nonce: string;
  /** What the platform's own second step needs (a file id), saved between the first and the second; null before. */
  readonly receipt: Json;
  /** Tries that began. */
  readonly tries: number;
  /** `owed` until the platform has taken it; `given-up` when it never will (deleted channel, no permission). */
  readonly state: 'owed' | 'delivered' | 'given-up';
}

export interface JobStore {
  /**
   * Takes a job in, in state queued, unless `check` throws. The census is taken in the same transaction, so that two
   * processes cannot both pass the last free place.
   * @param dayStart milliseconds since 1970 from which on jobs count as today's.
   */
  admit(draft: JobDraft, at: number, dayStart: number, check: (census: Census) => void): Promise<Job>;
  /** What `admit` would show to its check: to refuse before any work is done. Only `admit`'s own counts. */
  census(requester: Requester, dayStart: number): Promise<Census>;
  get(id: string): Promise<Job | null>;
  list(filter?: JobFilter): Promise<readonly Job[]>;
  /** Jobs queued or running, oldest first. */
  unfinished(): Promise<readonly Job[]>;
  /** How many there are in each state. */
  count(): Promise<Readonly<Record<JobState, number>>>;
  /** queued -> running. null where the job is no longer queued. */
  start(id: string, slot: string, device: string, at: number): Promise<Job | null>;
  /** running -> queued; `death` counts a rendering process, `stall` a restart without progress. */
  requeue(
    id: string,
    why: { readonly death?: true; readonly stall?: 'count' | 'reset' },
  ): Promise<Job | null>;
  /**
   * To a final state; where the job has an address, its delivery is owed from the same instant on.
   * null where the state machine does not allow it (somebody else was faster): nothing has changed then.
   */
  end(id: string, ending: Ending): Promise<Job | null>;
  /** A checkpoint is on the disk. One beyond the last is progress: the job's stalls count from 0 again. */
  checkpointed(id: string, step: number): Promise<void>;
  /** Wants a running job to be cancelled, from whichever process. False where it is not running. */
  wishCancel(id: string, by: string): Promise<boolean>;
  addNote(id: string, note: JobNote): Promise<void>;
  /** A new place for the answer, e.g. because the old one has expired. */
  setAddress(id: string, address: Json): Promise<void>;
  /** The result's file is gone (evicted, or its time was over); the job's row stays. Also empties its inputs. */
  forgetFiles(id: string): Promise<void>;
  /** Takes the rows of ended jobs away for good. */
  remove(ids: readonly string[]): Promise<void>;
  /** Ended jobs that still have files, oldest end first. */
  withFiles(limit: number): Promise<readonly Job[]>;
  /** Keys of the tenants that have jobs. */
  tenants(): Promise<readonly string[]>;
  /** A tenant's jobs that ended before a time, with or without files, oldest end first. */
  endedBefore(tenant: string, at: number, limit: number): Promise<readonly Job[]>;
  /** Hashes that some job's inputs or result name, or a tenant's own style. */
  referencedBlobs(): Promise<ReadonlySet<string>>;
  /** A number that changes when another process has changed the database; cheap enough to ask twice a second. */
  version(): Promise<number>;
}

export interface DeliveryStore {
  get(job: string): Promise<Delivery | null>;
  owed(): Promise<readonly Delivery[]>;
  /** A try begins: counts it. */
  begin(job: string): Promise<Delivery | null>;
  saveReceipt(job: string, receipt: Json): Promise<void>;
  settle(job: string, state: 'delivered' | 'given-up'): Promise<void>;
}

export interface SettingChange {
  /** A `tenantKey`, or `operator`. */
  readonly scope: string;
  readonly name: string;
  /** As text, like it would be typed; null = not set. */
  readonly old: string | null;
  readonly new: string | null;
  /** A `userKey`, or `operator`. */
  readonly by: string;
  readonly at: number;
}

export interface SettingStore {
  /** Values as texts, by name. */
  read(scope: string): Promise<Readonly<Record<string, string>>>;
  /** Writes (null unsets) and audits in one go. */
  write(change: Omit<SettingChange, 'old'>): Promise<SettingChange>;
  /** Newest first. */
  audit(scope: string, limit: number): Promise<readonly SettingChange[]>;
  blocks(): Promise<readonly Block[]>;
  block(block: Block): Promise<void>;
  /** False where there was none. */
  unblock(kind: Block['kind'], key: string): Promise<boolean>;
}

export interface UsageStore {
  /** Everything that names a user: counts for `/privacy`. */
  summarize(user: string): Promise<{ readonly jobs: number; readonly oldestAt: number | null }>;
  /** Forgets when and how often a user submitted, before `dayStart`. */
  forget(user: string, dayStart: number): Promise<void>;
  /** Forgets when and how often anybody submitted, before a time. */
  prune(before: number): Promise<void>;
}

/** What steps have taken, for the estimates. */
export interface PaceRow {
  readonly device: string;
  readonly recipe: string;
  /** Width x height. */
  readonly pixels: number;
  /** Seconds of one step, a moving average. */
  readonly seconds: number;
  /** Steps that went into it, capped. */
  readonly weight: number;
}

export interface PaceStore {
  read(): Promise<readonly PaceRow[]>;
  write(row: PaceRow): Promise<void>;
}

/** Short texts that a door keeps by name, such as which commands it has registered. */
export interface MarkStore {
  read(name: string): Promise<string | null>;
  write(name: string, value: string): Promise<void>;
}

/** The database: one file, opened once. */
export interface Database {
  readonly jobs: JobStore;
  readonly deliveries: DeliveryStore;
  readonly settings: SettingStore;
  readonly usage: UsageStore;
  readonly paces: PaceStore;
  readonly marks: MarkStore;
  readonly ownStyles: OwnStyleStore;
  readonly installations: InstallationStore;
  readonly seen: SeenStore;
  close(): Promise<void>;
}

/** Files by the SHA-256 of their content. What has a name is whole: it is renamed to it when it is on the disk. */
export interface Blobs {
  /** @returns the hash, hexadecimal. Writing what is there already costs only the hashing. @throws 'storage-full'. */
  put(bytes: Uint8Array): Promise<string>;
  /** @throws StudioError 'blob-missing' when it is not there or its content does not match its name. */
  get(hash: string): Promise<Uint8Array>;
  /** Counts it as put now, as whoever is about to name it must. False where it is not there. */
  touch(hash: string): Promise<boolean>;
  /** Bytes; null where it is not there. */
  size(hash: string): Promise<number | null>;
  /**
   * @param before takes it away only where it was last put before that time, milliseconds since 1970: somebody may have
   *   put it again since it was listed.
   */
  remove(hash: string, before?: number): Promise<void>;
  /** All there are, with bytes and the time they were last put, milliseconds since 1970. */
  list(): AsyncIterable<{ readonly hash: string; readonly bytes: number; readonly at: number }>;
}
