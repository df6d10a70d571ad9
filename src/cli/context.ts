/** What the commands of a terminal share: the world around them, handed in by the way in. */
import type { AssetFolders } from '../assets.js';
import type { createRendererProcess } from '../engine/process/renderer-process.js';
import type { Io } from '../tools/io.js';

/** 0 done, 1 failure, 2 wrong use, 130 interrupted. */
export const exit = { done: 0, failure: 1, wrongUse: 2, interrupted: 130 } as const;

export interface Context {
  readonly io: Io;
  readonly folders: AssetFolders;
  /** Of the package. */
  readonly version: string;
  /** The oldest Node.js that it runs on. */
  readonly minNode: string;
  /** Hears Ctrl-C, and is left by `process.exit`. */
  readonly process: NodeJS.Process;
  /** A rendering process of its own for each call. */
  readonly createRenderer: () => ReturnType<typeof createRendererProcess>;
}
