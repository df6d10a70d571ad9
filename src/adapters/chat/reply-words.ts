/** Replies in the words of a place. */
import type { Block, Reply } from '../../reply/reply.js';

type Say = (text: string) => string;

function sayBlock(block: Block, say: Say): Block {
  if (block.type === 'text' || block.type === 'note') return { ...block, text: say(block.text) };
  if (block.type !== 'table') return block;
  return { ...block, rows: block.rows.map((row) => row.map(say)) };
}

/** The same reply, with what it says as `say` puts it: titles, paragraphs, notes and tables. */
export const sayReply = (reply: Reply, say: Say): Reply => ({
  ...reply,
  title: say(reply.title),
  blocks: reply.blocks.map((block) => sayBlock(block, say)),
});
