/** What is happening to a sheet of many pictures: the commands that paint one tell it to the terminal. */
import type { Losses, StepProgress } from './progress.js';

/** Where a picture stands on the sheet. */
export interface CellPlace {
  /** 1..cells, in the order of painting. */
  readonly cell: number;
  readonly cells: number;
  /** As written beside its row; '' where rows have no name. */
  readonly row: string;
  /** As written above its column. */
  readonly column: string;
}

/** A picture begins. */
export interface CellStarted extends CellPlace {
  readonly type: 'cell-started';
}

/** A step of it, as the engine tells of it, and how far the whole sheet is. */
export interface CellStep extends CellPlace {
  readonly type: 'cell-step';
  readonly progress: StepProgress;
  /** Steps over all pictures, done and in all. */
  readonly sheetStep: number;
  readonly sheetSteps: number;
  /** For the rest of the sheet, by its pixels and steps; null until there is something to judge by. */
  readonly etaSeconds: number | null;
}

/** It has ended. */
export interface CellEnded extends CellPlace {
  readonly type: 'cell-ended';
  /** `unfit`: its loss was no finite number, so that there is no picture; the sheet goes on. */
  readonly state: 'done' | 'stopped' | 'unfit';
  readonly steps: number;
  readonly seconds: number;
  readonly losses: Losses | null;
}

/** The end: the sheet is written. */
export interface SheetOutcome {
  readonly type: 'done' | 'cancelled';
  /** The file; null when cancelled before there was a picture. */
  readonly output: string | null;
  /** Of the sheet, pixels. */
  readonly width: number;
  readonly height: number;
  readonly cells: number;
  /** Cells with a picture. */
  readonly painted: number;
  readonly seconds: number;
}

export type SheetProgress = CellStarted | CellStep | CellEnded;
