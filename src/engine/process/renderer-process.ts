/**
 * A warm rendering process: started on first use, kept for the next render, replaced when it has died. Only messages
 * are handled here, so the caller's event loop stays free while the child computes.
 */
import { fileURLToPath } from 'node:url';
import type { Progress } from '../../progress/progress.js';
import type { Keeping, RenderSpec, ScoreSpec } from '../port.js';
import type { ScoreResult } from './messages.js';
import {
  type RendererChild,
  type RendererChildOptions,
  rebuildFailure,
  startRendererChild,
} from './renderer-child.js';

export interface RendererProcessOptions extends Omit<RendererChildOptions, 'entry'> {
  /** @default child.js beside this file */
  readonly entry?: string;
  /** How long `close` waits for a step to end before it kills, milliseconds. @default 2000 */
  readonly closeGraceMs?: number;
  /** How long the engine may take to load before a render that is watched for hangs gives it up, seconds. @default 120 */
  readonly loadSeconds?: number;
}

export interface RendererProcess {
  /** Process id of the child that is alive, or null. */
  readonly pid: number | null;
  /** Starts the child and loads the engine, if that has not happened yet. @throws StudioError when it cannot. */
  warmUp(): Promise<void>;
  /**
   * Implements the engine's Render. An abort lets the step at hand end and then yields `cancelled` with the best
   * picture so far; before the engine is loaded it throws the signal's reason. Leaving the loop early cancels too.
   * Suspended before the engine is loaded, it yields `suspended` with step 0 and leaves a checkpoint as it is.
   * @throws StudioError 'renderer-died' when the child dies; the next call starts a fresh one
   */
  render(spec: RenderSpec, signal: AbortSignal, keeping?: Keeping): AsyncIterable<Progress>;
  /** The loss terms of a finished picture. */
  score(spec: ScoreSpec, signal: AbortSignal): Promise<ScoreResult>;
  /** Ends the child, after its step at hand. A later call would start a new one. */
  close(): Promise<void>;
  /** Ends the child at once. Renders in it throw 'renderer-died'. Settles when it is gone. */
  kill(): Promise<void>;
}

const defaultEntry = fileURLToPath(new URL('./child.js', import.meta.url));

export function createRendererProcess({
  entry = defaultEntry,
  closeGraceMs = 2000,
  loadSeconds = 120,
  ...options
}: RendererProcessOptions): RendererProcess {
  let current: RendererChild | null = null;
  let lastId = 0;

  const ensure = (): RendererChild => {
    if (current !== null) return current;
    const child = startRendererChild({ entry, ...options });
    current = child;
    child.gone.then(() => {
      if (current === child) current = null;
    });
    return child;
  };

  /** null = suspended before the engine was loaded. */
  const readyChild = async (signal: AbortSignal, keeping?: Keeping): Promise<RendererChild | null> => {
    signal.throwIfAborted();
    if (keeping?.suspend.aborted) return null;
    const child = ensure();
    const stopWatching = keeping?.hangSeconds === undefined ? null : child.watch(loadSeconds);
    try {
      return (await untilAborted(child.ready, signal, keeping?.suspend)) ? child : null;
    } finally {
      stopWatching?.();
    }
  };

  return {
    get pid() {
      return current?.pid ?? null;
    },

    async warmUp() {
      await ensure().ready;
    },

    async *render(spec, signal, keeping) {
      const child = await readyChild(signal, keeping);
      if (child === null) {
        yield { type: 'suspended', step: 0 };
        return;
      }
      lastId += 1;
      const id = lastId;
      const checkpoint = keeping?.checkpoint ?? null;
      const mailbox = child.ask({ type: 'render', id, spec, checkpoint }, keeping?.hangSeconds);
      const answers = mailbox[Symbol.asyncIterator]();
      const cancel = () => child.tell({ type: 'cancel', id });
      const suspend = () => child.tell({ type: 'suspend', id });
      signal.addEventListener('abort', cancel, { once: true });
      keeping?.suspend.addEventListener('abort', suspend, { once: true });
      let isLeft = false;
      try {
        for (;;) {
          const answer = await answers.next();
          if (answer.done) return;
          if (answer.value.type === 'failed') throw rebuildFailure(answer.value);
          if (answer.value.type !== 'progress') continue;
          isLeft = true;
          yield answer.value.progress;
          isLeft = false;
        }
      } finally {
        signal.removeEventListener('abort', cancel);
        keeping?.suspend.removeEventListener('abort', suspend);
        if (isLeft) {
          cancel();
          await drain(answers);
        }
      }
    },

    async score(spec, signal) {
      const child = (await readyChild(signal))!;
      lastId += 1;
      const id = lastId;
      const cancel = () => child.tell({ type: 'cancel', id });
      signal.addEventListener('abort', cancel, { once: true });
      try {
        for await (const answer of child.ask({ type: 'score', id, spec })) {
          if (answer.type === 'failed') {
            signal.throwIfAborted();
            throw rebuildFailure(answer);
          }
          if (answer.type === 'scored') return answer.result;
        }
        throw new TypeError('Expected a `scored` message before the end');
      } finally {
        signal.removeEventListener('abort', cancel);
      }
    },

    async close() {
      await current?.close(closeGraceMs);
    },

    async kill() {
      const child = current;
      child?.kill('killed on request');
      await child?.gone;
    },
  };
}

/** Reads to the end; a failure there belongs to nobody any more. */
async function drain(answers: AsyncIterator<unknown>): Promise<void> {
  try {
    while (!(await answers.next()).done);
  } catch {
    // Why: the reader has left; what went wrong with a render that nobody waits for shows at the next request.
  }
}

/** Whether `promise` was fulfilled before `suspend`. @throws the reason of `signal`, where that came first. */
function untilAborted(promise: Promise<void>, signal: AbortSignal, suspend?: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    const leave = () => resolve(false);
    signal.addEventListener('abort', abort, { once: true });
    suspend?.addEventListener('abort', leave, { once: true });
    promise
      .then(() => resolve(true), reject)
      .finally(() => {
        signal.removeEventListener('abort', abort);
        suspend?.removeEventListener('abort', leave);
      });
  });
}
