/** What the commands answer, by name: questions to the studio, and what it says as replies. */

import type { CommandName } from '../../commands/all.js';
import { cancel } from '../../commands/cancel.js';
import { helpOptions } from '../../commands/help.js';
import { history } from '../../commands/history.js';
import { recipes } from '../../commands/lists.js';
import { privacy } from '../../commands/privacy.js';
import { queue } from '../../commands/queue.js';
import { serverSettings } from '../../commands/settings.js';
import { status } from '../../commands/status.js';
import { StudioError } from '../errors.js';
import type { JobClock } from '../job/clock.js';
import { parseJobId } from '../job/id.js';
import { type Job, type Requester, tenantKey, userKey } from '../job/job.js';
import { answer, text } from '../reply/answer.js';
import { describeCancelling } from '../reply/jobs.js';
import type { NamedPreset } from '../reply/naming.js';
import {
  type OwnEntry,
  presentHistory,
  presentNone,
  presentQueue,
  presentRecipes,
} from '../reply/present-lists.js';
import { presentForgotten, presentStored } from '../reply/present-privacy.js';
import type { Reply } from '../reply/reply.js';
import type { Studio } from '../studio.js';
import { type RawValues, readValues } from './command-values.js';
import { help } from './help.js';
import { answerSettings } from './settings.js';
import { answerStyles, type Pictures } from './styles.js';

export interface CommandParts {
  readonly studio: Studio;
  readonly clock: JobClock;
  readonly present: (job: Job) => Promise<Reply>;
  readonly presets: () => readonly NamedPreset[];
}

type Handler = (
  raw: RawValues,
  requester: Requester,
  signal: AbortSignal,
  pictures: Pictures,
) => Promise<Reply> | Reply;

export type Commands = Readonly<Record<Exclude<CommandName, 'stylize'>, Handler>>;

/** A job's name as somebody typed it. @throws StudioError 'job-unknown' for what can be none. */
function readId(typed: string): string {
  const id = parseJobId(typed);
  if (id === null) throw new StudioError('job-unknown', { id: typed });
  return id;
}

export function createCommands({ studio, clock, present, presets }: CommandParts): Commands {
  const isOwn = ({ requester: owner }: Job, requester: Requester) =>
    userKey(owner) === userKey(requester) && tenantKey(owner) === tenantKey(requester);

  const ownEntries = (requester: Requester): readonly OwnEntry[] => {
    const { waiting, running } = studio.overview();
    const all: readonly OwnEntry[] = [
      ...running.map((entry) => ({ ...entry, position: null })),
      ...waiting.map(({ job, forecast }) => ({ job, ...forecast, step: 0, steps: 0 })),
    ];
    return all.filter(({ job }) => isOwn(job, requester));
  };

  return {
    styles: (raw, requester, signal, pictures) => answerStyles(studio, raw, { requester, signal, pictures }),

    recipes(raw, requester) {
      readValues(recipes, raw, requester);
      return presentRecipes(studio.recipes());
    },

    queue(raw, requester) {
      readValues(queue, raw, requester);
      const { waiting, running } = studio.overview();
      const counts = { queued: waiting.length, running: running.length };
      return presentQueue(counts, ownEntries(requester), presets());
    },

    async status(raw, requester) {
      const { job: typed } = readValues(status, raw, requester);
      const job =
        typed === null ? (await studio.history(requester, 1))[0] : await studio.job(readId(typed), requester);
      return job === undefined ? presentNone() : { ...(await present(job)), isPrivate: true };
    },

    async cancel(raw, requester) {
      const { job: typed } = readValues(cancel, raw, requester);
      const id = typed === null ? (await studio.unfinished(requester))[0]?.id : readId(typed);
      if (id === undefined) {
        return answer('Nothing to cancel', [text('No picture of yours waits or is being painted here.')]);
      }
      return answer(describeCancelling(await studio.cancel(id, requester)));
    },

    async history(raw, requester) {
      const { limit } = readValues(history, raw, requester);
      return presentHistory(await studio.history(requester, limit), presets(), clock.wall());
    },

    settings: (raw, requester) =>
      answerSettings(studio.settings, readValues(serverSettings, raw, requester), requester),

    async privacy(raw, requester, signal) {
      const { action } = readValues(privacy, raw, requester);
      const user = userKey(requester);
      if (action === 'delete')
        return presentForgotten(await studio.privacy.forget(user, signal), clock.wall());
      return presentStored(await studio.privacy.describe(user, tenantKey(requester)), clock.wall());
    },

    help: (raw, requester) =>
      help(readValues({ name: 'help', options: helpOptions }, raw, requester).command, requester),
  };
}
