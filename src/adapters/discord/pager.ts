/** The row of buttons that leads from page to page. */
import { type APIActionRowComponent, type APIButtonComponent, ButtonStyle, ComponentType } from 'discord.js';

/** 1..count, also of a page that is not there (any more). */
export const clampPage = (page: number, count: number) => Math.min(Math.max(1, page), Math.max(1, count));

/** Components of a row of pages. */
export const pagerLength = 4;

/**
 * null where there is one page only.
 * @param pageId the custom id that leads to a page. Two pages that are not there are named as well: ids of a message
 *   differ, and those of buttons that cannot be pressed, too.
 */
export function createPager(
  page: number,
  count: number,
  pageId: (page: number) => string,
): APIActionRowComponent<APIButtonComponent> | null {
  if (count < 2) return null;
  const button = (label: string, to: number): APIButtonComponent => {
    const isThere = to >= 1 && to <= count;
    return {
      ...{ type: ComponentType.Button, style: ButtonStyle.Secondary, label },
      ...(isThere ? { custom_id: pageId(to) } : { custom_id: pageId(count + 1), disabled: true }),
    };
  };
  const here: APIButtonComponent = {
    ...{ type: ComponentType.Button, style: ButtonStyle.Secondary, label: `Page ${page} of ${count}` },
    ...{ custom_id: pageId(count + 2), disabled: true },
  };
  return {
    type: ComponentType.ActionRow,
    components: [button('◀ Previous', page - 1), here, button('Next ▶', page + 1)],
  };
}
