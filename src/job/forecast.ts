/** When everybody who waits will be served: the slots played through, with what jobs are expected to take. */

export interface ForecastJob {
  readonly id: string;
  readonly user: string;
  /** So many of the user's jobs may run when this one starts as one more, itself counted. */
  readonly userRunning: number;
}

export interface ForecastSlot {
  readonly device: string;
  /** Whose job runs in it and for how long still; null = free. */
  readonly busy: { readonly user: string; readonly seconds: number } | null;
}

export interface Forecast {
  /** Jobs that start before this one, 0 = next; 0 for one that runs. */
  readonly position: number;
  /** Until the picture is done; null where there is nothing to judge by. */
  readonly etaSeconds: number | null;
}

/**
 * @param order who waits, in the order of service (fair-queue.ts)
 * @param slots at least one
 * @param seconds what a job is expected to take on a device
 */
export function forecastAll<Job extends ForecastJob>(
  order: readonly Job[],
  slots: readonly ForecastSlot[],
  seconds: (job: Job, device: string) => number,
): ReadonlyMap<string, Forecast> {
  const places: Place[] = slots.map(({ device, busy }) => ({
    ...{ device, user: busy?.user ?? null, endsAt: busy?.seconds ?? 0 },
  }));
  const running = new Map<string, number>();
  const count = (user: string, by: number) => running.set(user, (running.get(user) ?? 0) + by);
  for (const { user } of places) if (user !== null) count(user, 1);

  const forecasts = new Map<string, Forecast>();
  let waiting = [...order];
  let now = 0;
  while (waiting.length > 0) {
    const place = places.find(({ user }) => user === null);
    const next = place && waiting.findIndex((job) => (running.get(job.user) ?? 0) < job.userRunning);
    if (place === undefined || next === undefined || next < 0) {
      const ended = endNext(places);
      // Why: with nothing running everybody may start, so this cannot be; but no limit is worth a loop without end.
      if (ended === null) break;
      count(ended.user, -1);
      now = Math.max(now, ended.at);
      continue;
    }
    const job = waiting[next]!;
    waiting = next === 0 ? waiting.slice(1) : waiting.filter((other) => other !== job);
    place.user = job.user;
    place.endsAt = now + seconds(job, place.device);
    count(job.user, 1);
    forecasts.set(job.id, { position: forecasts.size, etaSeconds: place.endsAt });
  }
  return forecasts;
}

interface Place {
  readonly device: string;
  user: string | null;
  endsAt: number;
}

/** Frees the place that is free first. */
function endNext(places: readonly Place[]): { readonly user: string; readonly at: number } | null {
  const busy = places.filter(({ user }) => user !== null);
  if (busy.length === 0) return null;
  const place = busy.reduce((a, b) => (b.endsAt < a.endsAt ? b : a));
  const ended = { user: place.user!, at: place.endsAt };
  place.user = null;
  return ended;
}
