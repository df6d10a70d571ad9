/** The body of a request, piece by piece: so many bytes at most, never standing still for long, and a few at a time. */
import type { IncomingMessage } from 'node:http';
import { StudioError } from '../../errors.js';

export interface ReceiveLimits {
  /** Of the whole body. */
  readonly maxBytes: number;
  /** Milliseconds for all of it, and without any of it. */
  readonly totalMs: number;
  readonly idleMs: number;
  /**
   * Milliseconds that what was refused may go on arriving before the answer: a browser that is cut off while it sends
   * does not show what it is told.
   */
  readonly patienceMs: number;
}

/** @throws StudioError 'upload-busy' where `most` are under way. */
export function createReceiver(limits: ReceiveLimits, most: number) {
  let underWay = 0;
  return async (incoming: IncomingMessage, take: (chunk: Uint8Array) => void): Promise<void> => {
    if (underWay >= most) {
      const busy = new StudioError('upload-busy', {});
      await receive(incoming, limits, () => {
        throw busy;
      });
      throw busy;
    }
    underWay++;
    try {
      await receive(incoming, limits, take);
    } finally {
      underWay--;
    }
  };
}

/**
 * Hands over a body until it ends.
 * @throws StudioError 'upload-too-large', 'upload-too-slow', 'upload-broken', and what `take` throws.
 */
export function receive(
  incoming: IncomingMessage,
  { maxBytes, totalMs, idleMs, patienceMs }: ReceiveLimits,
  take: (chunk: Uint8Array) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let refusal: unknown = null;
    let bytes = 0;
    const settle = (error: unknown) => {
      clearTimeout(total);
      clearTimeout(idle);
      clearTimeout(patience);
      incoming.off('data', read).off('end', end).off('close', breakOff);
      if (error === null) resolve();
      else reject(error);
    };
    const slow = () => settle(refusal ?? new StudioError('upload-too-slow', { seconds: totalMs / 1000 }));
    const total = setTimeout(slow, totalMs);
    const idle = setTimeout(slow, idleMs);
    let patience: NodeJS.Timeout | undefined;
    const refuse = (error: unknown) => {
      refusal = error;
      patience = setTimeout(settle, patienceMs, error);
    };
    const read = (chunk: Uint8Array) => {
      idle.refresh();
      if (refusal !== null) return;
      bytes += chunk.length;
      try {
        if (bytes > maxBytes) throw new StudioError('upload-too-large', { maxBytes });
        take(chunk);
      } catch (error) {
        refuse(error);
      }
    };
    const end = () => settle(refusal);
    const breakOff = () => settle(refusal ?? new StudioError('upload-broken', { detail: 'it broke off' }));
    if (Number(incoming.headers['content-length'] ?? 0) > maxBytes)
      refuse(new StudioError('upload-too-large', { maxBytes }));
    incoming.on('data', read).on('end', end).on('close', breakOff);
  });
}
