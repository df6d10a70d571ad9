/** Sends a message that Discord may find too large, or not to its liking: smaller and smaller, at last in words. */
import { type DiscordFailure, isFailure } from './failure.js';
import type { Payload } from './payload.js';

/** One message in all forms that it can have, the best first. */
export interface Forms {
  /** With pictures, of at most so many bytes each. */
  readonly whole: (maxBytes: number) => Promise<Payload>;
  /** Without pictures. */
  readonly unshown: () => Promise<Payload>;
  /** With nothing but what became of the job. */
  readonly inWords: () => Promise<Payload>;
}

/** A picture is not made smaller than this for being sent, bytes. */
const leastBytes = 256 * 2 ** 10;

/**
 * No form is sent twice.
 * @param send takes one form; its answer is the answer.
 * @throws DiscordFailure, the last one, where no form is taken; at once where another one would not help.
 */
export async function sendSmaller(
  { whole, unshown, inWords }: Forms,
  maxBytes: number,
  send: (payload: Payload) => Promise<void>,
): Promise<void> {
  let limit: number | null = maxBytes;
  while (limit !== null) {
    const payload: Payload = await whole(limit);
    const failure = await refusalOf(send(payload));
    if (failure === null) return;
    if (failure.kind === 'refused') return send(await inWords());
    limit = nextLimit(limit, payload);
  }
  const failure = await refusalOf(send(await unshown()));
  if (failure !== null) await send(await inWords());
}

/** @throws what another form would not help against. */
async function refusalOf(sent: Promise<void>): Promise<DiscordFailure | null> {
  try {
    await sent;
    return null;
  } catch (error) {
    if (isFailure(error, 'too-large', 'refused')) return error;
    throw error;
  }
}

/** Half of what was too large; null where it is not the pictures, or they are small enough. */
function nextLimit(limit: number, { files }: Payload): number | null {
  const largest = Math.max(0, ...files.map(({ bytes }) => bytes.length));
  if (Math.min(limit, largest) <= leastBytes) return null;
  return Math.max(leastBytes, Math.floor(Math.min(limit, largest) / 2));
}
