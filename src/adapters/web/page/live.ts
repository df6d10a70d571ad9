/** The service's events, kept coming: tries again when the connection is lost, rests while the tab is hidden. */
import type { PageEvents } from '../protocol.js';

export type LiveState = 'connecting' | 'connected' | 'lost' | 'leaving';

export interface LiveListener {
  readonly heard: { readonly [Name in keyof PageEvents]: (data: PageEvents[Name]) => void };
  state(state: LiveState): void;
}

/** Milliseconds: the first wait and the longest one, and how long a hidden tab keeps its connection. */
const waits = { first: 1000, most: 15_000, hidden: 60_000 } as const;

/** Opens the connection and keeps it until the signal says stop. */
export function listen({ heard, state }: LiveListener, signal: AbortSignal): void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait: number = waits.first;

  const close = () => {
    clearTimeout(timer);
    source?.close();
    source = null;
  };
  const later = () => {
    close();
    timer = setTimeout(open, wait);
    wait = Math.min(wait * 2, waits.most);
  };
  function open(): void {
    close();
    if (signal.aborted) return;
    let isLeaving = false;
    const events = new EventSource('/api/events');
    source = events;
    events.onopen = () => {
      wait = waits.first;
      state('connected');
    };
    // Why by hand: a browser gives up for ever when the answer is an error, as it is while a service restarts.
    events.onerror = () => {
      state(isLeaving ? 'leaving' : 'lost');
      later();
    };
    for (const [name, take] of Object.entries(heard)) {
      events.addEventListener(name, ({ data }) => {
        (take as (data: unknown) => void)(JSON.parse(data));
        if (name !== 'bye') return;
        isLeaving = true;
        state('leaving');
      });
    }
  }
  const seen = () => {
    if (document.visibilityState === 'hidden') {
      clearTimeout(timer);
      timer = setTimeout(close, waits.hidden);
    } else if (source === null || source.readyState === EventSource.CLOSED) open();
    else clearTimeout(timer);
  };
  document.addEventListener('visibilitychange', seen, { signal });
  addEventListener('online', open, { signal });
  signal.addEventListener('abort', close, { once: true });
  state('connecting');
  open();
}
