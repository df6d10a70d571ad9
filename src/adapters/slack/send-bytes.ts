/** The second step of an upload: the bytes, to where Slack wants them. */
import { type FailureKind, SlackFailure } from './failure.js';

export interface BytesParts {
  readonly fetch: typeof fetch;
  /** Of the Web API: its own host may take bytes, too. */
  readonly apiUrl: string;
}

const deed = 'upload';
/** For all of it, milliseconds. */
const timeoutMs = 60_000;
const ownHosts = /^(?:.+\.)?slack(?:-gov)?\.com$/;

const byStatus: Readonly<Record<number, FailureKind>> = { 413: 'too-large', 429: 'limited' };

/**
 * No token goes along: the address is a secret of its own. Nor does it lead anywhere else.
 * @param address as Slack gave it.
 * @throws SlackFailure; the fetch's error where there was no answer.
 */
export async function sendBytes(
  address: string,
  bytes: Uint8Array,
  { fetch: ask, apiUrl }: BytesParts,
  signal: AbortSignal,
): Promise<void> {
  const response = await ask(checkAddress(address, apiUrl), {
    ...{ method: 'POST', redirect: 'manual', headers: { 'content-type': 'application/octet-stream' } },
    body: Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length),
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  await response.body?.cancel();
  const { status } = response;
  if (status === 200) return;
  throw new SlackFailure(byStatus[status] ?? (status >= 500 ? 'unreachable' : 'refused'), deed, `${status}`);
}

function checkAddress(address: string, apiUrl: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  const isSlacks = url?.protocol === 'https:' && url.port === '' && ownHosts.test(url.hostname);
  if (url !== null && (isSlacks || url.origin === new URL(apiUrl).origin)) return url;
  throw new SlackFailure('refused', deed, 'foreign_host');
}
