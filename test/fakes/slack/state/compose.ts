/** Making and changing messages by the rules. */
import { checkMessageBlocks } from '../checks/index.js';
import { type Context, isVisible } from '../web/context.js';
import { Refusal, refuseBlocks } from '../web/refusal.js';
import type { Block, Body, Channel, Revision, SlackFile } from '../world.js';
import { completeIds, walkBlocks } from './blocks.js';
import { messageKey, type State } from './state.js';
import { isShowable, type StoredFile } from './stored-file.js';
import { StoredMessage } from './stored-message.js';

/** Characters of `text`: reference/methods/chat.postMessage; what is longer is cut there, and refused here so that it shows. */
export const maxText = 40_000;
/** reference/methods/chat.update, `msg_too_long`. */
export const maxUpdateText = 4000;

export interface Content {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** The file that a `slack_file` names: by its id, or one of its addresses. */
function findShown(state: State, { id, url }: { id?: string; url?: string }): StoredFile | undefined {
  if (id !== undefined) return state.files.get(id);
  return [...state.files.values()].find((file) => file.url === url);
}

/** Pictures of files that are not there yet, or are none that Slack shows. */
function checkPictures(context: Pick<Context, 'state' | 'installation'>, blocks: readonly Block[]): void {
  for (const [at, block] of blocks.entries())
    for (const one of walkBlocks([block])) {
      if (one.type !== 'image' || one.slack_file === undefined) continue;
      const file = findShown(context.state, one.slack_file as { id?: string; url?: string });
      if (file === undefined || file.isDeleted || !isVisible(context, file) || !isShowable(file))
        throw refuseBlocks('invalid_blocks', `invalid slack file [json-pointer:/blocks/${at}/slack_file]`);
    }
}

/** Blocks of a request, right in themselves. @throws Refusal */
export function readBlocks(
  context: Pick<Context, 'state' | 'installation'>,
  blocks: unknown,
): readonly Block[] {
  if (!Array.isArray(blocks)) throw new Refusal('invalid_blocks_format');
  const problem = checkMessageBlocks(blocks);
  if (problem !== null) throw refuseBlocks('invalid_blocks', problem);
  checkPictures(context, blocks as Block[]);
  return completeIds(blocks as Block[], () => context.state.ids.secret(5));
}

/** What a request wants said. @param longest characters of `text`. @throws Refusal */
export function readContent(
  context: Pick<Context, 'state' | 'installation'>,
  body: Body,
  longest: number,
): Content {
  if (body.attachments !== undefined) throw new Refusal('invalid_attachments');
  const text = typeof body.text === 'string' ? body.text : '';
  const blocks = body.blocks === undefined ? [] : readBlocks(context, body.blocks);
  if (text === '' && blocks.length === 0) throw new Refusal('no_text');
  if (text.length > longest) throw new Refusal('msg_too_long');
  return { text, blocks };
}

export interface Posting extends Content {
  readonly channel: Channel;
  readonly author: string;
  readonly by: Revision['by'];
  readonly files?: readonly SlackFile[];
  /** `ts` of the message whose thread it goes to. */
  readonly thread?: string | null;
  readonly ephemeralFor?: string | null;
  readonly metadata?: Body | null;
}

/** Where a reply goes. @throws Refusal where there is nothing to reply to, or only a reply or an ephemeral message. */
export function findThread(state: State, channel: Channel, ts: unknown): string | null {
  if (ts === undefined || ts === '') return null;
  const parent = state.messages.get(messageKey(channel, String(ts)));
  const isRoot = parent !== undefined && (parent.thread === null || parent.thread === parent.ts);
  if (!isRoot || parent.isDeleted || parent.ephemeralFor !== null)
    throw new Refusal('cannot_reply_to_message');
  return parent.ts;
}

export function post(state: State, posting: Posting): StoredMessage {
  const { channel, author, by, text, blocks, files = [], thread = null } = posting;
  const first = { at: state.time.now(), by, text, blocks, files };
  const ephemeralFor = posting.ephemeralFor ?? null;
  const ts = state.ids.ts();
  const metadata = posting.metadata ?? null;
  const message = new StoredMessage(
    { ts, channel, author, thread, ephemeralFor, first, metadata },
    state.watch,
  );
  state.messages.set(messageKey(channel, ts), message);
  const root = thread === null ? undefined : state.messages.get(messageKey(channel, thread));
  if (root !== undefined) root.thread = root.ts;
  for (const file of files as readonly StoredFile[]) {
    file.sharedIn.add(channel.id);
    file.shares.push({ channel: channel.id, ts, thread });
  }
  state.watch.changed();
  return message;
}

export function removeMessage(state: State, message: StoredMessage): void {
  message.isDeleted = true;
  state.watch.changed();
}
