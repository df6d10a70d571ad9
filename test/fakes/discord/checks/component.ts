/** What components share. */
import { type Fault, fault } from './problem.js';
import { type Body, flag, integer, type Rule, shape, snowflake, text } from './rule.js';

/** Numbers of `type`: discord-api-docs, components/reference, "Component Types". */
export const Kind = {
  actionRow: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  textDisplay: 10,
  thumbnail: 11,
  mediaGallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  fileUpload: 19,
  radioGroup: 21,
  checkboxGroup: 22,
  checkbox: 23,
} as const;

export const customId = text(1, 100);
export const description = text(1, 1024);

/** Fields of every component. `type` has been looked at already. */
export const component = {
  required: { type: integer(1, 23) },
  optional: { id: integer(0, 2 ** 31 - 1) },
} as const;

export const emoji = shape({}, { id: snowflake, name: text(1, 32), animated: flag });

const mediaUrl =
  (schemes: RegExp, words: string): Rule =>
  (value, path) =>
    text(1, 2048)(value, path) ??
    (schemes.test(value as string) ? null : fault(path, 'URL_TYPE_INVALID_SCHEME', words));

const answered = {
  proxy_url: text(0, 2048),
  height: integer(0, 2 ** 31),
  width: integer(0, 2 ** 31),
  placeholder: text(0, 2048),
  placeholder_version: integer(0, 2 ** 31),
  content_type: text(0, 255),
  flags: integer(0, 2 ** 31),
  attachment_id: snowflake,
  loading_state: integer(0, 9),
} as const;

/** An unfurled media item: Discord passes over all but its url, so that one that it sent can be sent back. */
export const media = shape(
  { url: mediaUrl(/^(https?|attachment):\/\/./, 'Scheme must be one of (http, https, attachment).') },
  answered,
);

/** That of a File component: uploads only. */
export const uploadedMedia = shape(
  { url: mediaUrl(/^attachment:\/\/./, 'Scheme must be one of (attachment).') },
  answered,
);

/** The properties of components that hold further ones. */
const holders = ['components', 'accessory', 'component'] as const;

/** A component and where it is. */
export interface Placed {
  readonly body: Body;
  readonly path: string;
}

/** All components of a list, those inside of others included, in reading order. */
export function* walk(list: readonly Body[], path: string): Generator<Placed> {
  for (const [at, body] of list.entries()) yield* walkInto(body, `${path}[${at}]`);
}

function* walkInto(body: Body, path: string): Generator<Placed> {
  yield { body, path };
  for (const name of holders) {
    const held = body[name];
    if (Array.isArray(held)) yield* walk(held as Body[], `${path}.${name}`);
    else if (typeof held === 'object' && held !== null) yield* walkInto(held as Body, `${path}.${name}`);
  }
}

/** Ids and custom ids are given once each; 0 as an id means none. */
export function findDuplicate(placed: readonly Placed[]): Fault | null {
  const rows = [
    ['custom_id', 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated.'],
    ['id', 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated.'],
  ] as const;
  for (const [name, code, words] of rows) {
    const seen = new Set<unknown>();
    for (const { body, path } of placed) {
      const value = body[name];
      if (value === undefined || value === null || value === 0) continue;
      if (seen.has(value)) return fault(`${path}.${name}`, code, words);
      seen.add(value);
    }
  }
  return null;
}
