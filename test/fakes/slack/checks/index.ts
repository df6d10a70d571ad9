/** Checks of what a bot sends, by the limits that @slack/types documents. Each says the first thing that is wrong, as Slack does. */
import { type Fault, fault } from '../../discord/checks/problem.js';
import { type Body, flag, isBody, list, oneOf, type Rule, shape, text } from '../../discord/checks/rule.js';
import { surfaces } from './block.js';
import { oneField, option, optionGroups, plain } from './text.js';
import { findClash } from './whole.js';

/** What is wrong: a sentence, and where, e.g. `must be less than 3001 characters [json-pointer:/blocks/0/text/text]`. */
export type Problem = string;

const toPointer = (path: string) => `/${path.replaceAll('[', '.').replaceAll(']', '').replaceAll('.', '/')}`;

const tell = (found: Fault | null): Problem | null =>
  found === null ? null : `${found.text} [json-pointer:${toPointer(found.path)}]`;

/** Well known; in none of the type files. */
export const maxMessageBlocks = 50;
/** views.d.ts: "Max of 100 blocks." */
export const maxViewBlocks = 100;
/** reference/methods/views.open: `view_too_large`. */
export const maxViewBytes = 250_000;

/** @param blocks read from JSON. */
export function checkMessageBlocks(blocks: unknown): Problem | null {
  return tell(
    list(surfaces.message, 0, maxMessageBlocks)(blocks, 'blocks') ?? findClash(blocks as Body[], 'blocks'),
  );
}

const base = {
  private_metadata: text(0, 3000),
  callback_id: text(0, 255),
  external_id: text(0, 255),
};

const needsSubmit = (body: Body, path: string) =>
  (body.blocks as Body[]).some(({ type }) => type === 'input') && body.submit === undefined
    ? fault(`${path}.submit`, 'SCHEMA', 'submit is required when there is an input block')
    : null;

const views: Readonly<Record<'modal' | 'home', Rule>> = {
  modal: shape(
    { type: oneOf('modal'), title: plain(24), blocks: list(surfaces.modal, 1, maxViewBlocks) },
    { ...base, close: plain(24), submit: plain(24), clear_on_close: flag, notify_on_close: flag },
    needsSubmit,
  ),
  home: shape({ type: oneOf('home'), blocks: list(surfaces.home, 0, maxViewBlocks) }, base),
};

/** @param view read from JSON. @param type what the request is for. */
export function checkView(view: unknown, type: 'modal' | 'home'): Problem | null {
  const found = views[type](view, 'view');
  return tell(found ?? findClash((isBody(view) ? view.blocks : []) as Body[], 'view.blocks'));
}

const choices = shape(
  {},
  { options: list(option(false), 0, 100), option_groups: optionGroups },
  oneField('options', 'option_groups'),
);

/** What answers a block_suggestion. */
export const checkChoices = (response: unknown): Problem | null => tell(choices(response, 'response'));
