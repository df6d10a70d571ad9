/** Files that people sent, fetched from Slack with the app's token: it goes to Slack's own hosts alone (request/download.ts). */
import { StudioError } from '../../errors.js';
import type { JobClock } from '../../job/clock.js';
import type { PictureSource } from '../../request/pictures.js';
import type { ApiOf, FileState, SlackApi } from './api.js';
import type { Desk } from './desk.js';
import { isFailure } from './failure.js';

/** A file as an event tells of it. */
export interface SentFile {
  readonly id: string;
  /** As whoever sent it calls it; empty where Slack does not tell yet (Slack Connect). */
  readonly name: string;
}

/** A picture in memory. */
export type FetchedPicture = Extract<PictureSource, { readonly bytes: unknown }>;

const pictureName = /\.(?:png|jpe?g|jfif|webp|avif|gif)$/i;
const fileId = /^F[A-Z0-9]{2,40}$/;

/** Whether a file is one to offer, by what Slack tells of it. Of files of other organisations it tells nothing yet. */
function isPicture({ mode, mimetype, name }: Readonly<Record<string, unknown>>): boolean {
  if (mode === 'file_access') return true;
  if (typeof mimetype === 'string' && mimetype !== '') return mimetype.startsWith('image/');
  return typeof name === 'string' && pictureName.test(name);
}

/** The pictures among the files of a message, in their order. @param files as Slack sent them. */
export function readFiles(files: unknown): readonly SentFile[] {
  if (!Array.isArray(files)) return [];
  return files.flatMap((file: unknown) => {
    if (typeof file !== 'object' || file === null || !isPicture(file as Record<string, unknown>)) return [];
    const { id, name } = file as Record<string, unknown>;
    if (typeof id !== 'string' || !fileId.test(id)) return [];
    return [{ id, name: typeof name === 'string' ? name : '' }];
  });
}

/** Pauses between two looks at a file that Slack has not looked at yet, milliseconds. */
const pauses = [250, 500, 1000, 2000, 4000, 4000, 4000] as const;

/** What a file is called where Slack does not say it. */
const unnamed = 'The file';

function rest(clock: Pick<JobClock, 'after'>, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      takeBack();
      reject(signal.reason);
    };
    const takeBack = clock.after(ms, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
  });
}

/** @throws StudioError in the place of what Slack says of a file. */
async function ask(api: SlackApi, { id, name }: SentFile, signal: AbortSignal): Promise<FileState> {
  try {
    return await api.file(id, signal);
  } catch (error) {
    const called = name || unnamed;
    if (isFailure(error, 'gone')) throw new StudioError('input-gone', { name: called }, { cause: error });
    if (isFailure(error, 'forbidden')) {
      const detail = 'the app may not read files here; whoever manages it can grant files:read';
      throw new StudioError('platform-failed', { platform: 'Slack', detail }, { cause: error });
    }
    if (!isFailure(error, 'unreachable', 'limited', 'refused')) throw error;
    const detail = 'Slack does not tell where it is';
    throw new StudioError('input-unreachable', { name: called, detail }, { cause: error });
  }
}

/** @throws StudioError for what is too large, or not to be had. */
async function fetchPicture(
  { download, clock }: Pick<Desk, 'download' | 'clock'>,
  { patient, token }: Awaited<ReturnType<ApiOf>>,
  file: SentFile,
  signal: AbortSignal,
): Promise<FetchedPicture> {
  let state = await ask(patient, file, signal);
  for (const pause of pauses) {
    if (state.isReady) break;
    await rest(clock, pause, signal);
    state = await ask(patient, file, signal);
  }
  const name = state.name || file.name || unnamed;
  if (state.url === null) throw new StudioError('input-gone', { name });
  const headers = { authorization: `Bearer ${token}` };
  return { name, bytes: await download(state.url, { name, headers, declaredBytes: state.bytes, signal }) };
}

/** All at once, in their order; where one cannot be had, the others are not waited for. @throws StudioError. */
export async function fetchPictures(
  desk: Pick<Desk, 'download' | 'clock'>,
  apis: Awaited<ReturnType<ApiOf>>,
  files: readonly SentFile[],
  signal: AbortSignal,
): Promise<readonly FetchedPicture[]> {
  const failing = new AbortController();
  const either = AbortSignal.any([signal, failing.signal]);
  try {
    return await Promise.all(files.map((file) => fetchPicture(desk, apis, file, either)));
  } catch (error) {
    failing.abort();
    throw error;
  }
}
