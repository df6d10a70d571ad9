/**
 * Brings the last state of a job to Slack: its picture into the thread, and the end into the message that told of it so
 * far. See src/job/courier.ts for what is done so that nothing is there twice.
 */
import type { Conversation } from '../../conversation/conversation.js';
import { StudioError } from '../../errors.js';
import type { JobClock } from '../../job/clock.js';
import type { Courier } from '../../job/courier.js';
import type { Log } from '../../log.js';
import { presentInWords, presentUnshown } from '../../reply/unshown.js';
import type { Studio } from '../../studio.js';
import type { LiveMessages } from '../chat/live.js';
import { readAddress, toJson } from './address.js';
import type { ApiOf, Words } from './api.js';
import { type FailureKind, isFailure, SlackFailure } from './failure.js';
import type { Payload } from './payload.js';
import { type Placed, placePictures, showsPicture } from './place-pictures.js';
import type { PreviewFiles } from './preview-files.js';
import { openLedger } from './receipt.js';
import type { Render } from './render.js';
import { pictureOf, type Shared, sharePicture } from './share-picture.js';
import { createStatusMessage } from './status-message.js';
import type { Trip } from './trip.js';
import { watchFile } from './watch-file.js';

export interface CourierParts {
  readonly apiOf: ApiOf;
  readonly live: Pick<LiveMessages, 'finish'>;
  readonly conversation: Pick<Conversation, 'present'>;
  readonly job: Studio['job'];
  readonly readdress: Studio['readdress'];
  readonly render: Render;
  /** What the live messages have left. */
  readonly files: PreviewFiles;
  readonly clock: Pick<JobClock, 'now' | 'after'>;
  readonly log: Log;
}

/** Bytes of a picture: Slack takes a gigabyte, people on phones do not. */
export const resultMaxBytes = 20 * 2 ** 20;

/** What a refusal means that nothing else helped against: a later try, or none, will succeed. */
const meanings: Readonly<Record<FailureKind, 'later' | 'never'>> = {
  gone: 'never',
  forbidden: 'never',
  // Why: whoever has given the app a wrong token will give it a right one; apiOf knows where it was taken out.
  unauthorized: 'later',
  uneditable: 'never',
  'too-large': 'never',
  'bad-picture': 'never',
  stale: 'never',
  limited: 'later',
  refused: 'never',
  unreachable: 'later',
};

const bare: ReadonlyMap<string, Placed> = new Map();
/** Refusals of a form that another one may not meet. */
const ofForm = ['bad-picture', 'refused', 'too-large'] as const;

/** @throws SlackFailure, the last one, where no form is taken; at once where another one would not help. */
async function sayAny(
  forms: readonly (() => Promise<Words>)[],
  say: (words: Words) => Promise<unknown>,
): Promise<void> {
  for (const [at, form] of forms.entries()) {
    try {
      await say(await form());
      return;
    } catch (error) {
      if (at === forms.length - 1 || !isFailure(error, ...ofForm)) throw error;
    }
  }
}

/** The picture for the message, where Slack has looked at it in time. */
async function placed({ file, payload }: Shared, trip: Trip): Promise<ReadonlyMap<string, Placed>> {
  const picture = pictureOf(payload);
  if (picture === null || !showsPicture(payload, picture.name)) return bare;
  try {
    const state = await watchFile(file, ({ isReady }) => isReady, trip);
    return state?.isReady === true ? new Map([[picture.name, { file, alt: picture.alt }]]) : bare;
  } catch (error) {
    // Why: the thread has it.
    if (error instanceof SlackFailure) return bare;
    throw error;
  }
}

export function createCourier(parts: CourierParts): Courier {
  const { apiOf, live, conversation, render, files, clock, log } = parts;

  const bring = async (trip: Trip): Promise<'delivered' | 'given-up'> => {
    const { job, ledger, api, signal } = trip;
    const { requester } = job;
    const reply = await conversation.present(job);
    const whole = await render(reply, { requester, maxBytes: resultMaxBytes });
    const draw = async (maxBytes: number) =>
      maxBytes === resultMaxBytes ? whole : render(reply, { requester, maxBytes });
    const inWords = async (payload: Promise<Payload>) => placePictures(await payload, bare);
    const least = () => inWords(render(presentInWords(job), { requester, maxBytes: resultMaxBytes }));
    const unshown = () => inWords(render(presentUnshown(reply), { requester, maxBytes: resultMaxBytes }));
    const status = createStatusMessage(trip);
    const withoutPicture = async () => placePictures(whole, bare);

    if (pictureOf(whole) === null) {
      await sayAny([withoutPicture, least], status.say);
      return 'delivered';
    }
    if (status.known() === null) await sayAny([withoutPicture, least], status.say);
    const { channel, message } = status.known()!;
    // Why: who has deleted the message does not want the picture.
    if (!ledger.now.isShared && !(await api.isThere({ channel, message }, signal))) return 'given-up';
    // Why the address' thread: replies have none of their own.
    const place = { channel, thread: trip.address.thread ?? message };
    const about = { title: reply.title, place, maxBytes: resultMaxBytes };
    const shared = await sharePicture(draw, about, trip);
    if (shared === null) {
      await sayAny([unshown, least], status.say);
      return 'delivered';
    }
    const { file } = shared;
    await parts.readdress(job.id, toJson({ ...trip.address, ...status.known()!, file }));
    await parts.job(job.id, requester).catch(async (error) => {
      // Why: whoever has the job deleted while its picture was brought did not know of this file yet.
      if (isUnknown(error)) await discard([file], trip);
      throw error;
    });
    const pictures = await placed(shared, trip);
    const shown = async () => placePictures(shared.payload, pictures);
    const told = async () => placePictures(shared.payload, bare);
    await sayAny([...(pictures.size > 0 ? [shown] : []), told, least], status.say);
    return 'delivered';
  };

  const settle = async (trip: Trip): Promise<'delivered' | 'given-up'> => {
    try {
      return await bring(trip);
    } catch (error) {
      if (isUnknown(error)) {
        log.info({ job: trip.job.id }, 'slack: a job was deleted while its picture was brought');
        return 'given-up';
      }
      if (!(error instanceof SlackFailure) || meanings[error.kind] === 'later') throw error;
      const isOurs = isFailure(error, ...ofForm);
      log[isOurs ? 'error' : 'info']({ job: trip.job.id, err: error }, 'slack: an answer was refused');
      return 'given-up';
    }
  };

  /** Never rejects: what is left is nobody's. */
  const discard = async (
    unwanted: readonly string[],
    { job, api, signal }: Pick<Trip, 'job' | 'api' | 'signal'>,
  ) => {
    for (const file of unwanted)
      await api
        .deleteFile(file, signal)
        .catch((err) => log.info({ job: job.id, err }, 'slack: a picture is left'));
  };

  return {
    async deliver({ job, address: before, delivery }, save, signal) {
      // Why first: an edit that tells of the progress must not come after this one.
      await live.finish(job.id);
      try {
        // Why again: the message may have been posted since the job was read.
        const { address: stored } = await parts.job(job.id, job.requester);
        const address = readAddress(stored ?? before);
        const { patient: api } = await apiOf(address);
        const ledger = openLedger(delivery.receipt, save);
        const outcome = await settle({ job, delivery, address, ledger, api, clock, log, signal });
        await discard(files.take(job.id), { job, api, signal });
        return outcome;
      } catch (error) {
        if (!(error instanceof StudioError) || !endings.has(error.code)) throw error;
        log.info({ job: job.id, code: error.code }, 'slack: nobody is there to be answered');
        return 'given-up';
      }
    },
  };
}

const isUnknown = (error: unknown) => error instanceof StudioError && error.code === 'job-unknown';

/** The app was taken out of the workspace; the job was deleted. */
const endings: ReadonlySet<string> = new Set(['platform-failed', 'job-unknown']);
