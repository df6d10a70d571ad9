/** Requests to the bot: authentication/verifying-requests-from-slack. */
import { createHmac } from 'node:crypto';
import type { Forgery } from '../delivery.js';
import type { Body } from '../world.js';
import type { Letter, Retry } from './letter.js';

/** A body as Slack writes it: events as JSON, the rest as forms. */
export function writeBody({ type, payload }: Letter): {
  readonly body: string;
  readonly contentType: string;
} {
  if (type === 'events_api') return { body: JSON.stringify(payload), contentType: 'application/json' };
  const fields = type === 'slash_commands' ? payload : { payload: JSON.stringify(payload) };
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields as Body)) form.set(name, String(value));
  return { body: form.toString(), contentType: 'application/x-www-form-urlencoded' };
}

export const sign = (secret: string, timestamp: number, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;

/** @param seconds since 1970. */
export function writeHeaders(
  secret: string,
  seconds: number,
  body: string,
  contentType: string,
  { retry = null, forgery = {} }: { readonly retry?: Retry | null; readonly forgery?: Forgery } = {},
): Record<string, string> {
  const timestamp = seconds + (forgery.skewS ?? 0);
  const signature =
    forgery.signature === undefined ? sign(forgery.secret ?? secret, timestamp, body) : forgery.signature;
  return {
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'content-type': contentType,
    'x-slack-request-timestamp': String(timestamp),
    ...(signature === null ? {} : { 'x-slack-signature': signature }),
    ...(retry === null
      ? {}
      : { 'x-slack-retry-num': String(retry.number), 'x-slack-retry-reason': retry.reason }),
  };
}
