/** Live messages over a Slack and a conversation that do what the test says. */
import { createSlackLive } from '../../../../src/adapters/slack/live-messages.js';
import { createPreviewFiles } from '../../../../src/adapters/slack/preview-files.js';
import type { Presented } from '../../../../src/conversation/conversation.js';
import type { StudioError } from '../../../../src/errors.js';
import type { Json } from '../../../../src/job/job.js';
import { createLog } from '../../../../src/log.js';
import { createMailbox, type Mailbox } from '../../../../src/progress/mailbox.js';
import { createManualClock } from '../../../fakes/manual-clock.js';
import { createFakeApi } from './fake-api.js';
import { jobAt, png, renderFor, shownAs, shownIn } from './job.js';

interface StageOptions {
  readonly readdress: () => Promise<void>;
  /** The app is not installed. */
  readonly missing: StudioError;
  /** Its token is asked for, and does not come. */
  readonly isRenewing: boolean;
  /** For which Slack looks at a file. */
  readonly readyMs: number;
}

export function openStage(options: Partial<StageOptions> = {}) {
  const { readdress, missing, isRenewing = false, readyMs } = options;
  const clock = createManualClock();
  const fake = createFakeApi(clock.now, readyMs);
  const news = new Map<string, Mailbox<Presented>>();
  const readdressed: Json[] = [];
  const log: string[] = [];
  const files = createPreviewFiles();
  const live = createSlackLive({
    async apiOf() {
      if (missing !== undefined) throw missing;
      if (isRenewing) await new Promise(() => undefined);
      return { patient: fake.api, impatient: fake.api, token: 'xoxb-1' };
    },
    conversation: {
      async *follow(id, _requester, signal) {
        const box = createMailbox<Presented>(() => true);
        news.set(id, box);
        signal.addEventListener('abort', () => box.end());
        yield* box;
      },
    },
    readdress: async (_, where) => {
      readdressed.push(where);
      await readdress?.();
    },
    isSame: (one, other) => JSON.stringify(one.blocks) === JSON.stringify(other.blocks),
    render: renderFor(),
    log: createLog({ level: 'debug', write: (line) => void log.push(line) }),
    ...{ clock, files },
  });

  return {
    ...fake,
    ...{ clock, live, log, readdressed, files },
    uploaded: fake.files,
    /** Ids of the jobs that were followed. */
    followed: () => [...news.keys()],
    /** News of a job. @param step of its preview. */
    tell(words: string, step: number | null = null, job = jobAt()) {
      const preview = step === null ? null : { step, bytes: png(10 + step) };
      news.get(job.id)!.push(shownAs(words, { job, preview }));
    },
    end: (job = jobAt()) =>
      news.get(job.id)!.push(shownAs('the end', { job: jobAt({}, { ...job, state: 'done', endedAt: 1 }) })),
    /** What was sent, the words' last line. */
    said: () => sent(fake).map(({ words }) => words!.text.split('\n').at(-1)),
    times: () => sent(fake).map(({ at }) => at),
    shown: () => sent(fake).map(({ words }) => shownIn(words!)),
  };
}

const sent = ({ calls }: ReturnType<typeof createFakeApi>) => calls.filter(({ words }) => words !== null);
