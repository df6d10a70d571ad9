/** Addresses beside the Web API: uploads, downloads, the install page. */
import type { State } from '../state/state.js';
import type { StoredFile } from '../state/stored-file.js';
import type { Body } from '../world.js';
import { findInstallation, tokenOf } from './authorize.js';
import { isVisible } from './context.js';
import type { Address } from './methods.js';
import { Refusal } from './refusal.js';
import { respond } from './respond.js';
import { authorize } from './routes/oauth.js';

/** An answer of any kind. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON where it is an object. */
  readonly body: Body | string | Uint8Array;
  /** Slack's word for what was wrong. */
  readonly error?: string;
}

export interface Visit {
  readonly path: string;
  readonly body: Body;
  readonly bytes: Uint8Array | null;
  readonly authorization: string | undefined;
}

const page = (title: string): Answer => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!DOCTYPE html><html lang="en"><head><title>${title} | Slack</title></head><body><h1>${title}</h1></body></html>`,
});

const signIn = 'Sign in to your workspace';

/** Takes the bytes of an upload, once, and all of them. */
function upload(state: State, { path, bytes }: Visit): Answer {
  const ticket = state.tickets.get(path);
  if (ticket === undefined) return { status: 404, body: 'Not Found', error: 'unknown_upload' };
  if (bytes === null || bytes.length !== ticket.length)
    return { status: 400, body: `Expected ${ticket.length} bytes`, error: 'length_mismatch' };
  state.tickets.delete(path);
  ticket.file.bytes = bytes;
  ticket.file.stage = 'uploaded';
  return { status: 200, body: `OK - ${bytes.length}` };
}

function findByPath(state: State, path: string): StoredFile | undefined {
  const id = /^\/files\/(?:download\/)?T[^-]+-([^/]+)\//.exec(path)?.[1];
  return id === undefined ? undefined : state.files.get(id);
}

/** A file's bytes, for a bot that may read it; a page for people who are to sign in for all others. */
function download(state: State, { path, authorization }: Visit): Answer {
  if (state.filesElsewhere !== null)
    return { status: 302, headers: { location: state.filesElsewhere + path }, body: '' };
  const file = findByPath(state, path);
  try {
    const installation = findInstallation(state, tokenOf(authorization, {}));
    if (!installation.scopes.has('files:read')) return { ...page(signIn), error: 'missing_scope' };
    if (file === undefined || !isVisible({ state, installation }, file))
      return { ...page(signIn), error: 'file_not_found' };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const location = `${state.origin}/signin?redir=${encodeURIComponent(path)}`;
    return { status: 302, headers: { location }, body: '', error: error.error };
  }
  if (file.isDeleted || file.bytes.length === 0)
    return { status: 404, body: 'Not Found', error: 'file_deleted' };
  const type = file.mimetype || 'application/octet-stream';
  return { status: 200, headers: { 'content-type': type }, body: file.bytes };
}

function install(state: State, { body }: Visit): Answer {
  const location = authorize(state, body);
  return location === null
    ? { ...page('Something went wrong'), status: 400, error: 'invalid_authorization' }
    : { status: 302, headers: { location }, body: '' };
}

export const visits: Readonly<Record<Address, (state: State, visit: Visit) => Answer>> = {
  upload,
  response_url: respond,
  url_private: download,
  authorize: install,
  signin: () => page(signIn),
};

const prefixes: readonly (readonly [RegExp, Address])[] = [
  [/^\/upload\/v1\//, 'upload'],
  [/^\/(commands|actions)\//, 'response_url'],
  [/^\/files\//, 'url_private'],
  [/^\/oauth\/v2\/authorize$/, 'authorize'],
  [/^\/signin$/, 'signin'],
];

export const addressOf = (path: string): Address | null =>
  prefixes.find(([pattern]) => pattern.test(path))?.[1] ?? null;
