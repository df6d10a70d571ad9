/**
 * Brings a job's picture into the thread of its message, once: uploaded, noted, shared. A later try that finds the note asks
 * Slack what became of the file, and shares it only where that was not done. Sharing takes Slack a while, and a file cannot
 * be shared a second time in this way, so nothing is there twice even where the answer was lost.
 */
import type { Place } from './api.js';
import { isFailure } from './failure.js';
import type { Payload, Upload } from './payload.js';
import type { Trip } from './trip.js';
import { watchFile } from './watch-file.js';

export interface Shared {
  readonly file: string;
  /** As the picture was drawn for it. */
  readonly payload: Payload;
}

/** A picture is not made smaller than this for being sent, bytes. */
const leastBytes = 256 * 2 ** 10;
/** An upload that Slack has lost before it was shared is repeated so often. */
const mostUploads = 2;

type Draw = (maxBytes: number) => Promise<Payload>;

/** Uploads what is drawn, smaller and smaller while it is too large. @returns null where Slack does not take it. */
async function upload(draw: Draw, maxBytes: number, trip: Trip): Promise<Shared | null> {
  const { api, ledger, signal, log, job } = trip;
  for (let limit = maxBytes; ; ) {
    const payload = await draw(limit);
    const [picture] = payload.files;
    if (picture === undefined) return null;
    try {
      const file = await api.upload(picture, signal);
      await ledger.keep({ file, maxBytes: limit });
      return { file, payload };
    } catch (error) {
      if (!isFailure(error, 'too-large', 'forbidden', 'refused')) throw error;
      const size = Math.min(limit, picture.bytes.length);
      if (error.kind !== 'too-large' || size <= leastBytes) {
        log.warn({ job: job.id, err: error }, 'slack: a picture was not taken');
        return null;
      }
      limit = Math.max(leastBytes, Math.floor(size / 2));
    }
  }
}

type Whereabouts = 'shared' | 'unshared' | 'nowhere';

/** Of a file that an earlier try may have shared. */
async function find(file: string, channel: string, trip: Trip): Promise<Whereabouts> {
  const isShared = ({ channels }: { readonly channels: readonly string[] }) => channels.includes(channel);
  try {
    const state = await watchFile(file, isShared, trip);
    if (state === null) return 'nowhere';
    return isShared(state) ? 'shared' : 'unshared';
  } catch (error) {
    // Why: who may not look may still share, and Slack refuses to do that twice.
    if (isFailure(error, 'forbidden')) return 'unshared';
    throw error;
  }
}

/** @param was null = uploaded in this try. @returns whether it is shared now; false for an upload that Slack has lost. */
async function complete(
  { file, title, place }: { readonly file: string; readonly title: string; readonly place: Place },
  was: Whereabouts | null,
  { api, signal }: Trip,
): Promise<boolean> {
  if (was === 'shared') return true;
  try {
    await api.share(file, title, place, signal);
    return true;
  } catch (error) {
    if (!isFailure(error, 'gone')) throw error;
    // Why: Slack knows the file and no upload to complete, so it was completed.
    return was === 'unshared';
  }
}

async function redrawn(draw: Draw, file: string, maxBytes: number): Promise<Shared> {
  return { file, payload: await draw(maxBytes) };
}

/**
 * @param draw the message with a picture of at most so many bytes, which is the first of its files.
 * @returns null where Slack does not take the picture. @throws SlackFailure where a later try may do.
 */
export async function sharePicture(
  draw: Draw,
  { title, place, maxBytes }: { readonly title: string; readonly place: Place; readonly maxBytes: number },
  trip: Trip,
): Promise<Shared | null> {
  const { ledger, log, job } = trip;
  for (let uploads = 0; ; ) {
    const { file: noted, isShared } = ledger.now;
    const made =
      noted === null
        ? await upload(draw, maxBytes, trip)
        : await redrawn(draw, noted, ledger.now.maxBytes ?? maxBytes);
    if (made === null || isShared) return made;
    const { file } = made;
    if (noted === null) uploads += 1;
    try {
      const was = noted === null ? null : await find(file, place.channel, trip);
      if (await complete({ file, title, place }, was, trip)) {
        await ledger.keep({ isShared: true });
        return made;
      }
    } catch (error) {
      if (!isFailure(error, 'forbidden', 'refused', 'too-large')) throw error;
      log.warn({ job: job.id, err: error }, 'slack: a picture could not be shared');
      return null;
    }
    await ledger.keep({ file: null, maxBytes: null });
    if (uploads >= mostUploads) return null;
  }
}

/** The picture of a message, where it has one. */
export const pictureOf = ({ files: [picture] }: Payload): Upload | null => picture ?? null;
