/** One open tab: what it has not read yet, of each job the newest only. */

export interface Tab {
  readonly stream: ReadableStream<Uint8Array>;
  /** What was offered under the same key and is not read yet has its place taken. */
  offer(key: string, frame: Uint8Array): void;
  /** Milliseconds for which it has left unread what waits for it; 0 where nothing does. */
  behindMs(): number;
  /** Ends once everything is read. */
  end(): void;
  /** Cuts it off. */
  drop(): void;
}

export interface TabOptions {
  /** Milliseconds, of any clock. */
  readonly now: () => number;
  /** Called once, when nobody reads any more. */
  readonly left: (tab: Tab) => void;
  /** Ends the connection. */
  readonly drop: () => void;
}

export function createTab({ now, left, drop }: TabOptions): Tab {
  const waiting = new Map<string, Uint8Array>();
  let [isOver, isLeft] = [false, false];
  let readAt = now();
  let wake = () => {};

  const leave = () => {
    if (isLeft) return;
    isLeft = true;
    waiting.clear();
    wake();
    left(tab);
  };

  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        while (waiting.size === 0 && !isOver && !isLeft) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        if (isLeft) return;
        readAt = now();
        const [next] = waiting;
        if (next === undefined) {
          controller.close();
          leave();
          return;
        }
        waiting.delete(next[0]);
        controller.enqueue(next[1]);
      },
      cancel: leave,
    },
    // Why 0: nothing is taken out before the socket has room for it.
    { highWaterMark: 0 },
  );

  const tab: Tab = {
    stream,
    offer(key, frame) {
      if (isLeft) return;
      waiting.set(key, frame);
      wake();
    },
    behindMs: () => (waiting.size === 0 ? 0 : now() - readAt),
    end() {
      isOver = true;
      wake();
    },
    drop() {
      drop();
      leave();
    },
  };
  return tab;
}
