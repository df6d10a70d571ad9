/** The buttons that lead from page to page. */
import type { types } from '@slack/bolt';
import { writeActionId } from './action-id.js';
import { plainText, toContexts } from './blocks/text-objects.js';

/** 1..count, also of a page that is not there (any more). */
export const clampPage = (page: number, count: number) => Math.min(Math.max(1, page), Math.max(1, count));

/** Letters of a button's text: @slack/types. */
const labelLength = 75;

/** None where there is one page only. @param command whose answer it is. */
export function createPager(page: number, count: number, command: string): readonly types.KnownBlock[] {
  if (count < 2) return [];
  const button = (label: string, to: number): readonly types.Button[] =>
    to < 1 || to > count
      ? []
      : [
          {
            ...{ type: 'button', text: plainText(label, labelLength), value: String(to) },
            action_id: writeActionId({ type: 'page', command, page: to }),
          },
        ];
  return [
    ...toContexts({ form: 'plain', lines: [`Page ${page} of ${count}`] }),
    { type: 'actions', elements: [...button('◀ Previous', page - 1), ...button('Next ▶', page + 1)] },
  ];
}
