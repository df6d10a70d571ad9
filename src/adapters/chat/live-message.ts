/** The message of one job while it waits and is painted: what is known of the job, as often as the chat allows. */
import type { Conversation, Presented } from '../../conversation/conversation.js';
import { StudioError } from '../../errors.js';
import type { JobClock } from '../../job/clock.js';
import type { Job, Json, Requester } from '../../job/job.js';
import type { Log } from '../../log.js';
import { presentOutlasted } from '../../reply/outlasted.js';
import type { Reply } from '../../reply/reply.js';
import { createBell } from './bell.js';
import type { Editor, Verdict } from './editor.js';
import { dueAt, goOn, type Intervals, setBack, unhindered } from './pace.js';

/** For whom a message is drawn, and with what. */
export interface Frame {
  readonly requester: Requester;
  /** Bytes that a file may have there. */
  readonly maxBytes: number;
  readonly preview: Presented['preview'];
}

export interface LiveMessageParts<Payload> {
  readonly conversation: Pick<Conversation, 'follow'>;
  readonly createEditor: (job: Job & { readonly address: NonNullable<Json> }) => Editor<Payload>;
  readonly draw: (reply: Reply, frame: Frame) => Promise<Payload>;
  /** Whether people would see no difference: an edit that changes nothing is not worth it. */
  readonly isSame: (one: Payload, other: Payload) => boolean;
  readonly intervals: Intervals;
  readonly clock: JobClock;
  readonly log: Log;
  /** Messages that are live just now. */
  readonly countLive: () => number;
}

export interface LiveMessage {
  /** Settles when the message is edited no more; never rejects. */
  readonly ended: Promise<void>;
  /** Ends the edits. Settles when none is on its way: one that is has so many milliseconds. */
  stop(patienceMs: number): Promise<void>;
}

/** An edit that takes longer is given up, milliseconds. */
const longestEdit = 15_000;
/** Refusals one after the other until no more edits are tried. */
const mostRefusals = 3;
/** A file need not be made smaller than this, bytes. */
const leastBytes = 256 * 2 ** 10;

/** What counts as refused before it is sent. */
const undrawn: Verdict = { type: 'refused', tooLarge: false };

/** What people wait for: an edit that tells of another one of these may come sooner. */
const stateOf = ({ reply, job }: Presented) => `${reply.kind} ${job.cancelledBy !== null}`;

export function openLiveMessage<Payload>(
  job: Job & { readonly address: NonNullable<Json> },
  parts: LiveMessageParts<Payload>,
): LiveMessage {
  const { conversation, clock, log, intervals, isSame, countLive } = parts;
  const editor = parts.createEditor(job);
  const bell = createBell(clock);
  const leaving = new AbortController();
  let frame: Presented | null = null;
  let told: Presented | null = null;
  let shown: Payload | null = null;
  let pace = unhindered;
  let lastAt: number | null = null;
  let maxBytes = editor.maxBytes;
  let refusals = 0;
  let sending: { readonly settled: Promise<unknown>; readonly abort: () => void } | null = null;

  const leave = () => {
    leaving.abort();
    bell.ring();
  };

  const read = async () => {
    for await (const one of conversation.follow(job.id, job.requester, leaving.signal)) {
      // Why not the end: it is the courier's to bring.
      if (one.job.endedAt !== null) return;
      frame = { ...one, preview: one.preview ?? frame?.preview ?? null };
      bell.ring();
    }
  };

  const send = async (payload: Payload): Promise<Verdict> => {
    const abort = new AbortController();
    const takeBack = clock.after(longestEdit, () => abort.abort());
    const settled = editor.edit(payload, abort.signal);
    sending = { settled, abort: () => abort.abort() };
    try {
      return await settled;
    } finally {
      takeBack();
      sending = null;
      lastAt = clock.now();
    }
  };

  const draw = async (reply: Reply, { preview }: Presented): Promise<Payload | null> => {
    try {
      return await parts.draw(reply, { requester: job.requester, maxBytes, preview });
    } catch (err) {
      log.warn({ job: job.id, err }, 'a message cannot be drawn');
      lastAt = clock.now();
      return null;
    }
  };

  /** @returns whether the message can be edited further. */
  const heed = (verdict: Verdict, payload: Payload | null): boolean => {
    if (verdict.type === 'over') return false;
    if (verdict.type === 'later') {
      pace = setBack(intervals, pace, clock.now(), verdict.waitMs);
      // Why: nobody knows whether it has been carried out.
      shown = null;
      return true;
    }
    shown = payload ?? shown;
    pace = goOn(pace);
    refusals = verdict.type === 'refused' ? refusals + 1 : 0;
    if (verdict.type === 'refused' && verdict.tooLarge) maxBytes = Math.max(leastBytes, maxBytes / 2);
    return refusals < mostRefusals;
  };

  /** Brings what is known now, or waits a while. @returns false where there is nothing more to be brought. */
  const turn = async (): Promise<boolean> => {
    const way = editor.way();
    if (way === 'none') return false;
    const isLast = way === 'farewell';
    const now = frame;
    if (now === null || (now === told && !isLast)) {
      await bell.wait(editor.untilFarewell());
      return true;
    }
    const isUrgent = isLast || told === null || stateOf(now) !== stateOf(told);
    const wait = dueAt(intervals, pace, { lastAt, live: countLive(), isUrgent }) - clock.now();
    if (wait > 0) {
      await bell.wait(Math.min(wait, editor.untilFarewell() ?? wait));
      return true;
    }
    const reply = isLast ? presentOutlasted(now.reply, job.id) : now.reply;
    const payload = await draw(reply, now);
    if (leaving.signal.aborted) return false;
    if (payload === null || shown === null || !isSame(payload, shown)) {
      const verdict = payload === null ? undrawn : await send(payload);
      if (!heed(verdict, payload)) return false;
      if (verdict.type === 'later') return true;
    }
    told = now;
    return !isLast;
  };

  const write = async () => {
    while (!leaving.signal.aborted && (await turn()));
  };

  const run = async (part: () => Promise<void>) => {
    try {
      await part();
    } catch (err) {
      // Why not told: a job that was deleted is followed no more.
      if (err instanceof StudioError && err.code === 'job-unknown') return;
      log.warn({ job: job.id, err }, 'a message is not kept up to date');
    } finally {
      leave();
    }
  };
  const ended = Promise.all([run(read), run(write)]).then(() => undefined);

  return {
    ended,
    async stop(patienceMs) {
      leave();
      const { settled, abort } = sending ?? {};
      const takeBack = abort === undefined ? () => undefined : clock.after(patienceMs, abort);
      await settled?.catch(() => undefined);
      takeBack();
    },
  };
}
