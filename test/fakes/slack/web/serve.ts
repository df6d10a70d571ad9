/** A request's way: recorded, failed or held where a test wants it, authorized, counted, carried out, answered. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Failure, FakeRequest } from '../fake.js';
import type { State } from '../state/state.js';
import type { Body } from '../world.js';
import { type Answer, addressOf, visits } from './addresses.js';
import { demandAppToken, findInstallation, tokenOf } from './authorize.js';
import { readBody } from './body.js';
import { demandScope, type Handler } from './context.js';
import type { Controls } from './controls.js';
import { createLimits } from './limits.js';
import { isMethod, type Method, methods } from './methods.js';
import { Refusal } from './refusal.js';
import { chat } from './routes/chat.js';
import { conversations } from './routes/conversations.js';
import { files } from './routes/files.js';
import { identity } from './routes/identity.js';
import { accessOauth } from './routes/oauth.js';
import { views } from './routes/views.js';

/** Methods that need no bot's token. */
type Apart = 'apps.connections.open' | 'oauth.v2.access';
const handlers: Readonly<Record<Exclude<Method, Apart>, Handler>> = {
  ...{ ...chat, ...conversations, ...files },
  ...{ ...identity, ...views },
};

export interface ServeParts {
  readonly state: State;
  readonly controls: Controls;
  /** A place for a connection of Socket Mode. @throws Refusal */
  readonly openSocket: () => Body;
  /** Takes what came. */
  readonly record: (request: FakeRequest) => void;
}

type Draft = { -readonly [Key in keyof FakeRequest]: FakeRequest[Key] };

const ok = (body: Body): Answer => ({ status: 200, body: { ok: true, ...body } });

function answerRefusal(error: unknown): Answer {
  // Why: a slip of the fake's own must not pass for one of Slack's answers.
  if (!(error instanceof Refusal))
    return { status: 500, error: 'fake', body: `fake: ${(error as Error).stack}` };
  return { status: 200, error: error.error, body: { ok: false, error: error.error, ...error.details } };
}

const limited = (seconds: number): Answer => ({
  ...{ status: 429, error: 'ratelimited', headers: { 'retry-after': String(seconds) } },
  body: { ok: false, error: 'ratelimited' },
});

function answerFailure({ error = 'internal_error', status = 200, retryAfterS = 1 }: Failure): Answer {
  if (status === 429) return limited(retryAfterS);
  return { status, error, body: status === 200 ? { ok: false, error } : error };
}

/** @returns answers one request; rejects never. */
export function createServe({ state, controls, openSocket, record }: ServeParts) {
  const limit = createLimits(state);

  const carryOut = (method: Method, body: Body, authorization: string | undefined): Answer => {
    if (method === 'oauth.v2.access') return ok(accessOauth(state, body, authorization));
    const token = tokenOf(authorization, body);
    if (method === 'apps.connections.open') {
      demandAppToken(state, token);
      const wait = limit(method, state.app.id, null);
      return wait === null ? ok(openSocket()) : limited(wait);
    }
    const installation = findInstallation(state, token);
    const { scopes } = methods[method] as { scopes: readonly string[] };
    for (const scope of scopes.filter((one) => !one.startsWith('KIND'))) demandScope(installation, scope);
    const wait = limit(method, installation.tenant, body.channel);
    if (wait !== null) return limited(wait);
    const headers = {
      'x-oauth-scopes': [...installation.scopes].join(','),
      'x-accepted-oauth-scopes': scopes.join(','),
    };
    return { ...ok(handlers[method]({ state, installation, body })), headers };
  };

  const respond = (response: ServerResponse, request: Draft, { status, headers, body, error }: Answer) => {
    request.status = status;
    request.error = error ?? null;
    state.watch.changed();
    if (response.destroyed) return;
    const isJson = typeof body === 'object' && !(body instanceof Uint8Array);
    response.writeHead(status, {
      ...(isJson ? { 'content-type': 'application/json; charset=utf-8' } : {}),
      ...headers,
    });
    response.end(isJson ? JSON.stringify(body) : body);
  };

  const tenantOf = (token: string | null) =>
    token === null ? null : (state.tokens.get(token)?.installation.tenant ?? null);

  return async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams, search } = new URL(incoming.url!, state.origin);
    const { authorization } = incoming.headers;
    const name = /^\/api\/([\w.]+)$/.exec(pathname)?.[1] ?? '';
    const address = addressOf(pathname);
    const call = isMethod(name) ? name : (address ?? 'unknown');
    const request: Draft = {
      ...{ call, path: pathname + search, at: state.time.now() },
      ...{ hasAuthorization: authorization !== undefined, tenant: null, body: {}, bytes: null },
      ...{ status: null, error: null },
    };
    const sent = await readBody(incoming, searchParams, address === 'upload');
    Object.assign(request, sent);
    request.tenant = tenantOf(tokenOf(authorization, sent.body));
    record(request);

    if (!(await controls.pass(request, 'arrived'))) return void response.destroy();
    const failure = controls.takeFailure(request);
    let answer: Answer;
    try {
      if (failure !== null) answer = answerFailure(failure);
      else if (isMethod(name)) answer = carryOut(name, sent.body, authorization);
      else if (address !== null) answer = visits[address](state, { path: pathname, authorization, ...sent });
      else answer = answerRefusal(new Refusal('unknown_method', { req_method: name }));
    } catch (error) {
      answer = answerRefusal(error);
    }
    if (!(await controls.pass(request, 'accepted'))) return void response.destroy();
    respond(response, request, answer);
  };
}
