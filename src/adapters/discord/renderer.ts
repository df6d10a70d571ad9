/** Replies as Discord's messages, within all that a message holds: what is more goes to further pages. */
import type { Conversation } from '../../conversation/conversation.js';
import type { JobClock } from '../../job/clock.js';
import { more } from '../../reply/absent-pictures.js';
import type { Reply } from '../../reply/reply.js';
import { replyAsTyped } from './as-typed.js';
import { textDisplay, toComponents } from './blocks/components.js';
import type { Part } from './blocks/part.js';
import { toParts } from './blocks/parts.js';
import { toButtonRows } from './button-rows.js';
import { createContainer, toTitle } from './container.js';
import { writeCustomId } from './custom-id.js';
import { clampPage, createPager, pagerLength } from './pager.js';
import { messageSize, minus, type Page, paginate, type Size, sizeOfText } from './pages.js';
import type { Payload, Upload } from './payload.js';
import { type Exhibition, type Found, findPicture, type PictureParts } from './pictures.js';
import type { Render } from './render.js';

export interface RendererParts extends PictureParts {
  readonly manner: Conversation['manner'];
  readonly clock: Pick<JobClock, 'wall'>;
}

/** For words about pictures, of which nobody knows before they are fetched; a line that says that there is more. */
const spare: Size = { components: 1, characters: 700, bytes: 800, pictures: 0 };
/** The container, a line above the footer, and the row of pages. */
const frame: Size = { components: 2 + pagerLength, characters: 0, bytes: 0, pictures: 0 };

function roomOf({ title, buttons }: Reply): Size {
  const rows = toButtonRows(buttons);
  const footer = { ...frame, components: rows.length + buttons.length };
  return [frame, spare, footer, sizeOfText(toTitle(title))].reduce(minus, messageSize);
}

const wantedOf = (part: Part) =>
  part.type === 'words' ? [] : part.type === 'beside' ? [part.picture] : part.pictures;

/** Each once: two that look the same have the same name. */
function uploadsOf(found: readonly Found[]): readonly Upload[] {
  const uploads = found.flatMap((one) => (one.type === 'file' ? [one.upload] : []));
  return [...new Map(uploads.map((upload) => [upload.name, upload])).values()];
}

/** See Render. */
export function createRenderer({ manner, clock, ...parts }: RendererParts): Render {
  const find = (page: Page, exhibition: Exhibition) =>
    Promise.all(
      page.map((part) => Promise.all(wantedOf(part).map((one) => findPicture(one, exhibition, parts)))),
    );

  return async (reply, setting): Promise<Payload> => {
    const typed = replyAsTyped(reply);
    const { kind, title, blocks, buttons } = typed;
    const pages = paginate(toParts(blocks, { now: clock.wall() }), roomOf(typed));
    const { command } = setting;
    const number = command === undefined ? 1 : clampPage(setting.page ?? 1, pages.length);
    const page = pages[number - 1]!;
    const found = await find(page, { setting, manner: await manner(setting.requester) });
    const body = toComponents(page, found);
    const isCut = command === undefined && pages.length > 1;
    const pager =
      command === undefined
        ? null
        : createPager(number, pages.length, (to) => writeCustomId({ type: 'page', command, page: to }));
    const footer = [...toButtonRows(buttons), ...(pager === null ? [] : [pager])];
    return {
      components: [
        createContainer(kind, toTitle(title), isCut ? [...body, textDisplay(more)] : body, footer),
      ],
      files: uploadsOf(found.flat()),
    };
  };
}
