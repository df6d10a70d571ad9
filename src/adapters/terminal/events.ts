/** Progress as `--json` prints it: one object a line, pictures by their size alone. */
import type { Progress } from '../../progress/progress.js';

/** A progress as plain JSON. The end is not here: the outcome, with the file's name, stands for it. */
export function describeEvent(progress: Progress): Readonly<Record<string, unknown>> | null {
  switch (progress.type) {
    case 'preview': {
      const { width, height } = progress.picture;
      return { type: 'preview', step: progress.step, width, height };
    }
    case 'done':
    case 'cancelled':
      return null;
    // The file that it is written to is told of.
    case 'intermediate':
      return null;
    default:
      return progress as unknown as Readonly<Record<string, unknown>>;
  }
}
