/** Edits the message of one job while it waits and is painted: by which token, and what becomes of a refusal. */
import type { JobClock } from '../../job/clock.js';
import type { Job, Json } from '../../job/job.js';
import type { Log } from '../../log.js';
import type { Editor, Verdict, Way } from '../chat/editor.js';
import { type Address, placeOf, readAddress, toJson } from './address.js';
import type { DiscordApi, Posted } from './api.js';
import { DiscordFailure, type FailureKind } from './failure.js';
import type { Attached, Payload } from './payload.js';

export interface EditorParts {
  /** Of an impatient client: an edit that cannot be taken now is dropped. */
  readonly api: Pick<DiscordApi, 'editByToken' | 'editAsBot'>;
  readonly readdress: (job: string, address: Json) => Promise<void>;
  readonly clock: Pick<JobClock, 'wall'>;
  readonly log: Log;
}

/** How a message can be edited now: by its interaction's token, by the bot's, by the interaction's for the last time, or not at all. */
type Means = 'token' | 'bot' | 'farewell' | 'none';

const ways: Readonly<Record<Means, Way>> = {
  token: 'open',
  bot: 'open',
  farewell: 'farewell',
  none: 'none',
};

/** So long before its end a token is used for what must be said by it, milliseconds. */
export const farewellMs = 60_000;
/** So shortly before its end a token is not used any more: a request takes its time, milliseconds. */
export const lastMomentMs = 5000;

const over: Verdict = { type: 'over' };
/** After these, what is attached to the message is not known any more. */
const forgetting: ReadonlySet<FailureKind> = new Set(['unreachable', 'refused']);

const verdicts: Readonly<Record<FailureKind, (failure: DiscordFailure) => Verdict>> = {
  gone: () => over,
  'token-dead': () => over,
  answered: () => over,
  forbidden: () => over,
  uneditable: () => over,
  // Why a 404 ends it: whatever Discord does not know there, it will not know later.
  refused: ({ status }) => (status === 404 ? over : { type: 'refused', tooLarge: false }),
  'too-large': () => ({ type: 'refused', tooLarge: true }),
  limited: ({ retryAfterMs }) => ({ type: 'later', waitMs: retryAfterMs }),
  unreachable: () => ({ type: 'later', waitMs: 0 }),
};

export function createEditor(
  job: Job & { readonly address: NonNullable<Json> },
  parts: EditorParts,
): Editor<Payload> {
  const { api, readdress, clock, log } = parts;
  let address = readAddress(job.address);
  let attached: Attached = new Map();
  let isTokenDead = false;
  let isAddressNew = false;

  /** Where the bot finds the message by itself; null where it does not. */
  const place = () => placeOf(address);
  const left = () => address.expiresAt - clock.wall();
  /** Whoever can be reached without the token, once the message's id is known, need not be bidden farewell. */
  const canOutlast = () => address.isReachable && !address.isEphemeral;

  const means = (): Means => {
    const isUsable = !isTokenDead && left() > lastMomentMs;
    if (isUsable && left() > farewellMs) return 'token';
    if (place() !== null) return 'bot';
    if (!isUsable) return 'none';
    return canOutlast() ? 'token' : 'farewell';
  };

  const send = (by: Means, payload: Payload, signal: AbortSignal): Promise<Posted> =>
    by === 'bot'
      ? api.editAsBot(place()!, payload, signal, attached)
      : api.editByToken(address, payload, attached, signal);

  /** What Discord has told of the message is kept, for the time after a restart. */
  const learn = async ({ channel, message, attached: now }: Posted) => {
    attached = now;
    isAddressNew ||= address.message === null;
    if (!isAddressNew) return;
    const known: Address = { ...address, channel, message };
    address = known;
    try {
      await readdress(job.id, toJson(known));
      isAddressNew = false;
    } catch (err) {
      log.warn({ job: job.id, err }, 'discord: the place of a message could not be kept');
    }
  };

  const judge = (failure: DiscordFailure, by: Means): Verdict => {
    isTokenDead ||= failure.kind === 'token-dead';
    if (failure.kind === 'token-dead' && by !== 'bot' && place() !== null)
      return { type: 'later', waitMs: 0 };
    const verdict = verdicts[failure.kind](failure);
    if (verdict.type === 'over' || verdict.type === 'refused') {
      log.info({ job: job.id, err: failure }, 'discord: an edit was refused');
    }
    return verdict;
  };

  return {
    way: () => ways[means()],
    /** Bytes that a file may have by now. */
    maxBytes: address.maxBytes,
    /** Milliseconds until `way` is another by itself, as far as anything must be sent then; null = that is not so. */
    untilFarewell: (): number | null =>
      canOutlast() || left() <= farewellMs ? null : Math.max(0, left() - farewellMs),
    /** Sends one payload; not beside another one. Never rejects for what Discord says, nor for an abort. */
    async edit(payload: Payload, signal: AbortSignal): Promise<Verdict> {
      const by = means();
      try {
        await learn(await send(by, payload, signal));
        return { type: 'taken' };
      } catch (error) {
        // Why: an edit without an answer may have been carried out, and have taken away what was attached; and what was
        // refused may have been so for that.
        if (!(error instanceof DiscordFailure) || forgetting.has(error.kind)) attached = new Map();
        if (error instanceof DiscordFailure) return judge(error, by);
        if (error instanceof Error && error.name === 'AbortError') return { type: 'later', waitMs: 0 };
        throw error;
      }
    },
  };
}
