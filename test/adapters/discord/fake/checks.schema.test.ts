/** A second opinion (vitest.config.ts says where it is heard): Discord's own description of its interface takes what our checks take, and refuses what it can see. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { findPackageRoot } from '../../../../src/assets.js';
import {
  choice,
  commands,
  doneMessage,
  long,
  menu,
  message,
  modal,
  option,
  row,
  stylizeModal,
  times,
  words,
} from './checks-samples.js';

const file = join(findPackageRoot(), '..', 'shared', 'specs', 'discord-openapi.json');

const ajv = new Ajv2020({ strict: false, validateFormats: false });

/** Why without permissions: it says that they are a number, where the documentation and every client send a text. */
const registered = commands.map((one) => ({ ...one, default_member_permissions: undefined }));
const reply = (data: unknown) => ({ type: 4, data });
const form = (data: unknown) => ({ type: 9, data });
const offer = (count: number) => ({ type: 8, data: { choices: times(count, (at) => choice(at)) } });
const chosen = (count: number) => message(row(menu({ options: times(count, (at) => option(at)) })));
const described = (length: number) => ({ ...registered[1], description: long(length) });

const rows: readonly (readonly [schema: string, good: unknown, bad: unknown])[] = [
  ['CreateMessageInteractionCallbackRequest', reply(doneMessage), reply(chosen(26))],
  ['UpdateMessageInteractionCallbackRequest', { type: 7, data: doneMessage }, { type: 7, data: chosen(0) }],
  ['IncomingWebhookUpdateRequestPartial', doneMessage, message(words(''))],
  ['MessageCreateRequest', { ...doneMessage, nonce: 'rokadimu', enforce_nonce: true }, chosen(26)],
  ['ModalInteractionCallbackRequest', form(stylizeModal), form({ ...modal(words()), title: long(46) })],
  ['ApplicationCommandAutocompleteCallbackRequest', offer(25), offer(26)],
  ...registered.map((one) => ['ApplicationCommandUpdateRequest', one, described(101)] as const),
];

describe('the published OpenAPI description', () => {
  beforeAll(() => {
    const { components } = JSON.parse(readFileSync(file, 'utf8'));
    ajv.addSchema({ $id: 'd', components });
  });

  it.each(rows)('%s', (name, good, bad) => {
    const validate = ajv.compile({ $ref: `d#/components/schemas/${name}` });
    // As sent: without what is undefined.
    const sent = (body: unknown) => JSON.parse(JSON.stringify(body));
    expect(validate(sent(good)), JSON.stringify(validate.errors)).toBe(true);
    expect(validate(sent(bad))).toBe(false);
  });
});
