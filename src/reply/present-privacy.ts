/** What is stored of a person, and that it has gone. */
import type { Forgotten, Stored } from '../job/privacy.js';
import { answer, note, text } from './answer.js';
import { describeForgotten, describePolicy, describeStored } from './privacy.js';
import type { Reply } from './reply.js';

/** @param now milliseconds since 1970. */
export function presentStored(stored: Stored, now: number): Reply {
  return answer('What is stored of you', [
    text(describeStored(stored, now)),
    text(describePolicy(stored.retentionDays).join('\n')),
    note('/privacy delete takes it all away at once.'),
  ]);
}

/** @param now milliseconds since 1970. */
export function presentForgotten(forgotten: Forgotten, now: number): Reply {
  return answer('Deleted', [text(describeForgotten(forgotten, now))]);
}
