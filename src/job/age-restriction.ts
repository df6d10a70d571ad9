/** Where pictures may be painted and shown at all, whoever asks for them. */
import type { Door, Requester } from './job.js';
import type { EffectiveSettings } from './settings/table.js';

/** Slack's channels and the page know no such mark, so a rule about it cannot be meant for them. */
const doorsWithMarks: ReadonlySet<Door> = new Set(['discord']);

/**
 * Whether a server paints only in channels marked age-restricted, and this is another one. Direct messages have no
 * channel and disturb nobody in one.
 */
export function isTooPublic(
  { door, channel, isAgeRestricted }: Pick<Requester, 'door' | 'channel' | 'isAgeRestricted'>,
  settings: Pick<EffectiveSettings, 'age-restricted'>,
): boolean {
  if (!settings['age-restricted'] || !doorsWithMarks.has(door) || channel === null) return false;
  return isAgeRestricted !== true;
}
