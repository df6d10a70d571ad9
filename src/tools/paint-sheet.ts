/** From planned cells to a written sheet: what `grid` and `explore` share. */
import type { Pixels } from '../image/pixels.js';
import type { SheetOutcome } from '../progress/sheet.js';
import { formatSheetRecord, type SheetCommand, type SheetRecord } from '../request/sheet-record.js';
import type { Typed } from './axis.js';
import { checkWritable } from './output.js';
import { type CellParts, type PaintedCell, type PlannedCell, paintCells } from './paint-cells.js';
import { checkSheetSize, writeSheet } from './write-sheet.js';

/** A place of a sheet: one to be painted, or a picture that is there. */
export type Place = PlannedCell | { readonly picture: Pixels };

export interface SheetPlan {
  readonly title: string;
  readonly rows: readonly (readonly Place[])[];
  readonly rowLabels: readonly string[];
  readonly columnLabels: readonly string[];
  readonly output: string;
  /** What was typed, for the sheet's own file. */
  readonly command: SheetCommand;
  readonly typed: Typed;
}

/**
 * Paints row by row and writes the sheet. Stopped, or after a failure, it is written with what is there, if anything was painted.
 * @throws StudioError; the failure of a cell, after the sheet is written.
 */
export async function paintSheet(
  { title, rows, rowLabels, columnLabels, output, command, typed }: SheetPlan,
  parts: CellParts,
  signal: AbortSignal,
): Promise<SheetOutcome> {
  const cells = rows.flat().filter((place) => 'work' in place);
  const cellWidth = Math.max(...cells.map(({ width }) => width));
  const cellHeight = Math.max(...cells.map(({ height }) => height));
  checkSheetSize(columnLabels.length, rows.length, { width: cellWidth, height: cellHeight });
  await checkWritable(
    output,
    cells.flatMap(({ inputs }) => inputs),
  );

  const began = parts.now();
  const { painted, failure } = await paintCells(cells, parts, signal);
  const count = painted.filter(({ picture }) => picture !== null).length;
  const facts = { cells: cells.length, painted: count };
  const isCut = painted.some(({ state }) => state === 'stopped' || state === 'unpainted');
  const type = isCut ? 'cancelled' : 'done';
  const seconds = () => (parts.now() - began) / 1000;
  if (count === 0) {
    if (failure !== null) throw failure;
    return { type, output: null, width: 0, height: 0, ...facts, seconds: seconds() };
  }
  const ended = painted[Symbol.iterator]();
  const filled = rows.map((row) =>
    row.map(
      (place): PaintedCell =>
        'work' in place ? ended.next().value! : { ...place, state: 'done', end: null },
    ),
  );
  const record = formatSheetRecord(command, typed, whereOf(painted));
  const sheet = { title, rows: filled, rowLabels, columnLabels, cellWidth, cellHeight, record };
  const size = await writeSheet(output, sheet);
  if (failure !== null) throw failure;
  return { type, output, ...size, ...facts, seconds: seconds() };
}

/** All pictures of a sheet are computed in one place. */
function whereOf(painted: readonly PaintedCell[]): SheetRecord['where'] {
  const end = painted.find(({ state }) => state === 'done')?.end;
  if (!end) return {};
  const { engine, threads } = end.recipe;
  return {
    ...(typeof engine === 'string' ? { engine } : {}),
    device: end.device,
    ...(typeof threads === 'number' ? { threads: String(threads) } : {}),
  };
}
