/** Bodies of requests: JSON, or multipart with `payload_json` and `files[N]`. */
import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { SentFile } from '../message/attachments.js';
import type { Body } from '../world.js';
import { refuse, refuseForm } from './refusal.js';

export interface Sent {
  /** An array in the place of an object for lists of commands. */
  readonly body: Body | readonly Body[];
  readonly files: readonly SentFile[];
}

const nothing: Sent = { body: {}, files: [] };

function parse(text: string): Body | readonly Body[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw refuse('invalidJson');
  }
  if (typeof parsed !== 'object' || parsed === null) throw refuse('invalidJson');
  return parsed as Body | readonly Body[];
}

async function readForm(bytes: Uint8Array, type: string): Promise<Sent> {
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const json = form.get('payload_json');
  const files: SentFile[] = [];
  for (const [name, value] of form) {
    if (typeof value === 'string') {
      if (name === 'payload_json') continue;
      throw refuseForm(name, 'FORM_FIELD_UNKNOWN', 'Fields of a form are payload_json and files[N].');
    }
    const index = /^files\[(\d+)\]$/.exec(name)?.[1];
    if (index === undefined) throw refuseForm(name, 'FORM_FIELD_UNKNOWN', 'Files are called files[N].');
    files.push({
      index: Number(index),
      filename: value.name,
      bytes: new Uint8Array(await value.arrayBuffer()),
      contentType: value.type === '' ? null : value.type,
    });
  }
  return { body: typeof json === 'string' ? parse(json) : {}, files };
}

/** @throws Refusal for what is neither. */
export async function readBody(request: IncomingMessage): Promise<Sent> {
  const bytes = await buffer(request);
  if (bytes.length === 0) return nothing;
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) return { body: parse(bytes.toString()), files: [] };
  if (type.startsWith('multipart/form-data')) return readForm(bytes, type);
  throw refuseForm(
    '',
    'CONTENT_TYPE_INVALID',
    'Expected "Content-Type" header to be one of {application/json}.',
  );
}
