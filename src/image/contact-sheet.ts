import { type Colour, createCanvas, layOn, paintThrough, wall } from './canvas.js';
import { renderLabel } from './label.js';
import type { Pixels } from './pixels.js';
import { resizePixels } from './resize.js';

export interface ContactSheet {
  /** Rows from the top; a null cell stays empty. Rows may differ in length. */
  readonly rows: readonly (readonly (Pixels | null)[])[];
  /** Pictures fit inside the cell, aspect kept, centred, and are never enlarged. */
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Between cells and around all, in pixels. Default 8. */
  readonly gap?: number;
  /** Default `wall`. */
  readonly background?: Colour;
  /** One text above each column. Default: none. */
  readonly columnLabels?: readonly string[];
  /** One text below each row's cells: `cellLabels[row][column]`, null for none. Default: none. */
  readonly cellLabels?: readonly (readonly (string | null)[])[];
  /** Height of the letters in pixels. Default 13. */
  readonly labelPx?: number;
}

const ink: Colour = [60, 60, 60];

async function fitInside(picture: Pixels, cellWidth: number, cellHeight: number): Promise<Pixels> {
  const scale = Math.min(1, cellWidth / picture.width, cellHeight / picture.height);
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  return resizePixels(picture, width, height);
}

/** Pictures in a grid of equal cells on a neutral wall. Where the machine has no fonts the labels' place stays empty. */
export async function contactSheet(sheet: ContactSheet): Promise<Pixels> {
  const {
    rows,
    cellWidth,
    cellHeight,
    gap = 8,
    background = wall,
    columnLabels,
    cellLabels,
    labelPx = 13,
  } = sheet;
  const columns = Math.max(0, ...rows.map((row) => row.length));
  if (columns === 0) throw new RangeError('Expected `rows` to hold at least one cell');
  const band = Math.ceil(labelPx * 1.5);
  const head = columnLabels ? band : 0;
  const rowHeight = cellHeight + gap + (cellLabels ? band : 0);
  const leftOf = (column: number) => gap + column * (cellWidth + gap);
  const topOf = (row: number) => gap + head + row * rowHeight;
  const canvas = createCanvas(leftOf(columns), topOf(rows.length), background);

  const write = async (text: string | null | undefined, column: number, top: number) => {
    const mask = text ? await renderLabel(text, labelPx, cellWidth) : null;
    if (!mask) return;
    const left = leftOf(column) + Math.floor((cellWidth - mask.width) / 2);
    paintThrough(canvas, mask, ink, left, top + Math.floor((band - mask.height) / 2));
  };

  for (const [column, text] of (columnLabels ?? []).entries()) await write(text, column, gap / 2);
  for (const [r, row] of rows.entries()) {
    for (const [column, cell] of row.entries()) {
      if (cell) {
        const picture = await fitInside(cell, cellWidth, cellHeight);
        const left = leftOf(column) + Math.floor((cellWidth - picture.width) / 2);
        layOn(canvas, picture, left, topOf(r) + Math.floor((cellHeight - picture.height) / 2));
      }
      await write(cellLabels?.[r]?.[column], column, topOf(r) + cellHeight);
    }
  }
  return canvas;
}
