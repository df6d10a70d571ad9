/** Requests that count towards a ban of the address: discord-api-docs, topics/rate-limits, "Invalid Request Limit". */

const windowMs = 10 * 60_000;
const counted: readonly number[] = [401, 403, 429];

export interface InvalidRequests {
  note(status: number): void;
  /** Of the last ten minutes. */
  readonly count: number;
  /** There have been too many; nothing takes it back. */
  readonly isBanned: boolean;
}

export function createInvalidRequests(now: () => number, limit: number): InvalidRequests {
  let times: readonly number[] = [];
  let isBanned = false;
  const recent = () => times.filter((at) => now() - at < windowMs);
  return {
    note(status) {
      if (!counted.includes(status)) return;
      times = [...recent(), now()];
      if (times.length > limit) isBanned = true;
    },
    get count() {
      return recent().length;
    },
    get isBanned() {
      return isBanned;
    },
  };
}
