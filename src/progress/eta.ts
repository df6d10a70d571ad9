/**
 * How long a render will still take. A step's time goes with the pixels it looks at, save the first step of a rung,
 * which also creates the session for that size: so pace is taken from the later steps, and the rest counts as a
 * surcharge that every rung still to come pays once.
 */

/** One rung of the ladder: the size it works at and how many steps it takes. */
export interface EtaRung {
  /** Width x height, 1 or more. */
  readonly pixels: number;
  /** 1 or more. */
  readonly steps: number;
}

export interface Eta {
  /**
   * Says that one step of `rung` (1..rungs, as in StepProgress) has just ended.
   * @returns seconds for all steps to come, or null while there is nothing to judge by (after the very first step).
   */
  tick(rung: number): number | null;
}

interface Tally {
  steps: number;
  /** Seconds of the first step, null before it. */
  first: number | null;
  /** Seconds and pixels of the steps after the first. */
  seconds: number;
  pixels: number;
}

/** How far a render has come before. */
export interface EtaStart {
  /** The rung of the next step, from 1. */
  readonly rung: number;
  /** Steps of that rung that ran. */
  readonly steps: number;
}

/**
 * @param plan the ladder, in order
 * @param now a clock in milliseconds that never goes back (`performance.now`); the first step starts at this call
 * @param start what ran in an earlier attempt and is done, at a pace that says nothing about this one; @default nothing
 */
export function createEta(
  plan: readonly EtaRung[],
  now: () => number,
  start: EtaStart = { rung: 1, steps: 0 },
): Eta {
  const tallies: Tally[] = plan.map(({ steps }, k) => ({
    steps: k + 1 < start.rung ? steps : k + 1 === start.rung ? start.steps : 0,
    ...{ first: null, seconds: 0, pixels: 0 },
  }));
  let last = now();

  /** Seconds per pixel: of this rung where it has run on, else of all later steps, else of all first steps. */
  const pace = (rung: number): number | null => {
    const own = tallies[rung]!;
    if (own.pixels > 0) return own.seconds / own.pixels;
    const later = tallies.reduce(add, { seconds: 0, pixels: 0 });
    if (later.pixels > 0) return later.seconds / later.pixels;
    const firsts = plan.flatMap(({ pixels }, k) => {
      const first = tallies[k]!.first;
      return first === null ? [] : [{ seconds: first, pixels }];
    });
    if (firsts.length < 2) return null;
    const sum = firsts.reduce(add, { seconds: 0, pixels: 0 });
    return sum.seconds / sum.pixels;
  };

  return {
    tick(rung) {
      const at = rung - 1;
      const own = tallies[at];
      if (own === undefined)
        throw new RangeError(`Expected \`rung\` to be from 1 to ${plan.length}, got \`${rung}\``);
      const time = now();
      const seconds = (time - last) / 1000;
      last = time;
      own.steps += 1;
      if (own.first === null) own.first = seconds;
      else {
        own.seconds += seconds;
        own.pixels += plan[at]!.pixels;
      }

      const left = plan.map(
        ({ steps, pixels }, k) => Math.max(0, steps - tallies[k]!.steps) * (k < at ? 0 : pixels),
      );
      const pixelsLeft = left.reduce((sum, pixels) => sum + pixels, 0);
      if (pixelsLeft === 0) return 0;
      const perPixel = pace(at);
      if (perPixel === null) return null;

      const surcharges = plan.flatMap(({ pixels }, k) => {
        const first = tallies[k]!.first;
        return first === null ? [] : [Math.max(0, first - perPixel * pixels)];
      });
      const surcharge = surcharges.reduce((sum, extra) => sum + extra, 0) / surcharges.length;
      const rungsToCome = plan.filter((_, k) => k > at && tallies[k]!.steps === 0).length;
      return perPixel * pixelsLeft + surcharge * rungsToCome;
    },
  };
}

function add(
  a: { seconds: number; pixels: number },
  b: { readonly seconds: number; readonly pixels: number },
) {
  return { seconds: a.seconds + b.seconds, pixels: a.pixels + b.pixels };
}
