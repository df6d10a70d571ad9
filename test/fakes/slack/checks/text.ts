/** Objects that blocks are put together from: @slack/types, composition-objects.d.ts. */
import { fault } from '../../discord/checks/problem.js';
import {
  type Body,
  flag,
  isBody,
  isSet,
  join,
  list,
  oneOf,
  type Relation,
  type Rule,
  shape,
  text,
} from '../../discord/checks/rule.js';

/** An object whose `type` is a word that says which rule it keeps to. */
export const byName =
  (rules: Readonly<Record<string, Rule>>): Rule =>
  (value, path) => {
    const known = Object.keys(rules).join(', ');
    if (!isBody(value)) return fault(path, 'SCHEMA', 'must be an object');
    const rule =
      typeof value.type === 'string' && Object.hasOwn(rules, value.type) ? rules[value.type] : null;
    return rule
      ? rule(value, path)
      : fault(join(path, 'type'), 'SCHEMA', `unsupported type: ${value.type}; must be one of ${known}`);
  };

/** A shape with a `type`. */
export const typed = (
  type: string,
  required: Readonly<Record<string, Rule>>,
  optional: Readonly<Record<string, Rule>>,
  ...relations: readonly Relation[]
): Rule => shape({ type: oneOf(type), ...required }, optional, ...relations);

export const plain = (max: number): Rule => typed('plain_text', { text: text(1, max) }, { emoji: flag });
export const mrkdwn = (max: number): Rule => typed('mrkdwn', { text: text(1, max) }, { verbatim: flag });
export const words = (max: number): Rule => byName({ plain_text: plain(max), mrkdwn: mrkdwn(max) });

/** Exactly one of the fields is there. */
export const oneField =
  (...names: readonly string[]): Relation =>
  (body, path) =>
    names.filter((name) => isSet(body[name])).length === 1
      ? null
      : fault(path, 'SCHEMA', `must have exactly one of ${names.join(', ')}`);

/** At least one of the fields is there. */
export const someField =
  (...names: readonly string[]): Relation =>
  (body, path) =>
    names.some((name) => isSet(body[name])) ? null : fault(path, 'SCHEMA', `must have ${names.join(' or ')}`);

const style = oneOf('primary', 'danger');

export const confirm: Rule = shape(
  { text: words(300) },
  { title: plain(100), confirm: plain(30), deny: plain(30), style },
);

/** @param rich options of radio buttons and checkboxes may have markup. */
export const option = (rich: boolean, also: Readonly<Record<string, Rule>> = {}): Rule =>
  shape(
    { text: rich ? words(75) : plain(75), value: text(1, 75) },
    { description: rich ? words(75) : plain(75), ...also },
  );

export const optionGroups: Rule = list(
  shape({ label: plain(75), options: list(option(false), 1, 100) }, {}),
  1,
  100,
);

/** What an `initial_option` may be: one of the offered, to the letter. */
export const offered = (body: Body): readonly unknown[] =>
  Array.isArray(body.options)
    ? body.options
    : ((body.option_groups as Body[] | undefined) ?? []).flatMap((group) => group.options as unknown[]);

/** Initial options are among the offered. */
export const isOffered: Relation = (body, path) => {
  const known = new Set(offered(body).map((one) => JSON.stringify(one)));
  const initial = [body.initial_option, ...((body.initial_options as unknown[] | undefined) ?? [])];
  return initial.filter(isSet).every((one) => known.has(JSON.stringify(one)))
    ? null
    : fault(path, 'SCHEMA', 'initial options must exactly match one of the provided options');
};

const slackFile: Rule = shape({}, { id: text(1, 255), url: text(1, 3000) }, oneField('id', 'url'));

const address: Rule = (value, path) =>
  text(1, 3000)(value, path) ??
  (/^https?:\/\/./.test(value as string) ? null : fault(path, 'SCHEMA', 'must be a valid url'));

/** What pictures have, blocks and elements alike. */
export const pictured = {
  optional: { image_url: address, slack_file: slackFile },
  relation: oneField('image_url', 'slack_file'),
} as const;

export const link = address;
export const buttonStyle = style;

export const conversationFilter: Rule = shape(
  {},
  {
    include: list(oneOf('im', 'mpim', 'private', 'public'), 1, 4),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  },
  someField('include', 'exclude_external_shared_channels', 'exclude_bot_users'),
);

export const dispatchConfig: Rule = shape(
  {},
  { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 1, 2) },
);
