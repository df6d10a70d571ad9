/** Live messages over a Discord and a conversation that do what the test says. */
import { createDiscordLive } from '../../../../src/adapters/discord/live-messages.js';
import type { Presented } from '../../../../src/conversation/conversation.js';
import type { Json } from '../../../../src/job/job.js';
import { createLog } from '../../../../src/log.js';
import { createMailbox, type Mailbox } from '../../../../src/progress/mailbox.js';
import { createManualClock } from '../../../fakes/manual-clock.js';
import { createFakeApi } from './fake-api.js';
import { type DiscordJob, render as drawn, jobAt, shownAs, wordsOf } from './job.js';

export function openStage({ render = drawn, readdress }: Partial<StageOptions> = {}) {
  const clock = createManualClock();
  const fake = createFakeApi(clock.now);
  const news = new Map<string, Mailbox<Presented>>();
  const readdressed: Json[] = [];
  const log: string[] = [];
  const live = createDiscordLive({
    api: fake.api,
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
    log: createLog({ level: 'debug', write: (line) => void log.push(line) }),
    ...{ render, clock },
  });

  return {
    ...fake,
    ...{ clock, live, log, readdressed },
    /** News of a job. */
    tell: (words: string, about: Parameters<typeof shownAs>[1] = {}) => {
      const job = about?.job ?? jobAt();
      news.get(job.id)!.push(shownAs(words, about));
    },
    end: (job: DiscordJob = jobAt()) => {
      news
        .get(job.id)!
        .push(shownAs('the end', { job: { ...job, state: 'done', endedAt: 1 } as DiscordJob }));
    },
    fail: (error: unknown, id = 'rokadimu') => news.get(id)!.fail(error),
    /** How many follow their jobs. */
    isFollowed: (id = 'rokadimu') => news.has(id),
    /** What was sent, as words. */
    said: () => fake.calls.map(({ payload }) => wordsOf(payload)),
    times: () => fake.calls.map(({ at }) => at),
  };
}

interface StageOptions {
  readonly render: typeof drawn;
  readonly readdress: () => Promise<void>;
}
