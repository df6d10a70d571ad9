/** The end of the story: what became of a picture, told when it is written. `--json` prints it as its last line. */
import type { EndProgress } from './progress.js';

export interface Outcome extends Omit<EndProgress, 'picture'> {
  /** The file written; null when cancelled before there was a picture. */
  readonly output: string | null;
  /** Of the picture in the file, pixels. */
  readonly width: number;
  readonly height: number;
  /** Further files, where they were asked for and are written. */
  readonly sideBySide?: string;
  readonly trace?: string;
  readonly plot?: string;
  readonly timelapse?: string;
}

/** A further file was written, or (with the reason) could not be. */
export interface FileEvent {
  readonly type: 'file';
  readonly kind: 'intermediate' | 'side-by-side' | 'trace' | 'plot' | 'timelapse';
  readonly path: string;
  /** Of an intermediate picture. */
  readonly step?: number;
  /** A sentence. */
  readonly error?: string;
}
