/** Whether a job is let in, on whichever path it comes: asked for, by a button, or tried again. */
import { StudioError } from '../errors.js';
import { isTooPublic } from './age-restriction.js';
import type { Door, Requester } from './job.js';
import type { EffectiveSettings } from './settings/table.js';
import type { Census } from './store.js';

export interface Applicant {
  readonly census: Census;
  readonly requester: Requester;
  /** Of the requester's tenant. */
  readonly settings: EffectiveSettings;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** `dayStartOf(now)`, as the census was taken with. */
  readonly dayStart: number;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Where the day of a moment began, UTC; both in milliseconds since 1970. */
export function dayStartOf(now: number): number {
  return Math.floor(now / dayMs) * dayMs;
}

/** The page knows no roles, so a rule about them cannot be meant for it. */
const doorsWithRoles: ReadonlySet<Door> = new Set(['discord', 'slack']);

/**
 * In the order in which they are told: what nobody can change by waiting comes first. Moderators are exempt from the
 * rules about channels and roles, which they make themselves (as Discord exempts administrators from those of
 * commands), from nothing else. Direct messages have no channel, and disturb nobody in one.
 */
const checks: readonly ((applicant: Applicant) => void)[] = [
  function checkBlock({ census: { block } }) {
    if (block !== null) throw new StudioError('blocked', { kind: block.kind, reason: block.reason });
  },

  function checkChannel({ requester: { channel, isModerator }, settings }) {
    const channels = settings['allowed-channels'];
    if (channels === null || channel === null || isModerator || channels.includes(channel)) return;
    throw new StudioError('channel-not-allowed', { channels });
  },

  // Why moderators too: it is about what is posted, not about who asks.
  function checkAge({ requester, settings }) {
    if (isTooPublic(requester, settings)) throw new StudioError('channel-not-age-restricted', {});
  },

  function checkRole({ requester: { door, roles, isModerator }, settings }) {
    const allowed = settings['allowed-roles'];
    if (allowed === null || isModerator || !doorsWithRoles.has(door)) return;
    if (!roles.some((role) => allowed.includes(role)))
      throw new StudioError('role-missing', { roles: allowed });
  },

  function checkCooldown({ census: { lastAt }, settings: { cooldown }, now }) {
    // Why a picture of the future is no reason to wait: the clock was set back, and might stay so for years.
    if (lastAt === null || lastAt > now) return;
    const seconds = (lastAt + cooldown * 1000 - now) / 1000;
    if (seconds > 0) throw new StudioError('cooldown', { seconds, limit: cooldown });
  },

  function checkDaily({ census: { today }, settings: { daily }, now, dayStart }) {
    if (daily === null || today < daily) return;
    const seconds = (dayStart + dayMs - now) / 1000;
    throw new StudioError('daily-limit', {
      limit: daily,
      resetsInSeconds: Math.ceil(Math.min(Math.max(seconds, 0), dayMs / 1000)),
    });
  },

  function checkQueue({ census: { waiting }, settings }) {
    const places = [
      { scope: 'user', taken: waiting.user, limit: settings['user-waiting'] },
      { scope: 'server', taken: waiting.tenant, limit: settings['server-waiting'] },
      { scope: 'all', taken: waiting.all, limit: settings['all-waiting'] },
    ] as const;
    const full = places.find(({ taken, limit }) => taken >= limit);
    if (full !== undefined) throw new StudioError('queue-full', { scope: full.scope, limit: full.limit });
  },
];

/**
 * @throws StudioError, the first refusal of: 'blocked', 'channel-not-allowed', 'channel-not-age-restricted',
 *   'role-missing', 'cooldown', 'daily-limit', 'queue-full'.
 */
export function checkAdmission(applicant: Applicant): void {
  for (const check of checks) check(applicant);
}
