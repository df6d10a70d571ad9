/** From what was asked for to a job: pictures fetched, and the job's message live. */
import type { Job } from '../../job/job.js';
import type { RawValue } from '../../request/parse.js';
import { guidanceOf } from '../chat/guides.js';
import { withPatience } from '../chat/patience.js';
import { toJson } from './address.js';
import type { Answering } from './answering.js';
import type { Place } from './api.js';
import type { Desk } from './desk.js';
import { fetchPictures, type SentFile } from './inputs.js';
import { addressAt } from './speaker.js';
import type { WeightedPresets } from './typed-styles.js';

export interface Asked {
  readonly content: SentFile;
  /** Of weight 1. It and presets together are several styles; without any, the workspace's default. */
  readonly style: SentFile | null;
  readonly presets: WeightedPresets;
  readonly mask?: SentFile | null;
  /** @default false */
  readonly isMaskInverted?: boolean;
  readonly initPicture?: SentFile | null;
  /** By option name, without those of the pictures. */
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
  { content, style, presets, mask, isMaskInverted = false, initPicture, values, place }: Asked,
): Promise<Job | null> {
  const { conversation, live, clock, closing } = desk;
  const { user } = answering.occasion;
  const answer = await withPatience(clock, submitMs, [closing], async (signal) => {
    const given = Object.entries({ content, style, mask, initPicture });
    const files = given.filter((one): one is [string, SentFile] => one[1] !== null && one[1] !== undefined);
    const [pictures, requester] = await Promise.all([
      answering.apis().then(async (apis) => {
        const fetched = await fetchPictures(
          desk,
          apis,
          files.map(([, file]) => file),
          signal,
        );
        return new Map(files.map(([name], k) => [name, fetched[k]!]));
      }),
      answering.requester({ channel: place?.channel ?? null, isModerator: true }),
    ]);
    const own = pictures.get('style');
    const styles = [
      ...(own === undefined ? [] : [{ picture: own, weight: 1 }]),
      ...presets.map(({ name, weight }) => ({ picture: { preset: name }, weight })),
    ];
    const input = {
      ...{ content: pictures.get('content')!, styles, values, isPrivate: place === null },
      ...guidanceOf({
        ...{ mask: pictures.get('mask'), initPicture: pictures.get('initPicture'), isMaskInverted },
      }),
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
