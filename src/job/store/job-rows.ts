/** A job as a row, and back. */
import { StudioError } from '../../errors.js';
import {
  type Job,
  type JobDraft,
  type JobFailure,
  type JobResult,
  type Json,
  tenantKey,
  userKey,
} from '../job.js';
import type { Row, Value } from './connection.js';

/** What stands in a job's row from its admission on, by column. */
export function draftColumns(id: string, draft: JobDraft, at: number): Readonly<Record<string, Value>> {
  return {
    id,
    state: 'queued',
    tenant: tenantKey(draft.requester),
    user: userKey(draft.requester),
    requester: JSON.stringify(draft.requester),
    job_order: JSON.stringify(draft.order),
    inputs: JSON.stringify(draft.inputs),
    recipe: draft.recipe,
    work: JSON.stringify(draft.work),
    size: draft.size,
    notes: JSON.stringify(draft.notes),
    address: packJson(draft.address),
    parent: draft.parent,
    is_private: draft.isPrivate ? 1 : 0,
    created_at: at,
  };
}

/** JSON for a column in which null is NULL. */
export function packJson(value: Json | JobFailure | undefined): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

/** A result's two columns: the blob apart, so that it can be forgotten and looked up. */
export function packResult(result: JobResult | undefined): { blob: string | null; result: string | null } {
  if (result === undefined) return { blob: null, result: null };
  const { blob, ...rest } = result;
  return { blob, result: JSON.stringify(rest) };
}

/** Reads a column of JSON; NULL is null. @throws StudioError 'storage-broken' where it is none. */
export function unpackJson<T>(path: string, row: Row, column: string): T {
  const text = row[column];
  if (text === null || text === undefined) return null as T;
  try {
    return JSON.parse(String(text)) as T;
  } catch (cause) {
    const of = row.id ?? row.job;
    throw new StudioError('storage-broken', { path, detail: `${column} of job ${of} is no JSON` }, { cause });
  }
}

/** @param path the database's, for the failure's sentence. @throws StudioError 'storage-broken'. */
export function toJob(path: string, row: Row): Job {
  const read = <T>(column: string) => unpackJson<T>(path, row, column);
  const result = read<Omit<JobResult, 'blob'> | null>('result');
  return {
    id: row.id as string,
    state: row.state as Job['state'],
    requester: read('requester'),
    order: read('job_order'),
    inputs: read('inputs'),
    recipe: row.recipe as string,
    work: read('work'),
    size: row.size as number,
    notes: read('notes'),
    address: read('address'),
    parent: row.parent as string | null,
    isPrivate: row.is_private === 1,
    createdAt: row.created_at as number,
    startedAt: row.started_at as number | null,
    endedAt: row.ended_at as number | null,
    slot: row.slot as string | null,
    device: row.device as string | null,
    deaths: row.deaths as number,
    stalls: row.stalls as number,
    checkpointStep: row.checkpoint_step as number,
    cancelledBy: row.cancelled_by as string | null,
    result: result === null ? null : { blob: row.blob as string | null, ...result },
    failure: read('failure'),
  };
}
