/** What is said where a picture is done and the chat does not take it. */
import type { Job } from '../job/job.js';
import { answer, text } from './answer.js';
import { describeJob } from './jobs.js';
import type { Block, Reply } from './reply.js';

const elsewhere = text('The picture could not be posted here; /history shows it.');

/** Blocks that are pictures, or that are drawn as such. */
const pictorial: ReadonlySet<Block['type']> = new Set(['picture', 'comparison', 'gallery', 'plot']);

/** The same reply in words alone. */
export function presentUnshown(reply: Reply): Reply {
  return { ...reply, blocks: [elsewhere, ...reply.blocks.filter(({ type }) => !pictorial.has(type))] };
}

/** The least that can be said of a job that has ended, with nothing in it that a chat could stumble over. */
export function presentInWords(job: Job): Reply {
  const more = job.result?.blob == null ? [] : [elsewhere];
  return { ...answer(`Picture ${job.id}`, [text(describeJob(job, 'chat')), ...more]), kind: job.state };
}
