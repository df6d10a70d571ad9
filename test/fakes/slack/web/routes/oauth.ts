/** oauth.v2.access, and the page where people let the application in. */
import { createInstallation, issueToken } from '../../state/install.js';
import type { State } from '../../state/state.js';
import type { StoredInstallation } from '../../state/stored-installation.js';
import type { Body } from '../../world.js';
import { need } from '../context.js';
import { Refusal } from '../refusal.js';

/** Life of a code, milliseconds: authentication/installing-with-oauth. */
const codeMs = 10 * 60_000;

function granted(state: State, installation: StoredInstallation): Body {
  const { team, enterprise, botUser, installer, scopes, token, refreshToken } = installation;
  const { tokenMs } = state.settings;
  return {
    ...{ access_token: token, token_type: 'bot', scope: [...scopes].join(','), bot_user_id: botUser.id },
    app_id: state.app.id,
    team: team === null ? null : { id: team.id, name: team.name },
    enterprise: enterprise === null ? null : { id: enterprise.id, name: enterprise.name },
    authed_user: { id: installer.id },
    is_enterprise_install: team === null,
    ...(tokenMs === null ? {} : { refresh_token: refreshToken, expires_in: Math.floor(tokenMs / 1000) }),
  };
}

/** Each code counts once. */
function byCode(state: State, body: Body): StoredInstallation {
  const code = state.codes.get(need(body, 'code', 'invalid_code'));
  if (code === undefined || state.time.now() > code.expiresAt) throw new Refusal('invalid_code');
  if ((body.redirect_uri ?? null) !== code.redirectUri && code.redirectUri !== null)
    throw new Refusal('bad_redirect_uri');
  state.codes.delete(body.code as string);
  const installation = createInstallation(state, code.user, code.isEnterprise, code.scopes);
  issueToken(state, installation);
  return installation;
}

/** Each refresh token counts once; the token that it renews lives to its end. */
function byRefresh(state: State, body: Body): StoredInstallation {
  const old = need(body, 'refresh_token', 'invalid_refresh_token');
  const installation = state.refreshTokens.get(old);
  if (installation === undefined) throw new Refusal('invalid_refresh_token');
  state.refreshTokens.delete(old);
  issueToken(state, installation);
  return installation;
}

/** Client and secret are in the body, or in `Authorization: Basic`. */
export function accessOauth(state: State, body: Body, authorization: string | undefined): Body {
  const basic = /^Basic (.+)$/.exec(authorization ?? '')?.[1];
  const [id, secret] =
    basic === undefined
      ? [body.client_id, body.client_secret]
      : Buffer.from(basic, 'base64').toString().split(':');
  if (id !== state.app.clientId) throw new Refusal('invalid_client_id');
  if (secret !== state.app.clientSecret) throw new Refusal('bad_client_secret');
  const grant = body.grant_type ?? 'authorization_code';
  if (grant !== 'authorization_code' && grant !== 'refresh_token') throw new Refusal('invalid_grant_type');
  return granted(state, (grant === 'refresh_token' ? byRefresh : byCode)(state, body));
}

/** Where the page sends people on to; null = it shows an error. */
export function authorize(state: State, query: Body): string | null {
  const { consent } = state;
  const {
    client_id: client,
    redirect_uri: back,
    state: sealed,
    scope,
  } = query as Record<string, string | undefined>;
  // An application that names no place means its own.
  const place = back ?? consent?.redirectUri;
  if (consent === null || client !== state.app.clientId || place === undefined || !scope) return null;
  const url = new URL(place);
  if (sealed !== undefined) url.searchParams.set('state', sealed);
  if (consent.isDenied === true) url.searchParams.set('error', 'access_denied');
  else {
    const code = `${state.ids.secret(12)}.${state.ids.secret(48)}`;
    const { user, isEnterprise = false } = consent;
    const expiresAt = state.time.now() + codeMs;
    state.codes.set(code, {
      user,
      isEnterprise,
      scopes: scope.split(','),
      redirectUri: back ?? null,
      expiresAt,
    });
    url.searchParams.set('code', code);
  }
  return url.href;
}
