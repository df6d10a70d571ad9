/** Edits the message of one job while it waits and is painted; the first edit posts it. */
import { StudioError } from '../../errors.js';
import type { JobClock } from '../../job/clock.js';
import type { Job, Json } from '../../job/job.js';
import type { Log } from '../../log.js';
import type { Editor, Verdict } from '../chat/editor.js';
import { type Address, readAddress, toJson } from './address.js';
import type { ApiOf, SlackApi, Words } from './api.js';
import { abortable } from './asking.js';
import { type FailureKind, isFailure, SlackFailure } from './failure.js';
import { findMessage } from './find-message.js';
import type { Payload } from './payload.js';
import { placePictures } from './place-pictures.js';
import type { PreviewFiles } from './preview-files.js';
import { createPreviews } from './previews.js';

export interface EditorParts {
  readonly apiOf: ApiOf;
  readonly readdress: (job: string, address: Json) => Promise<void>;
  readonly files: PreviewFiles;
  readonly clock: Pick<JobClock, 'now' | 'wall'>;
  readonly log: Log;
}

/** Bytes of a preview: Slack takes more, and it is soon replaced. */
export const previewMaxBytes = 2 * 2 ** 20;
/** A job that is older and has no message may have one that we do not know of, milliseconds. */
const youngMs = 10_000;
/** A token that is no good now may be a new one by then, milliseconds. */
const tokenWaitMs = 60_000;

const over: Verdict = { type: 'over' };
const later: Verdict = { type: 'later', waitMs: 0 };
const refused: Verdict = { type: 'refused', tooLarge: false };

const verdicts: Readonly<Record<FailureKind, (failure: SlackFailure) => Verdict>> = {
  gone: () => over,
  forbidden: () => over,
  uneditable: () => over,
  unauthorized: () => ({ type: 'later', waitMs: tokenWaitMs }),
  // Why not for its files: they are no part of the message.
  'too-large': () => refused,
  'bad-picture': () => refused,
  stale: () => refused,
  refused: () => refused,
  limited: ({ retryAfterMs }) => ({ type: 'later', waitMs: retryAfterMs }),
  unreachable: () => later,
};

export function createEditor(
  job: Job & { readonly address: NonNullable<Json> },
  { apiOf, readdress, files, clock, log }: EditorParts,
): Editor<Payload> {
  const previews = createPreviews({ job: job.id, files, clock, log });
  let address = readAddress(job.address);
  let isAddressNew = false;
  let mayBeThere = clock.wall() - job.createdAt > youngMs;

  /** Where the message is, is kept for the time after a restart. */
  const learn = async (known: Pick<Address, 'channel'> & { readonly message: string }) => {
    address = { ...address, ...known };
    isAddressNew = true;
    await keep();
  };

  const keep = async () => {
    try {
      await readdress(job.id, toJson(address));
      isAddressNew = false;
    } catch (err) {
      log.warn({ job: job.id, err }, 'slack: the place of a message could not be kept');
    }
  };

  const post = async (words: Words, api: SlackApi, signal: AbortSignal) => {
    // Why: an answer that does not come leaves open whether it is there.
    mayBeThere = true;
    try {
      await learn(await api.post(address, words, signal));
    } catch (error) {
      if (error instanceof SlackFailure && error.kind !== 'unreachable') mayBeThere = false;
      throw error;
    }
  };

  const send = async (words: Words, api: SlackApi, signal: AbortSignal): Promise<void> => {
    if (address.message === null && mayBeThere) {
      const found = await findMessage(job, address, null, api, signal);
      if (found !== null) await learn({ channel: address.channel, message: found });
    }
    const { channel, message } = address;
    if (message === null) return post(words, api, signal);
    await api.update({ channel, message }, words, signal);
    if (isAddressNew) await keep();
  };

  const edit = async (payload: Payload, signal: AbortSignal) => {
    const { impatient: api } = await abortable(signal, () => apiOf(address));
    const [wanted] = payload.files;
    const placed = await previews.current(api, signal);
    const pictures = new Map(wanted === undefined || placed === null ? [] : [[wanted.name, placed]]);
    try {
      await send(placePictures(payload, pictures), api, signal);
    } catch (error) {
      if (pictures.size === 0 || !isFailure(error, 'bad-picture')) throw error;
      previews.giveUp(error);
      await send(placePictures(payload, new Map()), api, signal);
    }
    try {
      await previews.tidy(api, signal);
      if (wanted !== undefined) await previews.bring(wanted, api, signal);
    } catch (err) {
      // Why: the words are there, whatever becomes of pictures.
      log.debug({ job: job.id, err }, 'slack: a picture was not brought');
    }
  };

  return {
    way: () => 'open',
    maxBytes: previewMaxBytes,
    untilFarewell: () => null,
    async edit(payload, signal) {
      try {
        await edit(payload, signal);
        return { type: 'taken' };
      } catch (error) {
        if (signal.aborted) return later;
        // The app was taken out of the workspace.
        if (error instanceof StudioError && error.code === 'platform-failed') return over;
        if (!(error instanceof SlackFailure)) throw error;
        const verdict = verdicts[error.kind](error);
        if (verdict.type === 'over' || verdict.type === 'refused')
          log.info({ job: job.id, err: error }, 'slack: an edit was refused');
        return verdict;
      }
    },
  };
}
