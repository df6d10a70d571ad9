/** What is said where a message can be changed for a limited time only, and a picture takes longer. */
import { text } from './answer.js';
import type { Reply } from './reply.js';

/** The last state of such a message: what was known then, without what would soon be wrong. @param job its id. */
export function presentOutlasted(reply: Reply, job: string): Reply {
  const sentence = `This message cannot be changed any longer. The picture goes on: /history and /status ${job} show it when it is done.`;
  return { ...reply, blocks: [text(sentence), ...reply.blocks.filter(({ type }) => type !== 'progress')] };
}
