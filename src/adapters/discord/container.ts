/** The card that everything of ours stands in: its colour, its title, and what can be pressed below a line. */
import {
  type APIComponentInContainer,
  type APIContainerComponent,
  ComponentType,
  SeparatorSpacingSize,
} from 'discord.js';
import type { Reply } from '../../reply/reply.js';
import { textDisplay } from './blocks/components.js';
import { clipMarked, escapeText } from './escape.js';

/** What tells at a glance how it stands, as RGB. */
const colours = {
  queued: 0x8a94a6,
  running: 0xe0a526,
  done: 0x4c9f70,
  failed: 0xc4453c,
  cancelled: 0x6b7280,
  expired: 0x9a7b4f,
  answer: 0x4a7fc1,
  refusal: 0xd9772b,
} as const satisfies Readonly<Record<Reply['kind'], number>>;

const longestTitle = 240;

export const toTitle = (title: string) =>
  `### ${clipMarked(escapeText(title).replaceAll('\n', ' '), longestTitle) || '…'}`;

const line: APIComponentInContainer = {
  type: ComponentType.Separator,
  divider: true,
  spacing: SeparatorSpacingSize.Small,
};

/** @param footer what is pressed; without it there is no line. @param title as Discord's markdown. */
export function createContainer(
  kind: Reply['kind'],
  title: string,
  body: readonly APIComponentInContainer[],
  footer: readonly APIComponentInContainer[],
): APIContainerComponent {
  return {
    type: ComponentType.Container,
    accent_color: colours[kind],
    components: [textDisplay(title), ...body, ...(footer.length === 0 ? [] : [line, ...footer])],
  };
}
