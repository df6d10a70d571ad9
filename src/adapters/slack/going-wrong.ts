/** What went wrong with an event: what the person is told of it, and what the log. */
import { StudioError } from '../../errors.js';
import type { Log } from '../../log.js';
import { refuse } from '../../reply/answer.js';
import { refuseForTime, refuseLateForm } from '../../reply/chat-words.js';
import type { Reply } from '../../reply/reply.js';
import { isFailure, SlackFailure } from './failure.js';

const isAbort = (error: unknown) => error instanceof Error && error.name === 'AbortError';

/** null where nobody can be told. @param closing aborted where the bot is being stopped. */
export function toRefusal(error: unknown, closing: AbortSignal): Reply | null {
  if (error instanceof StudioError) return refuse(error);
  if (closing.aborted) return refuse(new StudioError('shutting-down', {}));
  if (isAbort(error)) return refuseForTime();
  if (isFailure(error, 'unauthorized')) return null;
  if (isFailure(error, 'stale')) return refuseLateForm();
  return refuse(new StudioError('unexpected', { detail: 'the bot could not finish this' }));
}

/** @param about which event it was. */
export function logFailure(log: Log, error: unknown, about: object): void {
  if (error instanceof StudioError) {
    // Why not its context: names of files are nobody's business here.
    log.info({ ...about, code: error.code }, 'slack: refused');
  } else if (isAbort(error)) {
    log.warn(about, 'slack: took too long, or is being stopped');
  } else if (error instanceof SlackFailure) {
    log.warn({ ...about, err: error }, 'slack: an answer was not taken');
  } else {
    log.error({ ...about, err: error }, 'slack: an event failed');
  }
}
