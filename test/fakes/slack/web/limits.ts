/** Rate limits: apis/web-api/rate-limits. */
import type { State } from '../state/state.js';
import { type Method, methods } from './methods.js';

const minute = 60_000;

/** @returns asks for every request, counting it; seconds to wait, null = it may go on. */
export function createLimits(
  state: State,
): (method: Method, tenant: string, channel: unknown) => number | null {
  const { tiers, postBurst } = state.settings;
  const windows = new Map<string, { readonly since: number; used: number }>();
  /** Messages that a channel takes now: one more with each second. */
  const buckets = new Map<string, { left: number; at: number }>();

  const inMinute = (key: string, limit: number): number | null => {
    const now = state.time.now();
    const known = windows.get(key);
    const count = known !== undefined && now - known.since < minute ? known : { since: now, used: 0 };
    windows.set(key, count);
    if (count.used >= limit) return Math.max(1, Math.ceil((count.since + minute - now) / 1000));
    count.used += 1;
    return null;
  };

  const inChannel = (channel: string): number | null => {
    const now = state.time.now();
    const { left, at } = buckets.get(channel) ?? { left: postBurst, at: now };
    const grown = Math.min(postBurst, left + (now - at) / 1000);
    buckets.set(channel, { left: grown >= 1 ? grown - 1 : grown, at: now });
    return grown >= 1 ? null : 1;
  };

  return (method, tenant, channel) => {
    if (method === 'chat.postMessage') return inChannel(`${tenant} ${channel}`);
    const { tier } = methods[method];
    return tier === null ? null : inMinute(`${method} ${tenant}`, tiers[tier]);
  };
}
