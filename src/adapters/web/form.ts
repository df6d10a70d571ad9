/** What the page's forms mean: texts and files to what the conversation is asked. */
import { commands } from '../../../commands/all.js';
import type { Press, PressedAction, StylizeInput } from '../../conversation/conversation.js';
import { StudioError } from '../../errors.js';
import { parseJobId } from '../../job/id.js';
import { actions } from '../../reply/reply.js';
import { parseOption, type RawValue } from '../../request/parse.js';
import type { PictureSource } from '../../request/pictures.js';
import type { FormPart } from './multipart.js';

export type Form = readonly FormPart[];

/** Styles of one picture: each is decoded, stored and looked at by the network. */
export const maxStyles = 4;

const { init, 'invert-mask': invertMask } = commands.stylize.options;

const broken = (detail: string) => new StudioError('upload-broken', { detail });
const decode = ({ bytes }: FormPart) => Buffer.from(bytes).toString('utf8');

const named = (form: Form, name: string) => form.filter((part) => part.name === name);
const isText = ({ fileName }: FormPart) => fileName === null;

/** The last text of a name; null where there is none. */
const text = (form: Form, name: string) => {
  const part = named(form, name).filter(isText).at(-1);
  return part === undefined ? null : decode(part);
};

/** A file, or the name of a preset; null where there is none: a browser sends that as a file without name and bytes. */
function pictureOf(part: FormPart): PictureSource | null {
  const { name, fileName, bytes } = part;
  if (bytes.length === 0 && !fileName) return null;
  return fileName === null ? { preset: decode(part) } : { bytes, name: fileName || name };
}

const pictures = (form: Form, name: string): PictureSource[] =>
  named(form, name).flatMap((part) => pictureOf(part) ?? []);

const isRaw = (value: unknown): value is RawValue =>
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  (Array.isArray(value) && value.every((entry) => typeof entry === 'string'));

/** The options of a command, as typed. @throws StudioError 'upload-broken'. */
export function readValues(form: Form): Readonly<Record<string, RawValue>> {
  const values = parse(text(form, 'values') ?? '{}');
  if (typeof values !== 'object' || values === null || Array.isArray(values))
    throw broken('it has no options');
  const entries = Object.entries(values);
  if (!entries.every(([, value]) => isRaw(value))) throw broken('an option is no text');
  return Object.fromEntries(entries);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new StudioError('upload-broken', { detail: 'its options are no JSON' }, { cause });
  }
}

/** @throws StudioError 'option-missing', 'option-invalid', 'upload-broken'. */
export function readStylize(form: Form): StylizeInput {
  const content = pictures(form, 'content').at(-1);
  if (content === undefined) throw new StudioError('option-missing', { option: 'content' });
  const weights = named(form, 'weight').filter(isText).map(decode).map(parseWeight);
  const styles = pictures(form, 'style').map((picture, k) => ({ picture, weight: weights[k] ?? 1 }));
  if (styles.length > maxStyles) {
    const [value, expected] = [`${styles.length} styles`, `at most ${maxStyles} of them`];
    throw new StudioError('option-invalid', { option: 'style', value, expected });
  }
  const { 'invert-mask': inverted, ...values } = readValues(form);
  return {
    ...{ content, styles, masks: named(form, 'mask').map(pictureOf) },
    isMaskInverted: parseOption('invert-mask', invertMask, inverted),
    ...readStart(form, values),
  };
}

/** `init` is a word or a picture; a picture stands in a part of its own, where a word may stand as well. */
function readStart(form: Form, values: StylizeInput['values']): Pick<StylizeInput, 'initPicture' | 'values'> {
  const part = named(form, 'init').at(-1);
  const word = part !== undefined && isText(part) ? decode(part).trim().toLowerCase() : null;
  if (word !== null && init.choices.some((one) => one === word)) {
    return { initPicture: null, values: { ...values, init: word } };
  }
  return { initPicture: part === undefined ? null : pictureOf(part), values };
}

function parseWeight(value: string): number {
  const weight = /^\d{1,6}(\.\d{1,6})?$/.test(value) ? Number(value) : 0;
  if (weight > 0) return weight;
  throw new StudioError('option-invalid', { option: 'weight', value, expected: 'a number above 0' });
}

const pressable: readonly PressedAction[] = [...actions, 'more'];
const isAction = (value: string | null): value is PressedAction =>
  pressable.some((action) => action === value);

/** @throws StudioError 'upload-broken', 'job-unknown'. */
export function readPress(form: Form): Press {
  const action = text(form, 'action');
  const job = text(form, 'job') ?? '';
  if (!isAction(action)) throw broken('there is no such button');
  if (parseJobId(job) !== job) throw new StudioError('job-unknown', { id: job });
  return { action, job, style: pictures(form, 'style').at(-1) ?? null };
}
