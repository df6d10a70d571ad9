/** Every event of Slack's comes in here: it is acknowledged, goes to whoever answers it, and is told to the log. */
import type { RespondFn } from '@slack/bolt';
import type { Job } from '../../job/job.js';
import { type Answering, createAnswering } from './answering.js';
import type { Desk } from './desk.js';
import { asFailure } from './failure.js';
import { logFailure, toRefusal } from './going-wrong.js';
import { readOccasion } from './occasion.js';
import { ToldInForm } from './open-view.js';

/** For the log: nothing that a stranger could have made up, and nothing secret. */
export interface About {
  readonly kind: string;
  /** Of the command, or of what was pressed. */
  readonly name: string;
}

export interface Event {
  readonly about: About;
  readonly body: object;
  readonly respond?: RespondFn | undefined;
  /** null where Bolt does it, or the handler. */
  readonly ack: (() => Promise<void>) | null;
  /** What is said is for all who see where it was said. @default false */
  readonly isPublic?: boolean;
}

/** @returns the job that came of it, for the log; null where none did. */
export type Handle = (answering: Answering) => Promise<Job | null>;

/** Of what no job comes from. */
export async function none(act: Promise<unknown>): Promise<null> {
  await act;
  return null;
}

/** Answers each event. Never rejects. */
export function createServe(desk: Desk): (event: Event, handle: Handle) => Promise<void> {
  const { log, closing, clock } = desk;

  /** Whatever goes wrong is told to whoever began it. */
  const tell = async (error: unknown, answering: Answering, about: object) => {
    if (error instanceof ToldInForm) {
      logFailure(log, error.cause, about);
      return;
    }
    logFailure(log, error, about);
    const refusal = toRefusal(error, closing);
    if (refusal !== null) await answering.tell(refusal);
  };

  return async ({ about: { kind, name }, body, respond, ack, isPublic = false }, handle) => {
    const begunAt = clock.now();
    const occasion = readOccasion(body as Readonly<Record<string, unknown>>);
    const about = { kind, name, team: occasion?.team ?? null };
    try {
      try {
        await ack?.();
      } catch (error) {
        // Why nothing is done: Slack sends again what it believes unheard, and it would be done twice.
        log.warn({ ...about, err: asFailure(error, 'acknowledge') }, 'slack: not acknowledged');
        return;
      }
      if (occasion === null) {
        log.warn(about, 'slack: an event of nobody');
        return;
      }
      const acknowledgedMs = Math.round(clock.now() - begunAt);
      const answering = createAnswering(desk, { occasion, respond, isPublic });
      try {
        const job = await handle(answering);
        log.info({ ...about, job: job?.id ?? null, acknowledgedMs }, 'slack event');
      } catch (error) {
        await tell(error, answering, about);
      }
    } catch (error) {
      logFailure(log, error, about);
    }
  };
}
