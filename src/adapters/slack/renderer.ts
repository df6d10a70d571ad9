/** Replies as Slack's messages, within all that a message holds: what is more goes to further pages. */
import type { types } from '@slack/bolt';
import type { Conversation } from '../../conversation/conversation.js';
import type { JobClock } from '../../job/clock.js';
import { more } from '../../reply/absent-pictures.js';
import type { Reply } from '../../reply/reply.js';
import { asTyped, replyAsTyped } from './as-typed.js';
import { toDrafts } from './blocks/drafts.js';
import { toContexts, toHeader, wordsOf } from './blocks/text-objects.js';
import { toButtonRows } from './button-row.js';
import { clipMarked, escapeLine } from './escape.js';
import { clampPage, createPager } from './pager.js';
import { messageSize, minus, type Page, paginate, type Size, sizeOfBlocks } from './pages.js';
import type { Payload, Upload } from './payload.js';
import { type Exhibition, type Found, findPicture, type PictureParts } from './pictures.js';
import type { Render } from './render.js';

export interface RendererParts extends PictureParts {
  readonly manner: Conversation['manner'];
  readonly clock: Pick<JobClock, 'wall'>;
}

/** What tells at a glance how it stands: Slack's messages have no colours. */
const signs = {
  queued: '⏳ ',
  running: '🖌️ ',
  done: '🖼️ ',
  failed: '⚠️ ',
  cancelled: '✋ ',
  expired: '⌛ ',
  answer: '',
  refusal: '⚠️ ',
} as const satisfies Readonly<Record<Reply['kind'], string>>;

/** The buttons to other pages with their line, or a line that says that there is more. */
const frame: Size = { blocks: 2, letters: 900 };
/** Letters of a notification. */
const longestNotice = 300;

/** What a notification says: the title, and the first words below it. */
function toNotice({ title, blocks }: Reply): string {
  const [first = ''] = blocks.flatMap((block) =>
    block.type === 'text' ? [block.text] : block.type === 'progress' ? [block.label] : [],
  );
  const words = [title, first].map(escapeLine).filter((part) => part !== '');
  return clipMarked(words.join(': '), longestNotice) || more;
}

const imageOf = ({ name, alt }: Upload): types.ImageBlock => ({
  type: 'image',
  slack_file: { id: `file:${name}` },
  alt_text: alt,
});

/** Blocks with the pictures that were found, in their order. What is said of several is said once. */
function assemble(page: Page, found: readonly (Found | null)[]): readonly types.KnownBlock[] {
  const said = new Set<string>();
  return page.flatMap((draft, at): readonly types.KnownBlock[] => {
    if (draft.type === 'block') return [draft.block];
    const { upload, isInline, words } = found[at]!;
    const image = upload !== null && isInline ? [imageOf(upload)] : [];
    if (words === null || said.has(words)) return image;
    said.add(words);
    return [...image, ...toContexts(wordsOf(asTyped(words)))];
  });
}

/** Each once: two that look the same have the same name. */
function uploadsOf(found: readonly (Found | null)[]): readonly Upload[] {
  const uploads = found.flatMap((one) => (one === null || one.upload === null ? [] : [one.upload]));
  return [...new Map(uploads.map((upload) => [upload.name, upload])).values()];
}

/** See Render. */
export function createRenderer({ manner, clock, ...parts }: RendererParts): Render {
  const find = (page: Page, exhibition: Exhibition) =>
    Promise.all(
      page.map((draft) => (draft.type === 'picture' ? findPicture(draft, exhibition, parts) : null)),
    );

  return async (reply, setting): Promise<Payload> => {
    const typed = replyAsTyped(reply);
    const { kind, title, blocks, buttons } = typed;
    const header = toHeader(`${signs[kind]}${title}`);
    const rows = toButtonRows(buttons);
    const room = [frame, sizeOfBlocks([header, ...rows])].reduce(minus, messageSize);
    const pages = paginate(toDrafts(blocks, { now: clock.wall() }), room);
    const { command, page: wanted = 1 } = setting;
    const number = command === undefined ? 1 : clampPage(wanted, pages.length);
    const page = pages[number - 1]!;
    const found = await find(page, { setting, manner: await manner(setting.requester) });
    const isCut = command === undefined && pages.length > 1;
    return {
      blocks: [
        header,
        ...assemble(page, found),
        ...(isCut ? toContexts({ form: 'plain', lines: [more] }) : []),
        ...rows,
        ...(command === undefined ? [] : createPager(number, pages.length, command)),
      ],
      text: toNotice(typed),
      files: uploadsOf(found),
    };
  };
}
