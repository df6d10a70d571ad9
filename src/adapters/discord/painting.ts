/** From what was asked for to a job: pictures fetched, a style chosen where there is none, and the job's message live. */
import type { Job } from '../../job/job.js';
import { refuseForPermissions } from '../../reply/chat-words.js';
import type { RawValue } from '../../request/parse.js';
import { withPatience } from '../chat/patience.js';
import type { Answering } from './answering.js';
import type { Desk } from './desk.js';
import { type FetchedPicture, fetchPictures, type Upload } from './inputs.js';
import { findMissingPermissions } from './permissions.js';
import type { Picker } from './picker.js';
import { submit, submitMs } from './submit.js';

export interface Asked {
  readonly content: Upload;
  /** Both together are two styles of equal weight, as there can be several in a terminal. */
  readonly style: Upload | null;
  readonly preset: string | null;
  /** By option name. */
  readonly values: Readonly<Record<string, RawValue>>;
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

/**
 * After the first answer. @returns the job; null where there is none (yet).
 * @throws StudioError for pictures that cannot be had.
 */
export async function paint(
  desk: Desk,
  picker: Picker,
  answering: Answering,
  { content, style, preset, values, isPrivate }: Asked,
): Promise<Job | null> {
  if (await isBarred(answering)) return null;
  const { conversation, clock, closing, download } = desk;
  return withPatience(clock, submitMs, [closing], async (signal) => {
    const uploads = { content, ...(style === null ? {} : { style }) };
    const pictures: { readonly content: FetchedPicture; readonly style?: FetchedPicture } =
      await fetchPictures(download, uploads, signal);
    const { content: photo } = pictures;
    const chosen = [
      ...(pictures.style === undefined ? [] : [pictures.style]),
      ...(preset === null ? [] : [{ preset }]),
    ];
    const isOpen = chosen.length === 0 && (await conversation.needsStyle(answering.requester));
    if (isOpen) {
      const refusal = await conversation.examine(photo, answering.requester, signal);
      if (refusal === null) await picker.offer(answering, { content: photo, values, isPrivate });
      else await answering.refuse(refusal);
      return null;
    }
    const styles = chosen.map((picture) => ({ picture, weight: 1 }));
    return submit(desk, answering, { content: photo, styles, values, isPrivate }, signal);
  });
}
