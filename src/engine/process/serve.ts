/** The rendering process's work without its process: takes requests, drives an engine, sends messages. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { asStudioError } from '../../errors.js';
import type { Render, ScoreSpec } from '../port.js';
import type { RendererMessage, RendererRequest, ScoreResult } from './messages.js';

/** What `createRenderer` makes: the engine inside the rendering process. */
export interface Renderer {
  readonly render: Render;
  readonly score: (spec: ScoreSpec, signal: AbortSignal) => Promise<ScoreResult>;
}

/**
 * @param renderer the loaded engine
 * @param send brings one message to the parent
 * @returns takes one request; settles when that request is answered
 */
export function createServer(renderer: Renderer, send: (message: RendererMessage) => void) {
  const aborts = new Map<number, Readonly<Record<'cancel' | 'suspend', AbortController>>>();

  return async function serve(request: RendererRequest): Promise<void> {
    const { id } = request;
    if (request.type === 'cancel' || request.type === 'suspend') {
      aborts.get(id)?.[request.type].abort();
      return;
    }
    const abort = { cancel: new AbortController(), suspend: new AbortController() };
    aborts.set(id, abort);
    try {
      if (request.type === 'score') {
        send({ type: 'scored', id, result: await renderer.score(request.spec, abort.cancel.signal) });
        return;
      }
      const { spec, checkpoint } = request;
      const keeping = checkpoint === null ? undefined : { checkpoint, suspend: abort.suspend.signal };
      for await (const progress of renderer.render(spec, abort.cancel.signal, keeping)) {
        send({ type: 'progress', id, progress });
        // Why: the engine blocks this thread for a step at a time; without a turn of the event loop in between, a
        // cancel would wait in the pipe until the render is over.
        await nextTurn();
      }
      send({ type: 'ended', id });
    } catch (error) {
      send(describeFailure(id, error));
    } finally {
      aborts.delete(id);
    }
  };
}

/** Takes an error apart for the journey to the parent. */
export function describeFailure(id: number | null, error: unknown): RendererMessage {
  const { code, context, stack, cause } = asStudioError(error);
  const causedBy = cause instanceof Error ? `\ncaused by ${cause.stack}` : '';
  return { type: 'failed', id, code, context, stack: `${stack}${causedBy}` };
}
