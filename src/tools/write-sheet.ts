/** Painted cells as one labelled picture in a file. */
import { StudioError } from '../errors.js';
import { contactSheet } from '../image/contact-sheet.js';
import { encodeImage, formatForPath } from '../image/encode.js';
import { sizeLimits } from '../request/options.js';
import { writeWhole } from './output.js';
import type { CellState, PaintedCell } from './paint-cells.js';

/** Most pixels of a sheet: decoded, what every program opens, and far below what WebP can hold on a side at our sizes. */
const maxSheetPixels = 40e6;
/** WebP's limit for a side, less the room of labels and gaps. */
const maxSheetSide = 16_383 - 400;
const gap = 8;

/** Why there is no picture. */
const absences: Readonly<Record<CellState, string | null>> = {
  done: null,
  stopped: 'stopped',
  unfit: 'no finite loss',
  unpainted: 'not painted',
};

export interface Sheet {
  readonly title: string;
  readonly rows: readonly (readonly PaintedCell[])[];
  readonly rowLabels: readonly string[];
  readonly columnLabels: readonly string[];
  /** Of the largest picture, pixels. */
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** How it was made, for its own file; null for none. */
  readonly record: string | null;
}

/** @throws StudioError 'option-invalid' for cells that make a sheet too large to be written. */
export function checkSheetSize(
  columns: number,
  rows: number,
  cell: { readonly width: number; readonly height: number },
): void {
  const width = columns * (cell.width + gap);
  const height = rows * (cell.height + gap);
  if (width * height <= maxSheetPixels && Math.max(width, height) <= maxSheetSide) return;
  const scale = Math.min(
    Math.sqrt(maxSheetPixels / (width * height)),
    maxSheetSide / Math.max(width, height),
  );
  const fits = Math.floor(Math.max(cell.width, cell.height) * scale) - gap;
  throw new StudioError('option-invalid', {
    option: 'size',
    value: String(Math.max(cell.width, cell.height)),
    expected: `at most ${Math.max(sizeLimits.min, fits)} pixels for a sheet of ${columns}x${rows} pictures`,
  });
}

/** Lays the sheet out and writes it. @throws StudioError 'file-unwritable'. */
export async function writeSheet(
  path: string,
  sheet: Sheet,
): Promise<{ readonly width: number; readonly height: number }> {
  const { title, rows, rowLabels, columnLabels, cellWidth, cellHeight, record } = sheet;
  const pixels = await contactSheet({
    ...{ title, cellWidth, cellHeight, gap, columnLabels, rowLabels },
    rows: rows.map((row) => row.map(({ picture }) => picture)),
    emptyLabels: rows.map((row) => row.map(({ state }) => absences[state])),
  });
  await writeWhole(
    path,
    await encodeImage(pixels, { format: formatForPath(path), ...(record === null ? {} : { record }) }),
  );
  return { width: pixels.width, height: pixels.height };
}
