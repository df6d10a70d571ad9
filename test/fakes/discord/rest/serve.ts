/** A request's way: recorded, failed or held where a test wants it, authorized, counted, carried out, answered. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FakeRequest, Route } from '../fake.js';
import type { State } from '../state/state.js';
import type { Body } from '../world.js';
import { readBody, type Sent } from './body.js';
import type { Verdict } from './buckets.js';
import type { Handlers, Reply } from './call.js';
import type { Controls } from './controls.js';
import type { InvalidRequests } from './invalid.js';
import { type Match, matchRoute } from './match.js';
import { Refusal, refuse } from './refusal.js';

export interface ServeParts {
  readonly state: State;
  readonly handlers: Handlers;
  readonly controls: Controls;
  readonly limit: (match: Match) => Verdict;
  readonly invalid: InvalidRequests;
  /** Takes what came. */
  readonly record: (request: FakeRequest) => void;
}

interface Answer extends Reply {
  readonly headers?: Readonly<Record<string, string>>;
}

type Draft = { -readonly [Key in keyof FakeRequest]: FakeRequest[Key] };

/** Routes that need no bot's token: what is in the path is enough. */
const isOpen = (route: Route) => route.includes('{token}') || route === 'GET /gateway';

const codeOf = (body: unknown) => (body as { code?: number } | undefined)?.code ?? null;

function answerRefusal(error: unknown): Answer {
  // Why: a slip of the fake's own must not pass for one of Discord's answers.
  if (!(error instanceof Refusal)) return { status: 500, body: { code: 0, message: `fake: ${error}` } };
  const { status, code, message, errors } = error;
  return { status, body: { message, code, ...(errors === null ? {} : { errors }) } };
}

function limited(retryAfterMs: number, isGlobal: boolean, headers: Readonly<Record<string, string>>): Answer {
  const retry_after = Math.ceil(retryAfterMs) / 1000;
  return {
    status: 429,
    headers: { ...headers, 'retry-after': String(Math.ceil(retry_after)) },
    body: { message: 'You are being rate limited.', retry_after, global: isGlobal },
  };
}

const version = /^\/api(\/v10)?(?=\/)/;

/** @returns answers one request; rejects never. */
export function createServe(parts: ServeParts) {
  const { state, handlers, controls, limit, invalid } = parts;

  const carryOut = (match: Match, sent: Sent, authorization: string | undefined, query: URLSearchParams) => {
    if (!isOpen(match.route) && authorization !== `Bot ${state.token}`)
      return answerRefusal(refuse('unauthorized'));
    const { headers, retryAfterMs, isGlobal } = limit(match);
    if (retryAfterMs !== null) return limited(retryAfterMs, isGlobal, headers);
    try {
      const { params } = match;
      return { headers, ...handlers[match.route]({ state, params, query, ...sent }) };
    } catch (error) {
      return { headers, ...answerRefusal(error) };
    }
  };

  const respond = (response: ServerResponse, request: Draft, { status, headers, body }: Answer) => {
    request.status = status;
    request.code = status < 400 ? null : codeOf(body);
    invalid.note(status);
    state.watch.changed();
    if (response.destroyed) return;
    response.writeHead(status, {
      ...headers,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  };

  return async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams, search } = new URL(incoming.url!, state.origin);
    const path = pathname.replace(version, '');
    const match = version.test(pathname) ? matchRoute(incoming.method!, path) : null;
    const { authorization } = incoming.headers;
    const request: Draft = {
      method: incoming.method!,
      route: match?.route ?? 'unknown',
      path: path + search,
      at: state.time.now(),
      hasAuthorization: authorization !== undefined,
      body: {},
      files: [],
      status: null,
      code: null,
    };
    let sent: Sent;
    try {
      sent = await readBody(incoming);
    } catch (error) {
      parts.record(request);
      return respond(response, request, answerRefusal(error));
    }
    request.body = sent.body as Body;
    request.files = sent.files;
    parts.record(request);

    if (!(await controls.pass(request, 'arrived'))) return void response.destroy();
    const failure = controls.takeFailure(request);
    const answer =
      failure !== null
        ? failure.status === 429
          ? limited(failure.retryAfterMs ?? 1000, false, { 'x-ratelimit-scope': 'user' })
          : { status: failure.status, body: { code: failure.code ?? 0, message: 'As the test wants it' } }
        : match === null
          ? answerRefusal(refuse('notFound'))
          : carryOut(match, sent, authorization, searchParams);
    if (!(await controls.pass(request, 'accepted'))) return void response.destroy();
    respond(response, request, answer);
  };
}
