/**
 * The picture in the message of a job that waits or is painted. Slack takes its time to look at a file before it can be
 * shown; words do not wait for that. With each edit the picture comes one step further, and until it is there the one before
 * stays.
 */
import type { JobClock } from '../../job/clock.js';
import type { Log } from '../../log.js';
import type { SlackApi } from './api.js';
import { isFailure, SlackFailure } from './failure.js';
import type { Upload } from './payload.js';
import type { Placed } from './place-pictures.js';
import type { PreviewFiles } from './preview-files.js';

export interface PreviewsParts {
  readonly job: string;
  readonly files: PreviewFiles;
  readonly clock: Pick<JobClock, 'now'>;
  readonly log: Log;
}

export type PreviewApi = Pick<SlackApi, 'upload' | 'share' | 'file' | 'deleteFile'>;

interface Picture extends Placed {
  readonly name: string;
}

/** A file that is not there after so long will not be there soon, milliseconds. */
const longestLook = 20_000;
/** Failures one after the other until no more pictures are tried. */
const mostFailures = 3;
/** After these, no other picture would fare better. */
const endings = ['forbidden', 'unauthorized'] as const;

export function createPreviews({ job, files, clock, log }: PreviewsParts) {
  let shown: Picture | null = null;
  let looked: (Picture & { readonly since: number }) | null = null;
  let replaced: readonly string[] = [];
  let failures = 0;

  const giveUp = (err: unknown) => {
    log.info({ job, err }, 'slack: a message goes on without pictures');
    failures = mostFailures;
    const left = [shown, looked].filter((picture) => picture !== null);
    replaced = [...replaced, ...left.map(({ file }) => file)];
    shown = null;
    looked = null;
  };

  /** What Slack says to a picture ends no message. */
  const tolerate = async (step: () => Promise<void>, signal: AbortSignal) => {
    try {
      await step();
    } catch (error) {
      if (signal.aborted || !(error instanceof SlackFailure)) throw error;
      if (failures >= mostFailures || isFailure(error, 'limited', 'unreachable')) return;
      failures += 1;
      if (isFailure(error, ...endings) || failures >= mostFailures) giveUp(error);
    }
  };

  const look = async (api: PreviewApi, signal: AbortSignal) => {
    if (looked === null) return;
    const { file, since } = looked;
    const state = await api.file(file, signal).catch((error) => {
      if (isFailure(error, 'gone')) return null;
      throw error;
    });
    if (state !== null && !state.isReady && clock.now() - since <= longestLook) return;
    const isGood = state?.isReady === true;
    const old = isGood ? shown?.file : file;
    replaced = [...replaced, ...(old === undefined ? [] : [old])];
    failures = isGood ? 0 : failures + 1;
    if (isGood) shown = looked;
    looked = null;
  };

  const upload = async (wanted: Upload, api: PreviewApi, signal: AbortSignal) => {
    const { name, alt } = wanted;
    if (looked !== null || shown?.name === name) return;
    const file = await api.upload(wanted, signal);
    files.add(job, file);
    looked = { name, alt, file, since: clock.now() };
    await api.share(file, name, null, signal);
  };

  return {
    /** What can be shown now. */
    async current(api: PreviewApi, signal: AbortSignal): Promise<Placed | null> {
      if (failures < mostFailures) await tolerate(() => look(api, signal), signal);
      return shown;
    },

    /** Uploads the picture that a message wants, for the edits to come. */
    async bring(wanted: Upload, api: PreviewApi, signal: AbortSignal): Promise<void> {
      if (failures < mostFailures) await tolerate(() => upload(wanted, api, signal), signal);
    },

    /** A message was taken: what it does not show any more is deleted. */
    async tidy(api: PreviewApi, signal: AbortSignal): Promise<void> {
      for (const file of replaced) {
        await tolerate(async () => {
          await api.deleteFile(file, signal).catch((error) => {
            if (!isFailure(error, 'gone')) throw error;
          });
          files.remove(job, file);
          replaced = replaced.filter((one) => one !== file);
        }, signal);
      }
    },

    /** Slack does not show the picture. */
    giveUp,
  };
}
