/** The settings of a server as a message in which they are changed. */
import { ComponentType } from 'discord.js';
import type { SettingView } from '../../job/settings/settings.js';
import type { Mention } from '../../reply/mentions.js';
import { describeValue } from '../../reply/settings.js';
import { clip, plain } from '../chat/plain-text.js';
import { toGroups } from '../chat/settings-groups.js';
import { textDisplay } from './blocks/components.js';
import { createContainer, toTitle } from './container.js';
import { writeCustomId } from './custom-id.js';
import { clipMarked, escapeText } from './escape.js';
import { markMentions } from './mention.js';
import { clampPage, createPager } from './pager.js';
import type { Payload } from './payload.js';
import { toSettingLine } from './settings-text.js';

/** Letters of an option's description, and of all settings of a page with what was changed. */
const longest = { description: 100, notice: 400, text: 3300 } as const;

/** Lines up to a number of letters; what is left out can be found in the menu. */
function within(lines: readonly string[], most: number): string {
  const kept = [...lines];
  while (kept.length > 1 && kept.join('\n').length > most) kept.pop();
  return clipMarked(kept.join('\n'), most) + (kept.length < lines.length ? '\n…' : '');
}

const toMenu = (page: number, views: readonly SettingView[]) => ({
  type: ComponentType.StringSelect as const,
  custom_id: writeCustomId({ type: 'settings', page }),
  placeholder: 'Change a setting',
  options: views.map((view) => ({
    ...{ label: view.name, value: view.name },
    description: plain(clip(`${describeValue(view)}: ${view.row.help}`, 1000), longest.description),
  })),
});

/** What was said of a change. */
export interface Notice {
  readonly text: string;
  /** Ids in it. */
  readonly mentions: readonly Mention[];
}

/** Why marked after it is clipped: no mention is torn. */
const toNoticeLine = ({ text, mentions }: Notice) =>
  markMentions(clipMarked(escapeText(text), longest.notice), mentions);

/**
 * @param page from 1; of a page that is not there the nearest is shown.
 * @param notice what was just changed, or why it was not; any text.
 */
export function renderPanel(views: readonly SettingView[], page: number, notice?: Notice): Payload {
  const pages = toGroups(views);
  const number = clampPage(page, pages.length);
  const here = pages[number - 1];
  const title = here === undefined ? 'Settings here' : `Settings here: ${here.title.toLowerCase()}`;
  const said = notice === undefined ? [] : [`**${toNoticeLine(notice)}**`];
  const body = [
    ...said,
    ...(here === undefined ? [] : [within(here.views.map(toSettingLine), longest.text)]),
  ];
  const pager = createPager(number, pages.length, (to) => writeCustomId({ type: 'settings', page: to }));
  const menu =
    here === undefined
      ? []
      : [{ type: ComponentType.ActionRow as const, components: [toMenu(number, here.views)] }];
  const footer = [...menu, ...(pager === null ? [] : [pager])];
  return {
    components: [createContainer('answer', toTitle(title), body.map(textDisplay), footer)],
    files: [],
  };
}
