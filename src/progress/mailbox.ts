/** Messages on their way from a callback to a `for await`, in order; the sender never waits for the reader. */
export interface Mailbox<T> extends AsyncIterable<T> {
  /** Adds a message. Ignored after `end` and `fail`. */
  push(message: T): void;
  /** The reader gets what waits, and then the end. */
  end(): void;
  /** The reader gets what waits, and then the error. */
  fail(error: unknown): void;
}

/**
 * @param supersedes whether a new message makes one that nobody has read yet worthless (then that one is dropped), so
 *   that a slow reader does not pile up pictures
 */
export function createMailbox<T>(supersedes: (fresh: T, waiting: T) => boolean): Mailbox<T> {
  let waiting: T[] = [];
  let end: { readonly error?: unknown } | null = null;
  let wake: () => void = () => undefined;

  const close = (how: { readonly error?: unknown }) => {
    end ??= how;
    wake();
  };

  return {
    push(message) {
      if (end !== null) return;
      waiting = waiting.filter((old) => !supersedes(message, old));
      waiting.push(message);
      wake();
    },
    end: () => close({}),
    fail: (error) => close({ error }),
    async *[Symbol.asyncIterator]() {
      for (;;) {
        while (waiting.length > 0) yield waiting.shift()!;
        if (end !== null) {
          if ('error' in end) throw end.error;
          return;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
