/** HTTP mode: the fake is the one that asks. */
import { request as openRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Delivery, Forgery, Requests } from '../delivery.js';
import type { State } from '../state/state.js';
import type { Body } from '../world.js';
import type { Letter, Outcome, Transport } from './letter.js';
import { writeBody, writeHeaders } from './sign.js';

export interface RequestSender extends Transport {
  readonly control: Requests;
}

type Draft = { -readonly [Key in keyof Delivery]: Delivery[Key] };

/** Posts, over a connection of its own. Rejects where none can be had, or it is cut. */
function postTo(url: string, headers: Readonly<Record<string, string>>, body: string, signal: AbortSignal) {
  return new Promise<{ status: number; answer: string; headers: NodeJS.Dict<string | string[]> }>(
    (resolve, reject) => {
      const request = openRequest(url, {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        agent: false,
        signal,
      });
      request.on('error', reject);
      request.on('response', (response) => {
        const { statusCode: status = 0, headers: given } = response;
        text(response).then((answer) => resolve({ status, answer, headers: given }), reject);
      });
      request.end(body);
    },
  );
}

/** What an answer says; a slash command may be answered with bare text. */
function readResponse(type: Letter['type'], answer: string): Body | null {
  if (answer === '') return null;
  try {
    const parsed: unknown = JSON.parse(answer);
    if (typeof parsed === 'object') return parsed as Body | null;
  } catch {
    // It is text, then.
  }
  return type === 'slash_commands' ? { text: answer } : null;
}

export function createRequests(state: State): RequestSender {
  const sent: Draft[] = [];
  const over = new AbortController();
  let url: string | null = null;
  const seconds = () => state.time.seconds(state.time.now());

  const send = async (type: Delivery['type'], headers: Record<string, string>, body: string) => {
    const delivery: Draft = { type, headers, body, status: null, answer: null };
    sent.push(delivery);
    if (url === null) return { delivery, hasNoRetry: false };
    const limit = new AbortController();
    const takeBack = state.time.after(state.settings.deadlineMs, () => limit.abort());
    try {
      const said = await postTo(url, headers, body, AbortSignal.any([limit.signal, over.signal]));
      Object.assign(delivery, { status: said.status, answer: said.answer });
      return { delivery, hasNoRetry: said.headers['x-slack-no-retry'] === '1' };
    } catch {
      // Nobody is there, or nobody answers in time: the status stays null.
      return { delivery, hasNoRetry: false, isLate: limit.signal.aborted };
    } finally {
      takeBack();
      state.watch.changed();
    }
  };

  /** A request of Slack's own, signed. */
  const ask = async (type: Delivery['type'], body: string, contentType: string): Promise<Delivery> =>
    (await send(type, writeHeaders(state.app.signingSecret, seconds(), body, contentType), body)).delivery;

  return {
    deliver(letter, retry, settle: (outcome: Outcome) => void) {
      const { body, contentType } = writeBody(letter);
      const headers = writeHeaders(state.app.signingSecret, seconds(), body, contentType, { retry });
      void send(letter.type, headers, body).then(({ delivery: { status, answer }, isLate, hasNoRetry }) => {
        if (isLate === true) return;
        const isGood = status !== null && status >= 200 && status < 300;
        if (isGood) settle({ response: readResponse(letter.type, answer ?? '') });
        else
          settle(
            hasNoRetry
              ? { response: null }
              : { trouble: status === null ? 'connection_failed' : 'http_error' },
          );
      });
    },
    close: async () => over.abort(),
    control: {
      get url() {
        return url;
      },
      set url(value) {
        url = value;
      },
      sent,
      async replay({ type, headers, body }) {
        return (await send(type, headers, body)).delivery;
      },
      async forge({ type, headers, body }, forgery: Forgery) {
        const kind = headers['content-type']!;
        const forged = writeHeaders(state.app.signingSecret, seconds(), body, kind, { forgery });
        return (await send(type, forged, forgery.body ?? body)).delivery;
      },
      async verifyUrl() {
        const challenge = state.ids.secret(40);
        const asked = { token: state.app.verification, challenge, type: 'url_verification' };
        const { status, answer } = await ask('url_verification', JSON.stringify(asked), 'application/json');
        return status === 200 && (answer ?? '').includes(challenge);
      },
      sslCheck: () =>
        ask('ssl_check', `ssl_check=1&token=${state.app.verification}`, 'application/x-www-form-urlencoded'),
    },
  };
}
