/** What the page's forms mean: texts and files to what the conversation is asked. */
import type { Press, StylizeInput } from '../../conversation/conversation.js';
import { StudioError } from '../../errors.js';
import { parseJobId } from '../../job/id.js';
import { type Action, actions } from '../../reply/reply.js';
import type { RawValue } from '../../request/parse.js';
import type { PictureSource } from '../../request/pictures.js';
import type { FormPart } from './multipart.js';

export type Form = readonly FormPart[];

const broken = (detail: string) => new StudioError('upload-broken', { detail });
const decode = ({ bytes }: FormPart) => Buffer.from(bytes).toString('utf8');

const named = (form: Form, name: string) => form.filter((part) => part.name === name);
const isText = ({ fileName }: FormPart) => fileName === null;

/** The last text of a name; null where there is none. */
const text = (form: Form, name: string) => {
  const part = named(form, name).filter(isText).at(-1);
  return part === undefined ? null : decode(part);
};

/** Files, and names of presets. A browser sends a field without a file as one that has no name and no bytes. */
const pictures = (form: Form, name: string): PictureSource[] =>
  named(form, name)
    .filter(({ fileName, bytes }) => fileName !== '' || bytes.length > 0)
    .map((part) =>
      part.fileName === null ? { preset: decode(part) } : { bytes: part.bytes, name: part.fileName || name },
    );

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
  return { content, styles, values: readValues(form) };
}

function parseWeight(value: string): number {
  const weight = /^\d{1,6}(\.\d{1,6})?$/.test(value) ? Number(value) : 0;
  if (weight > 0) return weight;
  throw new StudioError('option-invalid', { option: 'weight', value, expected: 'a number above 0' });
}

const isAction = (value: string | null): value is Action => actions.some((action) => action === value);

/** @throws StudioError 'upload-broken', 'job-unknown'. */
export function readPress(form: Form): Press {
  const action = text(form, 'action');
  const job = text(form, 'job') ?? '';
  if (!isAction(action)) throw broken('there is no such button');
  if (parseJobId(job) !== job) throw new StudioError('job-unknown', { id: job });
  return { action, job, style: pictures(form, 'style').at(-1) ?? null };
}
