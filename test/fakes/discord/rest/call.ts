/** What a route's handler is given, and what it gives. */
import type { Route } from '../fake.js';
import type { SentFile } from '../message/attachments.js';
import type { State } from '../state/state.js';
import type { Body } from '../world.js';

export interface Call {
  readonly state: State;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Body | readonly Body[];
  readonly files: readonly SentFile[];
}

export interface Reply {
  readonly status: number;
  /** Without it the answer is empty. */
  readonly body?: unknown;
}

/** Runs in one piece, so that of two requests one is the first. @throws Refusal */
export type Handler = (call: Call) => Reply;
export type Handlers<Known extends Route = Route> = Readonly<Record<Known, Handler>>;

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const empty: Reply = { status: 204 };

/** The body where it must be an object. */
export const bodyOf = ({ body }: Call): Body => (Array.isArray(body) ? {} : (body as Body));
