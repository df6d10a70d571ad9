/** Goes on trying where Slack is not reached, and stops where it says that a token is no good. */

import { StudioError } from '../../errors.js';
import type { JobClock } from '../../job/clock.js';
import type { Log } from '../../log.js';
import { rest } from '../chat/patience.js';
import { asFailure, isFailure } from './failure.js';

export interface InsistParts {
  /** For the log: `connect`. */
  readonly deed: string;
  /** Which variable has the token. */
  readonly variable: string;
  readonly clock: Pick<JobClock, 'after'>;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Milliseconds from one try to the next, doubled at each. */
const pause = { first: 2000, longest: 60_000 } as const;

/** Words of docs.slack.dev/reference/methods/apps.connections.open and auth.test beside those of every method. */
const refusals: ReadonlySet<string> = new Set([
  'not_allowed_token_type',
  'missing_scope',
  'no_permission',
  'org_login_required',
  'team_access_not_granted',
  'team_disabled',
  'user_removed_from_team',
]);

export const isRefusal = (error: unknown) =>
  isFailure(error, 'unauthorized') || (isFailure(error, 'refused', 'forbidden') && refusals.has(error.word));

/** @throws StudioError 'token-refused'; the signal's reason where it is aborted. */
export async function insist<Outcome>(
  { deed, variable, clock, log, signal }: InsistParts,
  act: () => Promise<Outcome>,
): Promise<Outcome> {
  for (let tries = 0; ; tries++) {
    signal.throwIfAborted();
    try {
      return await act();
    } catch (caught) {
      signal.throwIfAborted();
      const error = asFailure(caught, deed);
      if (isRefusal(error))
        throw new StudioError('token-refused', { variable, platform: 'Slack' }, { cause: error });
      const ms = Math.min(pause.longest, pause.first * 2 ** tries);
      log.warn({ err: error, againInMs: ms }, 'slack is not reached');
      await rest(clock, ms, signal);
    }
  }
}
