/** Whose a token is. */
import type { State } from '../state/state.js';
import type { StoredInstallation } from '../state/stored-installation.js';
import type { Body } from '../world.js';
import { Refusal } from './refusal.js';

/** In the header, else in the form. */
export function tokenOf(authorization: string | undefined, body: Body): string | null {
  const bearer = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
  return bearer ?? (typeof body.token === 'string' && body.token !== '' ? body.token : null);
}

/** @throws Refusal */
export function findInstallation(state: State, token: string | null): StoredInstallation {
  if (token === null) throw new Refusal('not_authed');
  if (token === state.app.token) throw new Refusal('not_allowed_token_type');
  const known = state.tokens.get(token);
  if (known === undefined) throw new Refusal('invalid_auth');
  if (known.isRevoked) throw new Refusal('token_revoked');
  if (known.installation.isGone) throw new Refusal('account_inactive');
  if (known.expiresAt !== null && state.time.now() >= known.expiresAt) throw new Refusal('token_expired');
  return known.installation;
}

/** @throws Refusal where it is not the application's own. */
export function demandAppToken(state: State, token: string | null): void {
  if (token === null) throw new Refusal('not_authed');
  if (token === state.app.token) return;
  throw new Refusal(state.tokens.has(token) ? 'not_allowed_token_type' : 'invalid_auth');
}
