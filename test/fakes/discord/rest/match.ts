/** From a path to its route. */
import { type Route, routes } from '../fake.js';

export interface Match {
  readonly route: Route;
  /** By their names in the template. */
  readonly params: Readonly<Record<string, string>>;
}

const patterns = routes.map((route) => {
  const [method, template] = route.split(' ') as [string, string];
  const source = template.replace(/\{(\w+)\}/g, (_, name) => `(?<${name}>[^/]+)`);
  return { route, method, pattern: new RegExp(`^${source}$`) };
});

/** @param path without `/api/v10` and query. */
export function matchRoute(method: string, path: string): Match | null {
  for (const { route, pattern, ...row } of patterns) {
    const match = row.method === method ? pattern.exec(path) : null;
    if (match === null) continue;
    const params = Object.entries(match.groups ?? {}).map(([name, value]) => [
      name,
      decodeURIComponent(value),
    ]);
    return { route, params: Object.fromEntries(params) };
  }
  return null;
}
