/** What must not be in a log: tokens and links that let their holder act for somebody. Sources: the platforms' own docs on each. */

/** What stands where a secret was. */
export const redacted = '[redacted]';

/** Secrets shorter than this are not looked for by their value: they would tear ordinary words apart. */
const minSecretLength = 6;

/** How names of fields, headers and query parameters end whose values are secrets. */
const secretName =
  '(?:token|secret|password|passwd|signature|credential|ticket|cookie|authorization|api[-_]?key)';
const secretField = new RegExp(`^(?:.*${secretName}|(?:response|upload)_?url|trigger_?id)$`, 'i');

/** Up to the end of a value in a query, a header or a JSON text, also one that is quoted within a quoted text. */
const value = '[^\\s"\'\\\\&;,<>()[\\]}]+';

/** Each pattern keeps its first group and loses the rest. */
const patterns: readonly RegExp[] = [
  // Headers, in a line of their own or in a JSON text, with the word for their kind.
  new RegExp(
    `(authorization\\\\*["']?\\s*[:=]\\s*\\\\*["']?)(?:[a-z]+\\s+)?(?:\\[redacted\\]|${value})`,
    'gi',
  ),
  /(\b(?:bearer|basic)\s+)(?=[\w.~+/-]*[\d+/=])[\w.~+/-]{8,}=*/gi,
  // Discord: the last part of these paths lets everyone answer an interaction or post through a webhook.
  /((?:interactions|webhooks)(?:\/|%2f)\d{1,20}(?:\/|%2f))(?:(?!%2f)[^\s"'\\/?#&<>()[\]])+/gi,
  // The same without its path, as discord.js keeps it for rate limits; hashes of files (64 hex digits) are none.
  /(\b\d{17,20}\/)(?![\da-f]{64}\b)[\w-]{60,}/g,
  /()(?<![\w-])aW50ZXJhY3Rpb246[\w-]+=*/g,
  // A Discord bot's token: its id, a time and a signature.
  /()(?<![\w-])[\w-]{23,30}\.[\w-]{6}\.[\w-]{27,}/g,
  // Slack: bot, user, app, workflow, refresh and configuration tokens.
  /()(?<![a-z0-9])(?:xox[a-z](?:\.xox[a-z])?|xapp|xwfp)-[\w%.-]+/gi,
  /(hooks\.slack(?:-gov)?\.com\/)[^\s"'\\<>()]+/gi,
  /(files\.slack(?:-gov)?\.com\/upload\/)[^\s"'\\<>()]+/gi,
  /(slack-files\.com\/)[^\s"'\\<>()]+/gi,
  // Links to files carry their permission in the query.
  /((?:cdn\.discordapp\.com|(?:media|images-ext-\d+)\.discordapp\.net|files\.slack(?:-gov)?\.com|slack-edge\.com)\/[^\s"'\\?<>()]{0,2000}\?)[^\s"'\\<>()]+/gi,
  // Slack's signature of a request.
  /(\bv0=)[\da-f]{64}\b/gi,
  // Fields of a query, a form, a JSON text or a printed object. `code` is a secret in a query only.
  new RegExp(`(${secretName}=)${value}`, 'gi'),
  new RegExp(`([?&](?:code|sig|hm)=)${value}`, 'gi'),
  new RegExp(`(${secretName}\\\\*["']?\\s*:\\s*\\\\*["'])${value}`, 'gi'),
  // redis://user:password@host
  /(\b[a-z][a-z\d+.-]{0,20}:\/\/[^\s:/@"'\\]{0,200}:)[^\s@/"'\\]{1,500}(?=@)/gi,
];

/** Whether the value of a field of this name is a secret, whatever it looks like. */
export function isSecretField(name: string): boolean {
  return secretField.test(name);
}

/**
 * Makes a pure function that takes the secrets out of a text.
 * @param secrets values that must never show, such as the tokens configured here; those of fewer than 6 letters are
 *   left to the patterns. They are found as they are, in a URL and in a JSON text.
 */
export function createRedactor(secrets: readonly string[] = []): (text: string) => string {
  const forms = secrets
    .filter((secret) => secret.length >= minSecretLength)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    // Why the longest first: one may begin with another, whose end would stay.
    .sort((a, b) => b.length - a.length);
  return (text) => {
    let clean = text;
    for (const form of forms) clean = clean.replaceAll(form, redacted);
    for (const pattern of patterns) clean = clean.replace(pattern, `$1${redacted}`);
    return clean;
  };
}

/**
 * Takes the secrets out of a line of JSON, text by text, so that it stays JSON: a pattern must not begin in the middle
 * of an escape such as `\n`.
 */
export function redactLine(line: string, redact: (text: string) => string): string {
  return line.replace(/"[^"\\]*(?:\\.[^"\\]*)*"/g, (literal) => {
    const text = JSON.parse(literal) as string;
    const clean = redact(text);
    return clean === text ? literal : JSON.stringify(clean);
  });
}
