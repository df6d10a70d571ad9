/** Rate limits: discord-api-docs, topics/rate-limits. */
import { createHash } from 'node:crypto';
import type { Route, Window } from '../fake.js';
import type { State } from '../state/state.js';
import type { Match } from './match.js';

export interface Verdict {
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds to wait; null = the request may go on. */
  readonly retryAfterMs: number | null;
  readonly isGlobal: boolean;
}

interface Count {
  readonly since: number;
  used: number;
}

/** Counts in windows, each of which begins with its first request. */
function createCounter(now: () => number) {
  const counts = new Map<string, Count>();
  return (key: string, { limit, windowMs }: Window) => {
    const known = counts.get(key);
    const count = known !== undefined && now() - known.since < windowMs ? known : { since: now(), used: 0 };
    counts.set(key, count);
    const isOver = count.used >= limit;
    if (!isOver) count.used += 1;
    return { isOver, remaining: limit - count.used, resetMs: count.since + windowMs - now() };
  };
}

/** Routes that do not count for the bot's limit over all: receiving-and-responding, "Endpoints". */
const isBound = (route: Route) => !route.includes('{token}');

const seconds = (ms: number) => (Math.ceil(ms) / 1000).toFixed(3);

/** @returns asks for every request that came to a route. */
export function createBuckets(state: State): (match: Match) => Verdict {
  const { webhookBucket, channelBucket, globalBucket } = state.settings;
  const count = createCounter(state.time.now);
  /** Each webhook token has one bucket; each kind of request to a channel's messages has one for each channel. */
  const bucketOf = ({ route, params }: Match) => {
    if (route.includes('/webhooks/')) return { name: 'webhook', key: params.token!, window: webhookBucket };
    if (route.includes('/channels/{channel}/messages'))
      return { name: route, key: `${route} ${params.channel}`, window: channelBucket };
    return null;
  };

  return (match) => {
    const free = { headers: {}, retryAfterMs: null, isGlobal: false };
    if (isBound(match.route)) {
      const { isOver, resetMs } = count('global', globalBucket);
      const headers = { 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' };
      if (isOver) return { headers, retryAfterMs: resetMs, isGlobal: true };
    }
    const bucket = bucketOf(match);
    if (bucket === null) return free;
    const { isOver, remaining, resetMs } = count(bucket.key, bucket.window);
    const headers = {
      'x-ratelimit-limit': String(bucket.window.limit),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': seconds(state.time.wall() + resetMs),
      'x-ratelimit-reset-after': seconds(resetMs),
      'x-ratelimit-bucket': createHash('sha256').update(bucket.name).digest('hex').slice(0, 32),
      ...(isOver ? { 'x-ratelimit-scope': 'user' } : {}),
    };
    return { headers, retryAfterMs: isOver ? resetMs : null, isGlobal: false };
  };
}
