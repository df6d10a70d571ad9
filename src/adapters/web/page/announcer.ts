/** What is said to those who do not see the page change. */

export interface Announcer {
  /** When there is a pause. */
  say(text: string): void;
  /** At once: something is wrong. */
  warn(text: string): void;
}

/** @param calm element with aria-live="polite"; `alarm` one with role="alert". */
export function createAnnouncer(calm: HTMLElement, alarm: HTMLElement): Announcer {
  const put = (target: HTMLElement, text: string) => {
    // Why emptied first: the same sentence twice would not be heard the second time.
    target.textContent = '';
    requestAnimationFrame(() => {
      target.textContent = text;
    });
  };
  return { say: (text) => put(calm, text), warn: (text) => put(alarm, text) };
}
