/**
 * Whose turn it is: the tenant served least recently, within it the user served least recently, within the user first
 * come, first served. Who was served is remembered for a number of turns; whoever was not served in them counts as
 * served just before the first of them, as of the turn at which their job came. So a stream of people who come for the
 * first time cannot keep one who came before from his second picture for ever.
 */

/** Where a job stands in line. */
export interface Standing {
  readonly tenant: string;
  readonly user: string;
}

interface Line<Item> {
  readonly tenant: string;
  readonly user: string;
  readonly items: Place<Item>[];
  /** The turn at which the line began to wait. */
  readonly since: number;
}

interface Place<Item> {
  readonly item: Item;
  /** Counts arrivals. */
  readonly number: number;
}

export interface Turns<Item extends Standing> {
  /** Puts an item at the end of its user's line. */
  push(item: Item): void;
  /** Takes an item out of its line, without a turn. */
  remove(item: Item): void;
  /** A turn of this tenant and user: both are last from now on. */
  serve(standing: Standing): void;
  /** All items in the order in which they would be served if nobody came any more. */
  order(): Item[];
}

/** Turns that are remembered. More than may wait at the same time, so that they tell all of those apart. */
const remembered = 1000;

/** @param memory turns that are remembered, 1 or more @default 1000 */
export function createTurns<Item extends Standing>(memory: number = remembered): Turns<Item> {
  const lines = new Map<string, Line<Item>>();
  /** When each tenant and each line began to wait, and was last served: turns. The oldest are first. */
  const waitingTenants = new Map<string, { lines: number; readonly since: number }>();
  const served = new Map<string, number>();
  let turn = 0;
  let arrivals = 0;

  const lineKey = ({ tenant, user }: Standing) => JSON.stringify([tenant, user]);
  const stampOf = (key: string, since: number) =>
    Math.max(served.get(key) ?? Number.NEGATIVE_INFINITY, since - memory);

  const stamp = (key: string) => {
    served.delete(key);
    served.set(key, turn);
    // Why two for each turn: a tenant's and a user's.
    for (const [oldest] of served) {
      if (served.size <= 2 * memory) break;
      served.delete(oldest);
    }
  };

  return {
    push(item) {
      const key = lineKey(item);
      let line = lines.get(key);
      if (line === undefined) {
        line = { tenant: item.tenant, user: item.user, items: [], since: turn };
        lines.set(key, line);
        const tenant = waitingTenants.get(item.tenant);
        if (tenant === undefined) waitingTenants.set(item.tenant, { lines: 1, since: turn });
        else tenant.lines += 1;
      }
      arrivals += 1;
      line.items.push({ item, number: arrivals });
    },

    remove(item) {
      const key = lineKey(item);
      const line = lines.get(key);
      const at = line?.items.findIndex((place) => place.item === item) ?? -1;
      if (line === undefined || at < 0) return;
      line.items.splice(at, 1);
      if (line.items.length > 0) return;
      lines.delete(key);
      const tenant = waitingTenants.get(item.tenant)!;
      tenant.lines -= 1;
      if (tenant.lines === 0) waitingTenants.delete(item.tenant);
    },

    serve(standing) {
      turn += 1;
      stamp(standing.tenant);
      stamp(lineKey(standing));
    },

    order() {
      const tenants = new Map<string, Rank<Rank<Line<Item>>[]>>();
      for (const [key, line] of lines) {
        const user: Rank<Line<Item>> = { stamp: stampOf(key, line.since), next: 0, of: line };
        const tenant = tenants.get(line.tenant);
        if (tenant !== undefined) tenant.of.push(user);
        else {
          const { since } = waitingTenants.get(line.tenant)!;
          tenants.set(line.tenant, { stamp: stampOf(line.tenant, since), next: 0, of: [user] });
        }
      }
      return arrange([...tenants.values()], turn);
    },
  };
}

/** A tenant or a user while the order is made: `stamp` goes on as turns are dealt out. */
interface Rank<Of> {
  stamp: number;
  /** A user's next item. */
  next: number;
  readonly of: Of;
}

function arrange<Item>(tenants: Rank<Rank<Line<Item>>[]>[], turn: number): Item[] {
  const arrival = (user: Rank<Line<Item>>) => user.of.items[user.next]!.number;
  const isBefore = (a: Rank<Line<Item>>, b: Rank<Line<Item>>) =>
    a.stamp === b.stamp ? arrival(a) < arrival(b) : a.stamp < b.stamp;
  const first = (users: readonly Rank<Line<Item>>[]) => users.reduce((a, b) => (isBefore(b, a) ? b : a));
  const earliest = (users: readonly Rank<Line<Item>>[]) => Math.min(...users.map(arrival));

  const order: Item[] = [];
  let now = turn;
  while (tenants.length > 0) {
    let tenant = tenants[0]!;
    for (const other of tenants) {
      const isTie = other.stamp === tenant.stamp && other !== tenant;
      if (isTie ? earliest(other.of) < earliest(tenant.of) : other.stamp < tenant.stamp) tenant = other;
    }
    const user = first(tenant.of);
    order.push(user.of.items[user.next]!.item);
    user.next += 1;
    now += 1;
    user.stamp = now;
    tenant.stamp = now;
    if (user.next < user.of.items.length) continue;
    tenant.of.splice(tenant.of.indexOf(user), 1);
    if (tenant.of.length === 0) tenants.splice(tenants.indexOf(tenant), 1);
  }
  return order;
}
