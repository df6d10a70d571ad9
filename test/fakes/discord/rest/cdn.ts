/** Files at their signed addresses. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { State } from '../state/state.js';
import { isSigned } from '../state/stored-attachment.js';

/** @returns false for a path that is none of a file's. */
export function serveFile(state: State, request: IncomingMessage, response: ServerResponse): boolean {
  const { pathname, searchParams } = new URL(request.url!, state.origin);
  if (!/^\/(ephemeral-)?attachments\//.test(pathname)) return false;
  const file = state.attachments.get(pathname);
  if (file === undefined || !isSigned(state, pathname, searchParams)) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('This content is no longer available.');
    return true;
  }
  const type = file.contentType ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': type, 'content-length': file.size }).end(file.bytes);
  return true;
}
