/** What `--trace` writes: the settings, and everything that happened, without pictures. */
import type { Progress } from '../progress/progress.js';

export interface Trace {
  add(progress: Progress): void;
  toJson(): string;
}

/** @param settings as asked for; how the recipe ran is in the `started` event. */
export function createTrace(settings: unknown, output: string): Trace {
  const events: unknown[] = [];
  return {
    add: (progress) => void events.push(withoutPicture(progress)),
    toJson: () => `${JSON.stringify({ settings, output, events }, null, 1)}\n`,
  };
}

/** A progress as plain JSON: of a picture only its size. */
export function withoutPicture(progress: Progress): Readonly<Record<string, unknown>> {
  if (!('picture' in progress)) return { ...progress };
  const { picture, ...facts } = progress;
  return { ...facts, width: picture?.width ?? 0, height: picture?.height ?? 0 };
}
