/** What was promised: one picture, from the moment it was accepted to the moment its files are deleted. Plain JSON. */
import type { ErrorCode, ErrorContexts } from '../errors.js';
import type { NoteCode, RecipeSummary } from '../progress/progress.js';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** The ways in that have jobs. A terminal paints in its own process and asks nobody. */
export const doors = ['page', 'discord', 'slack'] as const;
export type Door = (typeof doors)[number];

/** Who asks, as the door found out by itself (never from what the person sent). */
export interface Requester {
  readonly door: Door;
  /** Whom settings belong to: a Discord guild, a Slack workspace, the page. Unique within the door. */
  readonly tenant: string;
  /** Unique within the door. */
  readonly user: string;
  /** null where there are no channels, as in direct messages. */
  readonly channel: string | null;
  /** The channel is marked age-restricted; absent where channels know no such mark. */
  readonly isAgeRestricted?: boolean;
  /** Ids of the roles that the person has in the tenant. */
  readonly roles: readonly string[];
  /** May cancel the jobs of others in the same tenant. */
  readonly isModerator: boolean;
}

/** `discord/123`: a tenant's key in settings, fair shares and quotas. */
export const tenantKey = ({ door, tenant }: Pick<Requester, 'door' | 'tenant'>): string =>
  `${door}/${tenant}`;
/** `discord/456`: a person's key; the same person in two guilds is one. */
export const userKey = ({ door, user }: Pick<Requester, 'door' | 'user'>): string => `${door}/${user}`;

/** Steps of one size, in order: what the estimates are made from. */
export interface PlannedWork {
  /** Width x height, 1 or more. */
  readonly pixels: number;
  readonly steps: number;
}

/** What is asked for, after all corrections. Only whoever wrote it looks into `order`; here it is kept and handed back. */
export interface JobDraft {
  readonly requester: Requester;
  /** Everything needed to paint the picture again, with blobs by their hash. */
  readonly order: Readonly<Record<string, Json>>;
  /** Hashes of the blobs that `order` names. */
  readonly inputs: readonly string[];
  readonly recipe: string;
  readonly work: readonly PlannedWork[];
  /** Long side of the picture to be, pixels. */
  readonly size: number;
  /** What was corrected, e.g. fewer steps than asked for. */
  readonly notes: readonly JobNote[];
  /** Where the answer goes, in the door's own terms (a channel and a message); null = nobody waits for a delivery. */
  readonly address: Json;
  /** The job that this one varies or tries again. */
  readonly parent: string | null;
  /** For the one who asked alone: nobody else in the tenant sees it. */
  readonly isPrivate: boolean;
}

export interface JobNote {
  readonly code: NoteCode;
  readonly detail: string;
}

export interface JobResult {
  /** Hash of the picture's file; null once it has been deleted, or where a job ended before its first picture. */
  readonly blob: string | null;
  readonly format: 'png';
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  /** The picture forming, as an animated WebP; goes with the picture. Absent where there is none. */
  readonly timelapse?: { readonly blob: string; readonly bytes: number };
  /** Steps that ran. */
  readonly steps: number;
  /** Of rendering, over all attempts. */
  readonly seconds: number;
  readonly peakRssMiB: number;
  /** The total loss along the way, [step, total], at most 200 pairs: for a plot. */
  readonly curve: readonly (readonly [step: number, total: number])[];
  readonly recipe: RecipeSummary;
  readonly device: string;
}

/** A StudioError to be told again, whenever and wherever. */
export interface JobFailure {
  readonly code: ErrorCode;
  readonly context: ErrorContexts[ErrorCode];
}

export interface Job extends JobDraft {
  /** Short and sayable: four syllables, e.g. `rokadimu`. */
  readonly id: string;
  readonly state: JobState;
  /** Milliseconds since 1970, by the wall clock. */
  readonly createdAt: number;
  /** Of the first attempt; null before it. */
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** The slot and the device that run it or ran it last. */
  readonly slot: string | null;
  readonly device: string | null;
  /** Rendering processes that died under it. */
  readonly deaths: number;
  /** Restarts of the whole program that found it running and no further than the restart before. */
  readonly stalls: number;
  /** Step of the last checkpoint, 0 = none. */
  readonly checkpointStep: number;
  /** Who asked for an end while it was running (a user's key, or `operator`); null = nobody. */
  readonly cancelledBy: string | null;
  readonly result: JobResult | null;
  readonly failure: JobFailure | null;
}

export const jobStates = ['queued', 'running', 'done', 'failed', 'cancelled', 'expired'] as const;
export type JobState = (typeof jobStates)[number];
export type FinalState = Exclude<JobState, 'queued' | 'running'>;
