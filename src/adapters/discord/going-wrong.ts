/** What went wrong with an interaction: what its user is told of it, and what the log. */
import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { StudioError } from '../../errors.js';
import type { Log } from '../../log.js';
import { refuse } from '../../reply/answer.js';
import { refuseForTime } from '../../reply/chat-words.js';
import type { Reply } from '../../reply/reply.js';
import { NotTaken } from './answering.js';
import { asFailure, DiscordFailure, type FailureKind } from './failure.js';

/** After these, other words may still arrive. */
const open: ReadonlySet<FailureKind> = new Set(['refused', 'too-large', 'forbidden', 'uneditable']);

const isAbort = (error: unknown) => error instanceof Error && error.name === 'AbortError';

/** discord.js' own errors carry tokens. Ours, and mistakes in our code, are told as they are. */
function withoutSecrets(error: unknown): unknown {
  const isTheirs = [DiscordAPIError, HTTPError, RateLimitError].some((kind) => error instanceof kind);
  return isTheirs ? asFailure(error, 'answer') : error;
}

/** null where nobody is there to be told. @param closing aborted where the bot is being stopped. */
export function toRefusal(caught: unknown, closing: AbortSignal): Reply | null {
  const error = withoutSecrets(caught);
  if (error instanceof StudioError) return refuse(error);
  if (closing.aborted) return refuse(new StudioError('shutting-down', {}));
  if (isAbort(error)) return refuseForTime();
  if (error instanceof DiscordFailure && !open.has(error.kind)) return null;
  return refuse(new StudioError('unexpected', { detail: 'the bot could not finish this' }));
}

/** @param about which interaction it was. */
export function logFailure(log: Log, caught: unknown, about: object): void {
  const error = withoutSecrets(caught);
  if (error instanceof NotTaken) {
    log.warn({ ...about, err: error.cause }, 'discord: the first answer was not taken');
  } else if (error instanceof StudioError) {
    // Why not its context: names of files are nobody's business here.
    log.info({ ...about, code: error.code }, 'discord: refused');
  } else if (isAbort(error)) {
    log.warn(about, 'discord: took too long, or is being stopped');
  } else if (error instanceof DiscordFailure) {
    log.warn({ ...about, err: error }, 'discord: an answer was not taken');
  } else {
    log.error({ ...about, err: error }, 'discord: an interaction failed');
  }
}
