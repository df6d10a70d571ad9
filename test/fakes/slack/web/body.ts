/** Bodies of requests: forms with JSON in some fields, or JSON. */
import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Body } from '../world.js';

export interface Sent {
  readonly body: Body;
  /** Of an upload. */
  readonly bytes: Uint8Array | null;
}

/** Fields of forms that hold JSON. */
const jsonFields = ['attachments', 'blocks', 'file_ids', 'files', 'metadata', 'view'];

/** The value of JSON; what is none stays as it is, so that whoever wants it says what is wrong. */
function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const readFields = (fields: Iterable<readonly [string, string]>): Body =>
  Object.fromEntries(
    [...fields].map(([name, value]) => [name, jsonFields.includes(name) ? tryParse(value) : value]),
  );

/** @param isUpload what comes is a file. */
export async function readBody(
  request: IncomingMessage,
  query: URLSearchParams,
  isUpload: boolean,
): Promise<Sent> {
  const type = request.headers['content-type'] ?? '';
  const bytes = await buffer(request);
  const body = readFields(query);
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
    const files = [...form.values()].filter((value) => typeof value !== 'string');
    return { body, bytes: isUpload && files[0] ? new Uint8Array(await files[0].arrayBuffer()) : null };
  }
  if (isUpload) return { body, bytes: new Uint8Array(bytes) };
  if (type.startsWith('application/json')) {
    const parsed = tryParse(bytes.toString());
    return { body: { ...body, ...(typeof parsed === 'object' ? parsed : {}) }, bytes: null };
  }
  return { body: { ...body, ...readFields(new URLSearchParams(bytes.toString())) }, bytes: null };
}
