/** `impasto grid`: pictures over any two options, on one labelled sheet. */
import type { WeightsFamily } from '../engine/recipe/recipe.js';
import { StudioError } from '../errors.js';
import { formatForPath } from '../image/encode.js';
import type { SheetOutcome } from '../progress/sheet.js';
import { stylizeOptions } from '../request/options.js';
import { parseOptions } from '../request/parse.js';
import { gridOptions } from '../request/sheet-options.js';
import { suggestSettings } from '../request/suggested.js';
import { type Axis, type AxisValue, parseAxis, type Typed } from './axis.js';
import { nameOutput } from './output.js';
import { type Cell, type CellParts, planCells } from './paint-cells.js';
import { paintSheet } from './paint-sheet.js';

/** Most pictures of one grid. */
export const maxCells = 64;

/**
 * Paints the grid and writes it.
 * @param typed for `gridOptions`, as it was typed: it is parsed for each picture, with what is on the axes.
 * @param family of the weights in use, for the axes that count as a recipe's source does.
 * @throws StudioError, for anything that is wrong with any picture before the first is painted.
 */
export async function grid(
  typed: Typed,
  family: WeightsFamily,
  parts: CellParts,
  signal: AbortSignal,
): Promise<SheetOutcome> {
  const values = parseOptions(gridOptions, typed);
  if (values.output !== null) formatForPath(values.output);
  const columns = parseAxis(values.x, 'x');
  const rows = values.y === null ? null : parseAxis(values.y, 'y');
  checkAxes(columns, rows);

  const only: AxisValue = { label: '', set: (before) => before };
  const shared: Typed = { ...pick(typed), size: String(values.size) };
  const cells: Cell[][] = [];
  for (const row of rows?.values ?? [only]) {
    const line: Cell[] = [];
    for (const column of columns.values) {
      const order = columns.isLast ? [row, column] : [column, row];
      const own = order.reduce((before, value) => value.set(before, family), shared);
      const suggested = await suggestSettings([own.style ?? []].flat().map(String), parts.gallery);
      line.push({
        row: rows === null ? '' : `${rows.name} ${row.label}`,
        column: `${columns.name} ${column.label}`,
        values: parseOptions(stylizeOptions, { ...suggested, ...own }),
      });
    }
    cells.push(line);
  }
  const planned = await planCells(cells.flat(), parts, signal);
  const width = columns.values.length;
  const plan = {
    ...{ command: 'grid' as const, typed },
    title: rows === null ? columns.name : `${columns.name} across, ${rows.name} down`,
    rows: cells.map((_, k) => planned.slice(k * width, (k + 1) * width)),
    rowLabels: rows === null ? [] : rows.values.map(({ label }) => label),
    columnLabels: columns.values.map(({ label }) => label),
    output: values.output ?? nameGrid(planned),
  };
  return paintSheet(plan, parts, signal);
}

function checkAxes(columns: Axis, rows: Axis | null): void {
  const both = rows?.sets.find((name) => columns.sets.includes(name));
  if (both !== undefined) {
    throw new StudioError('option-invalid', {
      option: 'y',
      value: both,
      expected: 'another option than on the axis x',
    });
  }
  const count = columns.values.length * (rows?.values.length ?? 1);
  if (count <= maxCells) return;
  throw new StudioError('option-invalid', {
    option: 'x',
    value: `${columns.values.length}x${rows?.values.length ?? 1}`,
    expected: `at most ${maxCells} pictures on both axes together`,
  });
}

/** What is stylize's own among what was typed for a grid. */
function pick(typed: Typed): Typed {
  const { output: _, json: __, quiet: ___, ...rest } = typed;
  return Object.fromEntries(Object.entries(rest).filter(([name]) => Object.hasOwn(stylizeOptions, name)));
}

/** By the pictures that all cells have. */
function nameGrid(cells: readonly { readonly labels: readonly string[] }[]): string {
  const [first, ...others] = cells.map(({ labels }) => labels);
  const common = first!.filter((label) => others.every((labels) => labels.includes(label)));
  return nameOutput([...common, 'grid']);
}
