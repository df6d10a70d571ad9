/** The ideal fair share: every server that waits has an equal part of the slots at every instant, within it every user. */

export interface FluidJob {
  readonly id: string;
  readonly tenant: string;
  readonly user: string;
  /** When it came, and what it takes, in any unit of time. */
  readonly at: number;
  readonly seconds: number;
}

/** When each job would be done if work could be shared out in drops. Within a user first come, first served. */
export function finishFluidly(jobs: readonly FluidJob[], slots: number): ReadonlyMap<string, number> {
  const ends = new Map<string, number>();
  const arrivals = [...jobs].sort((a, b) => a.at - b.at);
  const lines = new Map<string, Map<string, { readonly id: string; left: number }[]>>();
  let now = 0;
  let come = 0;
  while (come < arrivals.length || lines.size > 0) {
    const rates = [...lines].flatMap(([tenant, users]) =>
      [...users].map(([user, line]) => ({ tenant, user, line, rate: slots / lines.size / users.size })),
    );
    const nextEnd = Math.min(...rates.map(({ line, rate }) => line[0]!.left / rate));
    const nextArrival = (arrivals[come]?.at ?? Number.POSITIVE_INFINITY) - now;
    const pass = Math.max(0, Math.min(nextEnd, nextArrival));
    now += pass;
    for (const { tenant, user, line, rate } of rates) {
      const first = line[0]!;
      first.left -= pass * rate;
      if (first.left > 1e-9) continue;
      ends.set(first.id, now);
      line.shift();
      if (line.length > 0) continue;
      const users = lines.get(tenant)!;
      users.delete(user);
      if (users.size === 0) lines.delete(tenant);
    }
    for (; come < arrivals.length && arrivals[come]!.at <= now; come++) {
      const { id, tenant, user, seconds } = arrivals[come]!;
      const users = lines.get(tenant) ?? new Map();
      lines.set(tenant, users);
      users.set(user, [...(users.get(user) ?? []), { id, left: seconds }]);
    }
  }
  return ends;
}
