/** From what was asked for to a job: pictures fetched, a style chosen where there is none, and the job's message live. */
import type { Job } from '../../job/job.js';
import { refuseForPermissions } from '../../reply/chat-words.js';
import type { RawValue } from '../../request/parse.js';
import { guidanceOf } from '../chat/guides.js';
import { withPatience } from '../chat/patience.js';
import { readPresets } from '../chat/presets.js';
import type { Answering } from './answering.js';
import type { Desk } from './desk.js';
import { type FetchedPicture, fetchPictures, type Upload } from './inputs.js';
import { findMissingPermissions } from './permissions.js';
import type { Picker } from './picker.js';
import { submit, submitMs } from './submit.js';

export interface Uploads {
  readonly content: Upload;
  readonly style: Upload | undefined;
  readonly mask: Upload | undefined;
  readonly initPicture: Upload | undefined;
}

export interface Asked {
  /** A style and presets together are several styles, as there can be in a terminal. */
  readonly uploads: Uploads;
  /** One or several, as typed: see chat/presets.ts. */
  readonly preset: string | null;
  /** By option name, without those of the pictures. */
  readonly values: Readonly<Record<string, RawValue>>;
  readonly isMaskInverted: boolean;
  readonly isPrivate: boolean;
}

/** Says it where pictures cannot be shown; true then. @param isEphemeral whether only the user will see them. */
export async function isBarred(
  answering: Answering,
  isEphemeral = answering.address().isEphemeral,
): Promise<boolean> {
  const missing = findMissingPermissions(answering.interaction, isEphemeral);
  if (missing.length === 0) return false;
  await answering.refuse(refuseForPermissions(missing));
  return true;
}

type Fetched = { readonly content: FetchedPicture } & {
  readonly [Name in Exclude<keyof Uploads, 'content'>]?: FetchedPicture;
};

/** Those that were given. @throws as `fetchPictures`. */
async function fetchGiven(
  download: Desk['download'],
  uploads: Uploads,
  signal: AbortSignal,
): Promise<Fetched> {
  const given = Object.entries(uploads).filter((one): one is [string, Upload] => one[1] !== undefined);
  return (await fetchPictures(download, Object.fromEntries(given), signal)) as unknown as Fetched;
}

/**
 * After the first answer. @returns the job; null where there is none (yet).
 * @throws StudioError for presets that cannot be read, and pictures that cannot be had.
 */
export async function paint(
  desk: Desk,
  picker: Picker,
  answering: Answering,
  { uploads, preset, values, isMaskInverted, isPrivate }: Asked,
): Promise<Job | null> {
  if (await isBarred(answering)) return null;
  const { conversation, clock, closing, download } = desk;
  const presets = preset === null ? [] : await readPresets(preset);
  return withPatience(clock, submitMs, [closing], async (signal) => {
    const { content, style, mask, initPicture } = await fetchGiven(download, uploads, signal);
    const styles = [
      ...(style === undefined ? [] : [{ picture: style, weight: 1 }]),
      ...presets.map(({ name, weight }) => ({ picture: { preset: name }, weight })),
    ];
    const guidance = guidanceOf({ mask, initPicture, isMaskInverted });
    const input = { content, values, isPrivate, ...guidance };
    const isOpen = styles.length === 0 && (await conversation.needsStyle(answering.requester));
    if (!isOpen) return submit(desk, answering, { ...input, styles }, signal);
    const refusal = await conversation.examine(input.content, answering.requester, signal);
    if (refusal === null) await picker.offer(answering, input);
    else await answering.refuse(refusal);
    return null;
  });
}
