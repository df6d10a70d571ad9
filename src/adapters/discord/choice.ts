/** A style to be chosen: thumbnails to look at, and a menu of those that are to be seen. */

import { type APIContainerComponent, ComponentType } from 'discord.js';
import type { StyleChoice } from '../../conversation/conversation.js';
import type { Block } from '../../reply/reply.js';
import { plain } from '../chat/plain-text.js';
import { galleryLength } from './blocks/gallery.js';

import { clampPage, createPager } from './pager.js';
import type { Payload } from './payload.js';
import type { Render, Setting } from './render.js';

export interface ChoiceRequest {
  readonly title: string;
  readonly choices: readonly StyleChoice[];
  /** From 1; of a page that is not there the nearest is shown. */
  readonly page: number;
  /** The menu's custom id. Its value is the id of a choice. */
  readonly menuId: string;
  /** The custom ids of the buttons to other pages. */
  readonly pageId: (page: number) => string;
  /** Said below the title; any text. */
  readonly note?: string;
}

/** docs.discord.com/developers/components/reference, "Select Option Structure". */
const longest = 100;
/** Why not the 25 that a menu holds: what is in the menu is in the gallery above it. */
const choicesOnPage = galleryLength;

const toGallery = (choices: readonly StyleChoice[]): Block => ({
  type: 'gallery',
  items: choices.map(({ title, credit, picture }) => ({
    // Why no id: nobody has to type it.
    ...{ id: '', title, caption: credit, picture, width: null, height: null },
    alt: credit === '' ? title : `${title}, ${credit}`,
  })),
});

const toMenu = (custom_id: string, choices: readonly StyleChoice[]) => ({
  type: ComponentType.StringSelect as const,
  ...{ custom_id, placeholder: 'Choose a style' },
  options: choices.map(({ id, title, credit }) => {
    const description = plain(credit, longest);
    const label = plain(title, longest) || plain(id, longest);
    return { label, value: id, ...(description === '' ? {} : { description }) };
  }),
});

/** Without a menu where there is nothing to choose from. @param render for the gallery. */
export async function renderChoice(
  { title, choices, page, menuId, pageId, note }: ChoiceRequest,
  setting: Setting,
  render: Render,
): Promise<Payload> {
  const pages = Math.ceil(choices.length / choicesOnPage);
  const number = clampPage(page, pages);
  const here = choices.slice((number - 1) * choicesOnPage, number * choicesOnPage);
  const blocks: readonly (Block | null)[] = [
    note === undefined ? null : { type: 'text', text: note },
    here.length === 0 ? null : toGallery(here),
  ];
  const { components, files } = await render(
    {
      ...{ kind: 'answer', title, buttons: [], isPrivate: true },
      blocks: blocks.filter((block) => block !== null),
    },
    setting,
  );
  if (here.length === 0) return { components, files };
  const pager = createPager(number, pages, pageId);
  const [container, ...others] = components as readonly [APIContainerComponent];
  const rows: APIContainerComponent['components'] = [
    { type: ComponentType.ActionRow, components: [toMenu(menuId, here)] },
    ...(pager === null ? [] : [pager]),
  ];
  return {
    components: [{ ...container, components: [...container.components, ...rows] }, ...others],
    files,
  };
}
