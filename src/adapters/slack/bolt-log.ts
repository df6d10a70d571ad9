/** What Bolt and its parts have to say, in our log: without bodies, tokens and addresses. */
import { webApi } from '@slack/bolt';
import type { Log } from '../../log.js';
import { asFailure } from './failure.js';

/** An error of Bolt's carries requests and answers with it; its name and Slack's word are enough. */
export function tellable(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const isSlacks = error instanceof webApi.SlackError;
  if (isSlacks) return asFailure(error, 'slack');
  const { cause } = error as { readonly cause?: unknown };
  const { original = cause } = error as { readonly original?: unknown };
  return original instanceof webApi.SlackError ? asFailure(original, error.name) : error;
}

/** Bodies, such as `{"trigger_id":...}`, and addresses have no place in a line. */
const withoutSecrets = (text: string) =>
  text.replace(/[{[]["{[].*$/s, '...').replace(/\b(?:https?|wss?):\/\/\S+/g, '...');

/** A logger as Bolt wants one. Why without `debug`: there Bolt tells whole envelopes, with all that is in them. */
export function createBoltLog(log: Log): webApi.Logger {
  const tell =
    (level: 'debug' | 'warn' | 'error') =>
    (...parts: readonly unknown[]) => {
      const err = parts.find((part) => part instanceof Error);
      const words = parts.filter((part) => typeof part === 'string').map(withoutSecrets);
      const text = `slack: ${words.join(' ') || 'something went wrong'}`;
      if (err === undefined) log[level](text);
      else log[level]({ err: tellable(err) }, text);
    };
  return {
    debug: () => undefined,
    info: tell('debug'),
    warn: tell('warn'),
    error: tell('error'),
    setLevel: () => undefined,
    getLevel: () => webApi.LogLevel.INFO,
    setName: () => undefined,
  };
}
