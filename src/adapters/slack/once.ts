/**
 * Whatever Slack sends is done once. Slack sends again what was not acknowledged in time, connections are lost on the way,
 * and people press twice; what has been taken in is known by its names, also after a restart.
 */
import { createHash } from 'node:crypto';
import type { ReceiverEvent } from '@slack/bolt';
import type { JobClock } from '../../job/clock.js';
import type { SeenStore } from '../../job/seen.js';
import type { Log } from '../../log.js';

/** Hands an event on where it is new; acknowledges it like the first where it is not. */
export type Once = (event: ReceiverEvent, run: (event: ReceiverEvent) => Promise<void>) => Promise<void>;

export interface OnceParts {
  readonly store: SeenStore;
  readonly clock: Pick<JobClock, 'after' | 'wall'>;
  readonly log: Log;
}

/** What the first one came to: an answer, none at all, or one that was lost on its way. */
type Fate = { readonly type: 'answered'; readonly response: unknown } | { readonly type: 'silent' | 'lost' };

/** Milliseconds: Slack tries events again within an hour (apis/events-api, "Error handling"). */
const [day, hour] = [24 * 3_600_000, 3_600_000];

interface Body {
  readonly type?: unknown;
  readonly event_id?: unknown;
  readonly trigger_id?: unknown;
  readonly view?: { readonly id?: unknown; readonly hash?: unknown };
}

interface Names {
  readonly all: readonly string[];
  /** That one which a form may be sent under again, after its mistakes were shown. */
  readonly form: readonly string[];
}

/** Why hashed: a trigger lets whoever holds it act for somebody, and all have one length. */
const hash = (kind: string, ...parts: readonly unknown[]) =>
  createHash('sha256')
    .update(JSON.stringify([kind, ...parts]))
    .digest('base64url');

/** All names of what came; none for what may well come twice. */
export function namesOf(body: Body, envelope: unknown): Names {
  // Why: they are questions while somebody types, and each wants an answer.
  if (body.type === 'block_suggestion') return { all: [], form: [] };
  const { view } = body;
  const form = body.type === 'view_submission' ? [hash('view', view?.id, view?.hash)] : [];
  const single = (kind: string, value: unknown) => (typeof value === 'string' ? [hash(kind, value)] : []);
  const all = [
    ...single('envelope', envelope),
    ...single('event', body.event_id),
    ...single('trigger', body.trigger_id),
    ...form,
  ];
  return { all, form };
}

/** Whether the form stays open, so that it will be sent again. */
const staysOpen = (response: unknown) =>
  ['errors', 'update', 'push'].includes(
    String((response as { response_action?: unknown } | undefined)?.response_action),
  );

export function createOnce({ store, clock, log }: OnceParts): Once {
  const running = new Map<string, Promise<Fate>>();

  const claim = async (names: readonly string[]) =>
    names.length === 0 ||
    store.claim(names, clock.wall()).catch((err) => {
      // Why it goes on: where the disk is full, people still want to hear that it is.
      log.warn({ err }, 'slack: what came is not noted down');
      return true;
    });
  const forget = async (names: readonly string[]) =>
    names.length > 0 &&
    store.forget(names).catch((err) => log.warn({ err }, 'slack: what came stays noted down'));

  const runFirst = async (
    { all, form }: Names,
    event: ReceiverEvent,
    run: (event: ReceiverEvent) => Promise<void>,
  ) => {
    let settle: (fate: Fate) => void = () => undefined;
    const fate = new Promise<Fate>((resolve) => {
      settle = resolve;
    });
    const drop = (names: readonly string[]) => {
      for (const name of names) if (running.get(name) === fate) running.delete(name);
    };
    for (const name of all) running.set(name, fate);
    const ack: ReceiverEvent['ack'] = async (response) => {
      if (staysOpen(response)) drop(form);
      else await claim(form);
      try {
        await event.ack(response);
      } catch (error) {
        // Why: whoever hears nothing sends it again, perhaps over another connection.
        drop(all);
        await forget(all);
        settle({ type: 'lost' });
        throw error;
      }
      settle({ type: 'answered', response });
    };
    try {
      if (!(await claim(all))) {
        settle({ type: 'answered', response: undefined });
        await event.ack();
        return;
      }
      // Why: where the program dies before its answer, the form stays open, and the person sends it again.
      await forget(form);
      await run({ ...event, ack });
    } finally {
      settle({ type: 'silent' });
      drop(all);
    }
  };

  return async (event, run) => {
    const names = namesOf(event.body as Body, event.customProperties?.envelopeId);
    if (names.all.length === 0) return run(event);
    for (;;) {
      const first = names.all.map((name) => running.get(name)).find((one) => one !== undefined);
      if (first === undefined) return runFirst(names, event, run);
      const fate = await first;
      if (fate.type === 'answered') return event.ack(fate.response as never);
      if (fate.type === 'silent') return;
    }
  };
}

/** Forgets what is older than a day, now and every hour. @returns ends it. */
export function keepPruning({ store, clock, log }: OnceParts): () => void {
  let takeBack: () => void = () => undefined;
  const prune = () => {
    store.prune(clock.wall() - day).catch((err) => log.warn({ err }, 'slack: old names stay noted down'));
    takeBack = clock.after(hour, prune);
  };
  prune();
  return () => takeBack();
}
