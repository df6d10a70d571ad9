/** Wrong tokens, by whom they come from: a few at once, then one every few seconds. */

export interface Attempts {
  /** Seconds to wait before the next; 0 = now. */
  wait(address: string): number;
  failed(address: string): void;
}

export interface AttemptOptions {
  /** Milliseconds, of any clock. */
  readonly now: () => number;
  /** Wrong ones at once. @default 5 */
  readonly burst?: number;
  /** Milliseconds until one is forgotten. @default 10000 */
  readonly forgetMs?: number;
}

/** Addresses that are remembered; the oldest go first. */
const most = 10_000;

export function createAttempts({ now, burst = 5, forgetMs = 10_000 }: AttemptOptions): Attempts {
  /** Until when the wrong ones of an address count, one after the other. */
  const until = new Map<string, number>();

  return {
    wait(address) {
      const over = (until.get(address) ?? 0) - now() - (burst - 1) * forgetMs;
      return Math.max(0, Math.ceil(over / 1000));
    },
    failed(address) {
      const next = Math.max(until.get(address) ?? 0, now()) + forgetMs;
      until.delete(address);
      until.set(address, next);
      const [oldest] = until.keys();
      if (until.size > most) until.delete(oldest!);
    },
  };
}
