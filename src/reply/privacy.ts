/** Every sentence about what is stored of a person. docs and `/privacy` say the same, since they say this. */
import type { Forgotten, Stored } from '../job/privacy.js';
import { duration } from './duration.js';

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);
const pictures = (count: number) => (count === 1 ? '1 picture' : `${count} pictures`);
const stylesOf = (count: number) => (count === 1 ? '1 style' : `${count} styles`);
const age = (seconds: number) =>
  seconds < 2 * 86_400 ? duration(seconds) : days(Math.floor(seconds / 86_400));
const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

/** How long pictures are kept, as the end of a sentence. */
function describeRetention({ least, most }: Stored['retentionDays']): string {
  if (most === 0) return 'until they are delivered, and an hour at least';
  if (least === most) return `for ${days(most)}`;
  return least === 0 ? `for up to ${days(most)}` : `for ${least} to ${days(most)}`;
}

/** What is kept, why, and for how long: one sentence each. */
export function describePolicy(retention: Stored['retentionDays']): readonly string[] {
  return [
    `Photos and styles that you send, the pictures painted from them, and what you asked for are kept ${describeRetention(retention)}, then deleted. The oldest pictures may go earlier, when room is needed.`,
    'Styles that you add to a server stay there, with who added them, until you, a moderator or /privacy delete takes them away.',
    'Photos are kept as plain pixels: where and by what they were taken is not.',
    'The measurements of a style (sums over its textures, no picture) stay in a cache of limited size, without whose it was.',
    'When you asked is kept for a day, for the limits on how many and how often.',
    'Changes of settings, and blocks by the operator, are kept with who made them or whom they concern.',
  ];
}

/** What is stored of a person now. @param now milliseconds since 1970. */
export function describeStored(stored: Stored, now: number): string {
  const { jobs, ownStyles, inputBytes, resultBytes, oldestAt } = stored;
  const count = Object.values(jobs).reduce((sum, jobsOfState) => sum + jobsOfState, 0);
  if (count + ownStyles === 0) {
    return oldestAt === null
      ? 'Nothing of yours is stored.'
      : 'No picture of yours is stored, only that you asked.';
  }
  const unfinished = jobs.queued + jobs.running;
  const state = unfinished === 0 ? '' : `, ${unfinished} of them not done yet`;
  const added = ownStyles === 0 ? [] : [`${stylesOf(ownStyles)} that you added to servers`];
  const what = [...(count === 0 ? [] : [`${pictures(count)} of yours`]), ...added].join(' and ');
  const oldest = oldestAt === null ? '' : ` The oldest is from ${age((now - oldestAt) / 1000)} ago.`;
  return `${what} ${count + ownStyles === 1 ? 'is' : 'are'} stored${state}: ${mebibytes(inputBytes)} that you sent, ${mebibytes(resultBytes)} painted.${oldest}`;
}

/** What was deleted, and what remains until when. @param now milliseconds since 1970. */
export function describeForgotten(forgotten: Forgotten, now: number): string {
  const { jobs, ownStyles, bytes, stopping, remainsUntil } = forgotten;
  const added = ownStyles === 0 ? [] : [`${stylesOf(ownStyles)} that you had added to servers`];
  const what = [...(jobs === 0 ? [] : [pictures(jobs)]), ...added].join(' and ');
  const gone = what === '' ? 'There was nothing to delete.' : `${what} deleted, ${mebibytes(bytes)}.`;
  const later =
    stopping.length === 0
      ? ''
      : ` ${stopping.length} still being stopped (${stopping.join(', ')}): ask again in a minute to delete ${stopping.length === 1 ? 'it' : 'them'} as well.`;
  return `${gone}${later} Photos from the last minutes follow within two hours. When you asked today stays for the limits, for ${duration((remainsUntil - now) / 1000)} at most. Messages in the chat are yours to delete.`;
}
