/**
 * A stand-in for a chat platform: a real HTTP server on loopback, in the process of whoever starts it, so that what was
 * posted outlives a bot that is killed. It can take a request and keep its answer: the place between the platform's yes
 * and the bot's note of it.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { type Body, type CallName, createBoard, type Post } from './board.js';

export interface Platform {
  /** Every call is a POST of JSON to `url/<call>`. */
  readonly url: string;
  posts(): readonly Post[];
  /** How often a call was taken. */
  count(call: CallName): number;
  /**
   * Takes the next request of a kind (and that `wants` wants) and answers it never, or when the hold is released.
   * `held` resolves when the request has been carried out (`accepted`), or has come and never will be (`arrived`).
   */
  hold(
    call: CallName,
    wants?: (body: Body) => boolean,
    stage?: 'accepted' | 'arrived',
  ): { readonly held: Promise<void>; readonly release: () => void };
  /** Takes back every hold that nothing has run into, and releases the others. */
  releaseAll(): void;
  /** Answers the next requests of a kind with an error, carrying out none. */
  refuse(call: CallName, status: number, times: number): void;
  /** A channel that is there no more: 404 for everything in it. */
  closeChannel(channel: string): void;
  close(): Promise<void>;
}

interface Hold {
  readonly call: CallName;
  readonly wants: (body: Body) => boolean;
  readonly stage: 'accepted' | 'arrived';
  readonly reach: () => void;
  answer: () => void;
}

/** @param now milliseconds; nonces are forgotten by it. */
export async function startPlatform(now: () => number = () => performance.now()): Promise<Platform> {
  const board = createBoard(now);
  const counts = new Map<CallName, number>();
  const refusals = new Map<CallName, { readonly status: number; left: number }>();
  let holds: Hold[] = [];

  const respond = (response: ServerResponse, status: number, body: object) => {
    if (response.destroyed) return;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const name = request.url!.slice(1);
    if (request.method !== 'POST' || !board.isCall(name)) return respond(response, 405, {});
    const body = (await json(request)) as Body;
    const refusal = refusals.get(name);
    if (refusal !== undefined && refusal.left > 0) {
      refusal.left -= 1;
      return respond(response, refusal.status, { error: 'refused' });
    }
    const hold = holds.find((entry) => entry.call === name && entry.wants(body));
    holds = holds.filter((entry) => entry !== hold);
    if (hold?.stage === 'arrived') {
      hold.answer = () => response.destroy();
      return hold.reach();
    }
    counts.set(name, (counts.get(name) ?? 0) + 1);
    const answer = board.call(name, body);
    const send = () => respond(response, answer.status, answer.body);
    if (hold === undefined) return send();
    hold.answer = send;
    hold.reach();
  };

  const server = createServer((request, response) => {
    // Why: whoever asked may be killed in the middle of a request; there is nobody to answer then.
    take(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const held = new Set<Hold>();

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posts: board.posts,
    count: (call) => counts.get(call) ?? 0,
    hold(call, wants = () => true, stage = 'accepted') {
      let reach = () => {};
      const reached = new Promise<void>((resolve) => {
        reach = resolve;
      });
      const hold: Hold = { call, wants, stage, reach, answer: () => undefined };
      holds.push(hold);
      held.add(hold);
      const release = () => {
        holds = holds.filter((entry) => entry !== hold);
        held.delete(hold);
        hold.answer();
      };
      return { held: reached, release };
    },
    releaseAll() {
      holds = [];
      for (const { answer } of held) answer();
      held.clear();
    },
    refuse: (call, status, times) => void refusals.set(call, { status, left: times }),
    closeChannel: board.closeChannel,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
