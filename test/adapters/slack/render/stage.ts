/** Replies rendered over an album of the test's own, and checked as Slack would. */
import type { types } from '@slack/bolt';
import type { Payload } from '../../../../src/adapters/slack/payload.js';
import type { Setting } from '../../../../src/adapters/slack/render.js';
import { createRenderer, type RendererParts } from '../../../../src/adapters/slack/renderer.js';
import type { Manner } from '../../../../src/conversation/conversation.js';
import type { Requester } from '../../../../src/job/job.js';
import { answer } from '../../../../src/reply/answer.js';
import type { Block, GalleryItem, Reply } from '../../../../src/reply/reply.js';
import { checkMessageBlocks, checkView } from '../../../fakes/slack/checks/index.js';
import { done } from '../../../reply/pictures.js';

export const now = Date.UTC(2026, 10, 22, 12);

export const ada: Requester = {
  ...{ door: 'slack', tenant: 'T77', user: 'U5', channel: 'C9', roles: [], isModerator: false },
};

export const setting: Setting = { requester: ada, maxBytes: 10 * 2 ** 20 };

type Album = RendererParts['album'];

export const bytesOf = (...words: readonly unknown[]) => new Uint8Array(Buffer.from(words.join(' ')));

const album: Album = {
  result: async (id) => ({
    ...{ bytes: bytesOf('result', id), extension: 'png', width: 512, height: 341, how: 'as-is' },
  }),
  plot: async (points) => bytesOf('plot', points),
  jpeg: async (picture) => bytesOf('jpeg of', Buffer.from(picture)),
};

export interface Change {
  readonly album?: Partial<Album>;
  readonly job?: RendererParts['job'];
  readonly manner?: Partial<Manner>;
}

export const rendererOf = (change: Change = {}) =>
  createRenderer({
    album: { ...album, ...change.album },
    job: change.job ?? (async (id) => done({ id })),
    manner: async () => ({ isSpoiler: false, isShown: true, ...change.manner }),
    clock: { wall: () => now },
  });

const asSent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Throws what Slack would say. */
export function checkPayload({ blocks, text }: Payload): void {
  const problem = checkMessageBlocks(asSent(blocks));
  if (problem !== null) throw new Error(`${problem}\n${JSON.stringify(blocks, null, 1)}`);
  if (text === '' || text.length > 4000) throw new Error(`text of ${text.length} letters`);
  const { length } = JSON.stringify(blocks);
  if (length > 12_000) throw new Error(`msg_blocks_too_long: ${length}`);
}

/** Throws what Slack would say. */
export function checkedView<View extends types.View>(view: View): View {
  const problem = checkView(asSent(view), view.type as 'modal' | 'home');
  if (problem !== null) throw new Error(`${problem}\n${JSON.stringify(view, null, 1)}`);
  return view;
}

/** Rendered, and taken by Slack. */
export async function rendered(reply: Reply, more: Partial<Setting> = {}, change: Change = {}) {
  const payload = await rendererOf(change)(reply, { ...setting, ...more });
  checkPayload(payload);
  return payload;
}

export const ofBlocks = (...blocks: readonly Block[]): Reply => answer('A title', blocks);

type Sent = { readonly blocks: readonly (types.KnownBlock | types.Block)[] };
type Loose = Readonly<Record<string, unknown>> & { readonly type: string };

const loose = ({ blocks }: Sent) => blocks as unknown as readonly Loose[];
const read = (value: unknown): readonly string[] => {
  const text = (value as { readonly text?: unknown } | undefined)?.text;
  return typeof text === 'string' ? [text] : [];
};

/** All texts of blocks in reading order, without buttons and menus. */
export const textsOf = (sent: Sent): readonly string[] =>
  loose(sent).flatMap((block) => [
    ...read(block.text),
    ...((block.fields ?? []) as unknown[]).flatMap(read),
    ...(block.type === 'context' ? (block.elements as unknown[]).flatMap(read) : []),
    ...read(block.label),
    ...read(block.hint),
  ]);
export const wordsOf = (sent: Sent) => textsOf(sent).join('\n');

/** The texts in which Slack reads marks. */
export const markedOf = ({ blocks }: Sent): readonly string[] => {
  const found: string[] = [];
  JSON.stringify(blocks, (_, value) => {
    if (value?.type === 'mrkdwn') found.push(value.text);
    return value;
  });
  return found;
};

/** Names of the pictures that stand among the words. */
export const shownOf = (sent: Sent): readonly string[] =>
  loose(sent).flatMap((block) =>
    block.type === 'image' ? [(block.slack_file as { id: string }).id.replace('file:', '')] : [],
  );

export interface Pressable {
  readonly action_id: string;
  readonly text: { readonly text: string };
  readonly value?: string;
  readonly style?: string;
  readonly confirm?: unknown;
  readonly accessibility_label?: string;
}

/** Buttons, in order. */
export const buttonsOf = (sent: Sent): readonly Pressable[] =>
  loose(sent).flatMap((block) =>
    [...(block.type === 'actions' ? (block.elements as Loose[]) : []), block.accessory as Loose | undefined]
      .filter((element) => element?.type === 'button')
      .map((element) => element as unknown as Pressable),
  );

export const item = (id: string, change: Partial<GalleryItem> = {}): GalleryItem => ({
  ...{ picture: { type: 'preset', id }, alt: `Alt of ${id}`, width: 320, height: 200 },
  ...{ id, title: `Title of ${id}`, caption: 'Somebody, 1888. Public domain' },
  ...change,
});

/** As bad as a label can be. */
export const hostile =
  '<!channel> <@U5> <#C9|x> <https://evil.example|a> *b* _i_ ~s~ `c` :smile: &amp; \n> q\n>>> r\u202e\u0007';
/** What of it would work. */
export const works =
  /<(?!!date\^)|(?<!\w)\*b\*|(?<!\w)_i_|~s~|`c`|:smile:|^>|^&gt;|\u202e|\u200b|&(?!(?:amp|lt|gt);)/m;
