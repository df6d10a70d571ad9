/** Blocks: @slack/types, blocks.d.ts. Differs from Slack: those that the bot does not need are not known here. */

import { fault } from '../../discord/checks/problem.js';
import { flag, isBody, list, type Rule, text } from '../../discord/checks/rule.js';
import { image, inActions, inInput, inModalInput, inSection } from './element.js';
import { byName, mrkdwn, pictured, plain, someField, typed, words } from './text.js';

const block = { block_id: text(1, 255) };

const richText: Rule = (value, path) =>
  isBody(value) && typeof value.type === 'string' && value.type.startsWith('rich_text_')
    ? null
    : fault(path, 'SCHEMA', 'must be a rich text element');

const common = {
  actions: typed('actions', { elements: list(byName(inActions), 1, 25) }, block),
  context: typed(
    'context',
    { elements: list(byName({ image, plain_text: plain(3000), mrkdwn: mrkdwn(3000) }), 1, 10) },
    block,
  ),
  divider: typed('divider', {}, block),
  header: typed('header', { text: plain(150) }, block),
  image: typed(
    'image',
    { alt_text: text(1, 2000) },
    { ...block, title: plain(2000), ...pictured.optional },
    pictured.relation,
  ),
  rich_text: typed('rich_text', { elements: list(richText, 1, 100) }, block),
  section: typed(
    'section',
    {},
    {
      ...block,
      text: words(3000),
      fields: list(words(2000), 1, 10),
      accessory: byName(inSection),
      expand: flag,
    },
    someField('text', 'fields'),
  ),
} as const;

const input = (elements: Readonly<Record<string, Rule>>) =>
  typed(
    'input',
    { label: plain(2000), element: byName(elements) },
    { ...block, hint: plain(2000), optional: flag, dispatch_action: flag },
  );

/** By surface. */
export const surfaces = {
  message: byName({
    ...common,
    input: input(inInput),
    markdown: typed('markdown', { text: text(1, 12_000) }, block),
  }),
  home: byName({ ...common, input: input(inInput) }),
  modal: byName({ ...common, input: input(inModalInput) }),
} as const;
