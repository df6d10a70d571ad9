/**
 * Signed requests count once, and not before their time. Bolt checks that a signature is right and not too old, and lets
 * both others through (measured with 5.1: an identical replay, and a timestamp an hour ahead, are answered with 200).
 */

export interface Signed {
  /** As its header says: seconds since 1970. */
  readonly timestamp: string;
  /** `v0=` and 64 hexadecimal digits; it has been verified. */
  readonly signature: string;
}

export type Judgement = 'new' | 'again' | 'early';

export interface ReplayGuard {
  /** Notes a request down where it is new. */
  judge(signed: Signed): Judgement;
  /** It could not be taken in: whoever sent it may send it again. */
  forget(signed: Signed): void;
}

/** How far a timestamp may be from now, either way, milliseconds: as Slack's own libraries have it for the past. */
const window = 5 * 60_000;
/** How often what is over is forgotten, milliseconds. */
const sweepEvery = 60_000;

/** Why not the header as it is: Bolt reads no further than the digest, so that others would pass with something behind. */
const digestOf = ({ signature }: Signed) => signature.split('=')[1] ?? '';

/** @param wall milliseconds since 1970. */
export function createReplayGuard(wall: () => number): ReplayGuard {
  /** When each can come no more, by its digest, which the time is a part of. */
  const until = new Map<string, number>();
  let sweptAt = wall();

  const sweep = (now: number) => {
    if (Math.abs(now - sweptAt) < sweepEvery) return;
    sweptAt = now;
    for (const [digest, end] of until) if (end < now) until.delete(digest);
  };

  return {
    judge(signed) {
      const now = wall();
      const at = Number(signed.timestamp) * 1000;
      if (!(at <= now + window)) return 'early';
      sweep(now);
      const digest = digestOf(signed);
      if (until.has(digest)) return 'again';
      // Why from its own time: one that came from ahead of our clock passes for longer. A second more than Bolt's rounding.
      until.set(digest, at + window + 1000);
      return 'new';
    },
    forget(signed) {
      until.delete(digestOf(signed));
    },
  };
}
