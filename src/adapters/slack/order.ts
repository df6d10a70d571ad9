/** From what was asked for to a job: pictures fetched, and the job's message live. */
import type { Job } from '../../job/job.js';
import type { RawValue } from '../../request/parse.js';
import { withPatience } from '../chat/patience.js';
import { toJson } from './address.js';
import type { Answering } from './answering.js';
import type { Place } from './api.js';
import type { Desk } from './desk.js';
import { fetchPictures, type SentFile } from './inputs.js';
import { addressAt } from './speaker.js';

export interface Asked {
  readonly content: SentFile;
  /** Both together are two styles of equal weight; neither is the workspace's default. */
  readonly style: SentFile | null;
  readonly preset: string | null;
  /** By option name. */
  readonly values: Readonly<Record<string, RawValue>>;
  /** Where the picture will be seen; null = by the person alone, in their direct messages with the app. */
  readonly place: Place | null;
}

/** For pictures to come and be looked at, and the job to be stored, milliseconds. */
export const submitMs = 90_000;

/**
 * After the acknowledgement. @param answering where it is said what stands in the way.
 * @returns the job; null where there is none: that is said. @throws StudioError for pictures that cannot be had.
 */
export async function paint(
  desk: Desk,
  answering: Answering,
  { content, style, preset, values, place }: Asked,
): Promise<Job | null> {
  const { conversation, live, clock, closing } = desk;
  const { user } = answering.occasion;
  const answer = await withPatience(clock, submitMs, [closing], async (signal) => {
    const files = style === null ? [content] : [content, style];
    const [pictures, requester] = await Promise.all([
      answering.apis().then((apis) => fetchPictures(desk, apis, files, signal)),
      answering.requester({ channel: place?.channel ?? null, isModerator: true }),
    ]);
    const [photo, ...own] = pictures;
    const chosen = [...own, ...(preset === null ? [] : [{ preset }])];
    const input = {
      ...{ content: photo!, styles: chosen.map((picture) => ({ picture, weight: 1 })), values },
      isPrivate: place === null,
    };
    const address = addressAt(answering.occasion, place ?? { channel: user, thread: null });
    return conversation.stylize(input, { requester, address: toJson(address) }, signal);
  });
  if (answer.type === 'reply') {
    await answering.tell(answer.reply);
    return null;
  }
  live.show(answer.job);
  return answer.job;
}
