/** Waiting for something to become so: looked at whenever the fake changes. */

export interface Watch {
  /** Something changed. */
  changed(): void;
  /** @param ms real milliseconds. @throws Error with the caller's place when it does not become so. */
  until(is: () => boolean, ms: number): Promise<void>;
}

/** Why: what is waited for may also hang on what the fake does not know of, such as a bot's state or the time. */
const lookAgainMs = 50;

export function createWatch(): Watch {
  const lookers = new Set<() => void>();
  return {
    changed() {
      // Why later: whoever changes something does more to it in the same turn.
      queueMicrotask(() => {
        for (const look of lookers) look();
      });
    },
    until(is, ms) {
      const late = new Error(`It did not become so within ${ms} ms: ${is}`);
      return new Promise((resolve, reject) => {
        const settle = (end: () => void) => {
          lookers.delete(look);
          clearTimeout(timeout);
          clearInterval(again);
          end();
        };
        const look = () => {
          try {
            if (is()) settle(resolve);
          } catch (error) {
            settle(() => reject(error));
          }
        };
        const timeout = setTimeout(() => settle(() => reject(late)), ms);
        const again = setInterval(look, lookAgainMs);
        lookers.add(look);
        look();
      });
    },
  };
}
