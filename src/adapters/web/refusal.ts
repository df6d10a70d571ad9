/** A failure as an answer to the page: its HTTP status, and a reply that says why. */
import { asStudioError, type ErrorCode } from '../../errors.js';
import { refuse } from '../../reply/answer.js';
import type { CommandAnswer } from './protocol.js';

type Status = 400 | 404 | 408 | 413 | 422 | 429 | 500 | 503;

/** Any other is a request that was understood and cannot be done. */
const statuses: Readonly<Partial<Record<ErrorCode, Status>>> = {
  'upload-broken': 400,
  'command-unknown': 404,
  'job-unknown': 404,
  'upload-too-slow': 408,
  'upload-too-large': 413,
  'image-too-many-bytes': 413,
  'login-slow': 429,
  'upload-busy': 503,
  'shutting-down': 503,
  unexpected: 500,
};

export function toAnswer(error: unknown): { readonly status: Status; readonly answer: CommandAnswer } {
  const known = asStudioError(error);
  return { status: statuses[known.code] ?? 422, answer: { type: 'reply', reply: refuse(known) } };
}
