/** Files beside the picture. One that cannot be written stops nothing: the picture is worth more, and the rest as well. */
import { StudioError } from '../errors.js';
import type { FileEvent } from '../progress/outcome.js';
import { describeError } from '../reply/errors.js';

export interface FurtherFiles {
  /** @returns whether it is written; the failure is told, and kept. Other errors than StudioErrors are thrown. */
  add(file: Pick<FileEvent, 'kind' | 'path' | 'step'>, write: () => Promise<unknown>): Promise<boolean>;
  /** The first failure. */
  readonly failure: StudioError | null;
}

export function createFurtherFiles(tell: (event: FileEvent) => void): FurtherFiles {
  let failure: StudioError | null = null;
  return {
    get failure() {
      return failure;
    },
    async add(file, write) {
      try {
        await write();
      } catch (error) {
        if (!(error instanceof StudioError)) throw error;
        failure ??= error;
        tell({ type: 'file', ...file, error: describeError(error) });
        return false;
      }
      tell({ type: 'file', ...file });
      return true;
    },
  };
}
