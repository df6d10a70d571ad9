/** What every answer says to the browser about itself. */

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // Why blob: pictures that a person has chosen are shown before they are sent.
  "img-src 'self' blob:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const safetyHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  // Why not `no-referrer`: browsers then send `Origin: null` with the form of the login, even to us.
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

/** For answers that are of the moment. Those that say otherwise keep what they say. */
export const freshHeaders = { 'cache-control': 'no-store' } as const;
