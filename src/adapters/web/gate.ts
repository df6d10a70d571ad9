/**
 * Whom we answer: requests to our own names, and changes from our own page alone. A page elsewhere can have its own name
 * point at this machine (DNS rebinding), and can send forms and pictures' requests here; neither gets past.
 */
import { isLoopbackName } from '../../listen.js';

export interface GateOptions {
  /** Whether only this machine can reach us; its own names are then good. */
  readonly isLoopback: boolean;
  /** Further names, lower case, with or without a port; without one, any port is good. */
  readonly names: readonly string[];
}

/** @returns why a request is refused, null where it is not. */
export type Gate = (request: {
  readonly method?: string | undefined;
  readonly headers: GateHeaders;
}) => string | null;

/** As Node's server hands them over. */
export type GateHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD']);

export function createGate({ isLoopback, names }: GateOptions): Gate {
  const isOurs = (host: string) =>
    (isLoopback && isLoopbackName(host)) || names.includes(host) || names.includes(host.replace(/:\d+$/, ''));

  return ({ method = '', headers }) => {
    const text = (name: string) => {
      const value = headers[name];
      return typeof value === 'string' ? value.toLowerCase() : null;
    };
    const host = text('host');
    if (host === null || !isOurs(host)) return 'unknown host';
    const site = text('sec-fetch-site');
    // Why `none`: what a person opens by typing an address. Links from elsewhere may open the page as well.
    const isVisit = reading.has(method) && (site === 'none' || text('sec-fetch-mode') === 'navigate');
    // Why it may be missing: browsers say it to https and to this machine alone, old ones never.
    if (site !== null && site !== 'same-origin' && !isVisit) return 'another site';
    if (reading.has(method)) return null;
    const origin = text('origin');
    return origin === `http://${host}` || origin === `https://${host}` ? null : 'another origin';
  };
}
