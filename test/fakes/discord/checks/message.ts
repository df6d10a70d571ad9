/** Bodies that make or change a message. */
import { walk } from './component.js';
import { layout, legacyLayout } from './layout.js';
import { emptyMessage, fault, type Problem, refuse } from './problem.js';
import {
  flag,
  integer,
  isBody,
  isSet,
  list,
  listOf,
  number,
  oneOf,
  type Relation,
  type Rule,
  set,
  shape,
  snowflake,
  text,
} from './rule.js';
import { checkWhole } from './whole.js';

/** What a body is for, and what there was before it. */
export interface MessageState {
  /** `defer` = the data of a callback of type 5. */
  readonly kind: 'create' | 'edit' | 'defer';
  /** The message has the flag IS_COMPONENTS_V2 already, which nothing takes away. */
  readonly hadV2: boolean;
  /** Names of the files that come with the body. */
  readonly files: readonly string[];
  /** Names of the attachments that remain. */
  readonly kept: readonly string[];
}

const suppressEmbeds = 1 << 2;
const ephemeral = 1 << 6;
const silent = 1 << 12;
const voice = 1 << 13;
export const componentsV2 = 1 << 15;

/** discord-api-docs, receiving-and-responding, "Messages" and resources/webhook, "Edit Webhook Message". */
const settableFlags: Readonly<Record<MessageState['kind'], number>> = {
  create: suppressEmbeds | ephemeral | silent | voice | componentsV2,
  edit: suppressEmbeds | componentsV2,
  defer: ephemeral,
};

const flagsFor =
  (kind: MessageState['kind']): Rule =>
  (value, path) => {
    const found = integer(0, 2 ** 31 - 1)(value, path);
    if (found !== null) return found;
    const wrong = (value as number) & ~settableFlags[kind];
    return wrong === 0
      ? null
      : fault(path, 'MESSAGE_FLAGS_INVALID', `Flags ${wrong} cannot be set here (${kind}).`);
  };

const attachment = shape(
  { id: snowflake },
  {
    filename: text(1, 1024),
    description: text(0, 1024),
    title: text(0, 1024),
    duration_secs: number(0, 2 ** 31 - 1),
    waveform: text(0, 400),
    is_spoiler: flag,
    is_remix: flag,
    // What Discord says of an attachment may be sent back with it.
    ...{ url: text(0, 2048), proxy_url: text(0, 2048), content_type: text(0, 255), ephemeral: flag },
    ...{ size: integer(0, 2 ** 40), width: integer(0, 2 ** 31), height: integer(0, 2 ** 31) },
    ...{ flags: integer(0, 2 ** 31), placeholder: text(0, 2048), placeholder_version: integer(0, 9) },
  },
);

/** discord-api-docs, resources/message, "Allowed Mentions Object". */
const isEitherOr: Relation = (body, path) => {
  const both = ['users', 'roles'].find(
    (kind) => listOf(body[kind]).length > 0 && (body.parse as unknown[] | undefined)?.includes(kind),
  );
  return both === undefined
    ? null
    : fault(
        path,
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${both}"] and ${both}: [ids...] are mutually exclusive.`,
      );
};

const mentions = shape(
  {},
  {
    parse: set(oneOf('users', 'roles', 'everyone'), 0, 3),
    users: set(snowflake, 0, 100),
    roles: set(snowflake, 0, 100),
    replied_user: flag,
  },
  isEitherOr,
);

const anything: Rule = () => null;

const fieldsFor = (kind: MessageState['kind']) =>
  shape(
    {},
    {
      content: text(0, 2000),
      embeds: list(anything, 0, 10),
      allowed_mentions: mentions,
      sticker_ids: list(snowflake, 0, 3),
      components: list(anything, 0, 40),
      attachments: list(attachment, 0, 10),
      flags: flagsFor(kind),
      ...{ poll: anything, tts: flag, message_reference: anything, enforce_nonce: flag },
      ...{ nonce: (value, path) => text(0, 25)(String(value), path), username: text(1, 80) },
      ...{ avatar_url: text(1, 2048), thread_name: text(1, 100), applied_tags: list(snowflake, 0, 5) },
    },
  );

const create = fieldsFor('create');
const edit = fieldsFor('edit');
const defer = shape({}, { flags: flagsFor('defer') });

/** Of no use with the flag: Discord wants them to be missing, or null. */
const legacyFields = ['content', 'embeds', 'sticker_ids', 'poll'] as const;

/** What a message can consist of. */
const contents = ['content', 'embeds', 'components', 'sticker_ids', 'poll'] as const;

const isEmpty = (value: unknown) =>
  !isSet(value) || value === '' || (Array.isArray(value) && value.length === 0);

/** @returns null when Discord would take it. */
export function checkMessage(body: unknown, state: MessageState): Problem | null {
  const { kind, hadV2, files, kept } = state;
  if (kind === 'defer') return isSet(body) ? refuse(defer(body, '')) : null;
  const found = (kind === 'create' ? create : edit)(body ?? {}, '');
  if (found !== null) return refuse(found);
  const message = isBody(body) ? body : {};
  if (files.length + kept.length > 10)
    return refuse(fault('attachments', 'BASE_TYPE_MAX_LENGTH', 'Must be 10 or fewer in length.'));

  const isNewLayout = hadV2 || ((message.flags as number) & componentsV2) !== 0;
  const legacy = legacyFields.find((name) => isNewLayout && isSet(message[name]));
  if (legacy !== undefined) {
    const words = `The '${legacy}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`;
    return refuse(fault(legacy, 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', words));
  }
  const makesNothing = isNewLayout
    ? isEmpty(message.components) && (kind === 'create' || isSet(message.components))
    : kind === 'create' && files.length === 0 && contents.every((name) => isEmpty(message[name]));
  if (makesNothing) return emptyMessage;

  const components = listOf(message.components);
  const rule = isNewLayout ? layout : legacyLayout;
  return (
    refuse(rule(components, 'components')) ??
    checkWhole([...walk(components, 'components')], isNewLayout, files, kept)
  );
}
