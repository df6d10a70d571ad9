/**
 * The answers to one event. Slack waits three seconds for the acknowledgement, so that handlers give it before they wait
 * for anything; what is said later comes by whichever way is open.
 */
import type { RespondArguments, RespondFn } from '@slack/bolt';
import type { Requester } from '../../job/job.js';
import type { Reply } from '../../reply/reply.js';
import { within, withPatience } from '../chat/patience.js';
import type { ApiOf, Place, SlackApi, Words } from './api.js';
import type { Desk } from './desk.js';
import { asFailure, isFailure, SlackFailure } from './failure.js';
import { type Occasion, placeOf } from './occasion.js';
import type { Setting } from './render.js';
import { requesterOf } from './speaker.js';
import { toWords } from './words.js';

/** How a handler is reached, and what it may be told by. */
export interface AnsweringParts {
  readonly occasion: Occasion;
  /** Answers to the person alone, also where the app is no member. @default none */
  readonly respond?: RespondFn | undefined;
  /** What is said is said to all in the thread. @default false */
  readonly isPublic?: boolean;
}

export interface Answering {
  readonly occasion: Occasion;
  /** What Slack is asked in this workspace. @throws StudioError 'platform-failed' where the app is not installed. */
  apis(): ReturnType<ApiOf>;
  /**
   * Who asks. @param about.channel where the picture will be seen. @default where this is
   * @param about.isModerator asks Slack, once for an event: rights end. @default false
   */
  requester(about?: { readonly channel?: string | null; readonly isModerator?: boolean }): Promise<Requester>;
  /** A reply in words, ready to be sent. */
  words(reply: Reply, about?: Pick<Setting, 'page' | 'command'>): Promise<Words>;
  /** Says something to the one who acted. @throws SlackFailure where there is no way. */
  tell(reply: Reply): Promise<void>;
  send(words: Words): Promise<void>;
  /** Puts something in the place of the message that was acted on, which only the person sees; else as `send`. */
  replace(words: Words): Promise<void>;
  /** Takes that message away. Does nothing where it cannot be reached any more. */
  dismiss(): Promise<void>;
  /** From here on the person is answered there, and `occasion` is there; null = in their direct messages. */
  moveTo(place: Place | null): void;
}

/** For a message to reach Slack, and for Slack to say who somebody is, milliseconds. */
const sendMs = 20_000;
const rightsMs = 5000;
/** Of a picture that an answer could show; none is uploaded. */
const maxBytes = 10 * 2 ** 20;

export function createAnswering(
  desk: Pick<Desk, 'apiOf' | 'render' | 'clock' | 'log'>,
  { occasion: begun, respond, isPublic = false }: AnsweringParts,
): Answering {
  const { apiOf, render, clock, log } = desk;
  let occasion = begun;
  let found: ReturnType<ApiOf> | null = null;
  let rights: Promise<boolean> | null = null;
  const apis = () => {
    found ??= apiOf(occasion);
    return found;
  };

  const askRights = async (): Promise<boolean> => {
    if (occasion.isVisitor) return false;
    try {
      const { patient } = await apis();
      const { user, team } = occasion;
      return await withPatience(clock, rightsMs, [], (signal) => patient.isAdmin(user, team, signal));
    } catch (error) {
      // Why no refusal: whoever may not is told so by the studio, and most things need no rights.
      log.warn({ err: asFailure(error, 'who') }, 'slack: nobody says whether this is an admin');
      return false;
    }
  };

  const requester: Answering['requester'] = async ({ channel = occasion.channel, isModerator } = {}) => {
    if (isModerator !== true) return requesterOf(occasion, { channel, isModerator: false });
    rights ??= askRights();
    return requesterOf(occasion, { channel, isModerator: await rights });
  };

  const words: Answering['words'] = async (reply, about = {}) =>
    toWords(await render(reply, { requester: await requester(), maxBytes, ...about }));

  /** @returns whether it was taken: it is used up, too old, or not reached else. */
  const tryRespond = async (message: RespondArguments): Promise<boolean> => {
    if (respond === undefined) return false;
    const sending = respond(message).then(
      () => true,
      () => false,
    );
    return within(clock, sendMs, sending, false);
  };
  const byResponse = async ({ blocks, text }: Words, isReplacement: boolean) => {
    const isTaken = await tryRespond({
      ...{ response_type: 'ephemeral', replace_original: isReplacement, text, blocks: [...blocks] },
      ...(occasion.thread === null ? {} : { thread_ts: occasion.thread }),
    });
    if (!isTaken) throw new SlackFailure('stale', 'respond', '');
  };
  const byApi = (act: (api: SlackApi, signal: AbortSignal) => Promise<unknown>) => async () => {
    const { patient } = await apis();
    await withPatience(clock, sendMs, [], (signal) => act(patient, signal));
  };

  const say = async (said: Words, isReplacement: boolean) => {
    const { user } = occasion;
    const place = placeOf(occasion);
    const direct = { channel: user, thread: null };
    const ways = [
      ...(respond === undefined ? [] : [() => byResponse(said, isReplacement)]),
      ...(place === null || !isPublic ? [] : [byApi((api, signal) => api.post(place, said, signal))]),
      ...(place === null ? [] : [byApi((api, signal) => api.whisper({ ...place, user }, said, signal))]),
      byApi((api, signal) => api.post(direct, said, signal)),
    ];
    let failure: unknown = null;
    for (const way of ways) {
      try {
        await way();
        return;
      } catch (error) {
        failure = asFailure(error, 'tell');
        if (!(failure instanceof SlackFailure) || isFailure(failure, 'unauthorized')) throw failure;
      }
    }
    throw failure;
  };

  return {
    ...{ apis, requester, words },
    get occasion() {
      return occasion;
    },
    tell: async (reply) => say(await words(reply), false),
    send: (said) => say(said, false),
    replace: (said) => say(said, true),
    async dismiss() {
      await tryRespond({ delete_original: true });
    },
    moveTo(place) {
      occasion = { ...occasion, channel: place?.channel ?? null, thread: place?.thread ?? null };
    },
  };
}
