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
  /** One line above all, from the left. Default: none. */
  readonly title?: string;
  /** One text above each column. Default: none. */
  readonly columnLabels?: readonly string[];
  /** One text at the left of each row, as wide as the longest, but not much wider than a cell. Default: none. */
  readonly rowLabels?: readonly string[];
  /** One text below each row's cells: `cellLabels[row][column]`, null for none. Default: none. */
  readonly cellLabels?: readonly (readonly (string | null)[])[];
  /** Why a cell is empty, written on a darker ground in its place; null, or a cell with a picture: nothing. Default: none. */
  readonly emptyLabels?: readonly (readonly (string | null)[])[];
  /** Height of the letters in pixels. Default 13. */
  readonly labelPx?: number;
}

const ink: Colour = [60, 60, 60];
/** Room that a row's label may take however small the cells are, in heights of its letters. */
const leastRowLabel = 18;
/** Of a cell that says why it is empty: it is told from a place where none belongs, also without fonts. */
const vacant: Colour = [214, 214, 211];

async function fitInside(picture: Pixels, cellWidth: number, cellHeight: number): Promise<Pixels> {
  const scale = Math.min(1, cellWidth / picture.width, cellHeight / picture.height);
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  return resizePixels(picture, width, height);
}

/** Pictures in a grid of equal cells on a neutral wall. Where the machine has no fonts the labels' place stays empty. */
export async function contactSheet(sheet: ContactSheet): Promise<Pixels> {
  const { rows, cellWidth, cellHeight, gap = 8, background = wall, labelPx = 13 } = sheet;
  const { title, columnLabels, rowLabels = [], cellLabels, emptyLabels } = sheet;
  const columns = Math.max(0, ...rows.map((row) => row.length));
  if (columns === 0) throw new RangeError('Expected `rows` to hold at least one cell');
  const band = Math.ceil(labelPx * 1.5);
  const titleBand = title ? band : 0;
  const head = titleBand + (columnLabels ? band : 0);
  const widest = Math.max(cellWidth, leastRowLabel * labelPx);
  const rowMasks = await Promise.all(rowLabels.map((text) => renderLabel(text, labelPx, widest)));
  const side = Math.max(0, ...rowMasks.map((mask) => (mask ? mask.width + gap : 0)));
  const rowHeight = cellHeight + gap + (cellLabels ? band : 0);
  const leftOf = (column: number) => gap + side + column * (cellWidth + gap);
  const topOf = (row: number) => gap + head + row * rowHeight;
  const canvas = createCanvas(leftOf(columns), topOf(rows.length), background);

  const write = async (text: string | null | undefined, column: number, top: number, height = band) => {
    const mask = text ? await renderLabel(text, labelPx, cellWidth) : null;
    if (!mask) return;
    const left = leftOf(column) + Math.floor((cellWidth - mask.width) / 2);
    paintThrough(canvas, mask, ink, left, top + Math.floor((height - mask.height) / 2));
  };

  const heading = title ? await renderLabel(title, labelPx, canvas.width - 2 * gap) : null;
  if (heading) paintThrough(canvas, heading, ink, gap, Math.floor((gap + band - heading.height) / 2));
  for (const [column, text] of (columnLabels ?? []).entries()) {
    await write(text, column, titleBand + Math.floor(gap / 2));
  }
  for (const [r, row] of rows.entries()) {
    const label = rowMasks[r];
    if (label) {
      const top = topOf(r) + Math.floor((cellHeight - label.height) / 2);
      paintThrough(canvas, label, ink, side - label.width, top);
    }
    for (const [column, cell] of row.entries()) {
      const reason = emptyLabels?.[r]?.[column];
      if (cell) {
        const picture = await fitInside(cell, cellWidth, cellHeight);
        const left = leftOf(column) + Math.floor((cellWidth - picture.width) / 2);
        layOn(canvas, picture, left, topOf(r) + Math.floor((cellHeight - picture.height) / 2));
      } else if (reason) {
        layOn(canvas, createCanvas(cellWidth, cellHeight, vacant), leftOf(column), topOf(r));
        await write(reason, column, topOf(r), cellHeight);
      }
      await write(cellLabels?.[r]?.[column], column, topOf(r) + cellHeight);
    }
  }
  return canvas;
}
