/** Who speaks, and where a job's message goes. */
import type { Requester } from '../../job/job.js';
import type { Address } from './address.js';
import type { Place } from './api.js';
import type { Occasion } from './occasion.js';

/** A conversation of two, or a person, whose conversation with the app is meant: no channel that others read. */
const isDirect = (channel: string): boolean => /^[DUW]/.test(channel);

/**
 * Everything that is decided by who asks goes by this.
 * @param about.channel where the picture will be seen; null = nowhere yet, or by the person alone.
 */
export const requesterOf = (
  { team, user }: Occasion,
  { channel, isModerator }: Pick<Requester, 'channel' | 'isModerator'>,
): Requester => ({
  ...{ door: 'slack', tenant: team, user, isModerator, roles: [] },
  channel: channel === null || isDirect(channel) ? null : channel,
});

/** Of a message that is still to be posted. */
export const addressAt = ({ team, enterprise }: Occasion, { channel, thread }: Place): Address => ({
  ...{ team, enterprise, channel, thread, message: null },
});
