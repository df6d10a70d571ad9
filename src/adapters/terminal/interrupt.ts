/** Ctrl-C: the first one asks for the best picture so far, the second one leaves at once. */

/** A process as far as its signals go. */
export interface SignalSource {
  on(signal: 'SIGINT' | 'SIGTERM', heard: () => void): unknown;
  off(signal: 'SIGINT' | 'SIGTERM', heard: () => void): unknown;
}

export interface InterruptParts {
  readonly source: SignalSource;
  /** Called at the first one, after the abort. */
  readonly first: () => void;
  /** Called at the second one; ends the process. */
  readonly leave: () => void;
}

export interface Interrupt {
  /** Aborted at the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** Hears no more. */
  stop(): void;
}

/** A terminal sends SIGINT to us and to the rendering process alike; only we answer. SIGTERM is taken for the same. */
export function createInterrupt({ source, first, leave }: InterruptParts): Interrupt {
  const abort = new AbortController();
  const heard = () => {
    if (abort.signal.aborted) return leave();
    abort.abort();
    first();
  };
  source.on('SIGINT', heard);
  source.on('SIGTERM', heard);
  return {
    signal: abort.signal,
    stop() {
      source.off('SIGINT', heard);
      source.off('SIGTERM', heard);
    },
  };
}
