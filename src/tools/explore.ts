/** `impasto explore`: a photo and a texture, each made again from what one layer of VGG19 keeps of it, from noise. */
import { StudioError } from '../errors.js';
import { formatForPath } from '../image/encode.js';
import type { Pixels } from '../image/pixels.js';
import type { SheetOutcome } from '../progress/sheet.js';
import type { ValuesOf } from '../request/option.js';
import { sizeLimits, stylizeOptions } from '../request/options.js';
import { parseOptions } from '../request/parse.js';
import { loadPictures } from '../request/request.js';
import { exploreOptions } from '../request/sheet-options.js';
import type { Typed } from './axis.js';
import { nameOutput } from './output.js';
import { type Cell, type CellParts, type PlannedCell, planCells } from './paint-cells.js';
import { type Place, paintSheet } from './paint-sheet.js';

/** The pictures that a layer is asked for: one loss is switched off, the other looks at this layer alone. */
const questions = [
  { name: 'content', off: 'style-weight', layers: 'content-layers' },
  { name: 'texture', off: 'content-weight', layers: 'style-layers' },
] as const;

/**
 * Paints a row for each layer and writes the sheet: photo, content, style (where one is given) and texture.
 * @param typed for `exploreOptions`, as it was typed.
 * @throws StudioError.
 */
export async function explore(typed: Typed, parts: CellParts, signal: AbortSignal): Promise<SheetOutcome> {
  const values = parseOptions(exploreOptions, typed);
  if (values.output !== null) formatForPath(values.output);
  const weighted = values.layer.find(({ weight }) => weight !== 1);
  if (weighted !== undefined) {
    throw new StudioError('option-invalid', {
      option: 'layer',
      value: `${weighted.layer}:${weighted.weight}`,
      expected: 'layers without a weight: each is looked through alone',
    });
  }
  const style = values.style ?? [values.content];
  const { content, styles } = await loadPictures({ content: values.content, style }, parts.gallery, signal);
  const cells = values.layer.flatMap(({ layer }) =>
    questions.map((question) => cellOf(values, layer, question)),
  );
  const planned = await planCells(cells, parts, signal);

  const shown = values.style === null ? [] : styles.map(({ picture }) => picture);
  const columnLabels = [content.label, 'content', ...shown.map(({ label }) => label), 'texture'];
  const rows = values.layer.map((_, k): readonly Place[] => {
    const [made, texture] = planned.slice(2 * k, 2 * k + 2) as [PlannedCell, PlannedCell];
    return [still(content), made, ...shown.map(still), texture];
  });
  const labels = [content.label, ...shown.map(({ label }) => label)];
  const output = values.output ?? nameOutput([...labels, 'explore']);
  const rowLabels = values.layer.map(({ layer }) => layer);
  const title = `what each layer keeps, from noise: ${values.recipe}, ${values.steps} steps`;
  return paintSheet(
    { title, rows, rowLabels, columnLabels, output, command: 'explore', typed },
    parts,
    signal,
  );
}

const still = (picture: Pixels): Place => ({ picture });

function cellOf(
  values: ValuesOf<typeof exploreOptions>,
  layer: string,
  { name, off, layers }: (typeof questions)[number],
): Cell {
  const { content, style, recipe, steps, size, seed, engine, device, threads } = values;
  const typed = { content, style: style ?? [content], recipe, engine, device, init: 'noise' };
  const numbers = { steps, size: Math.min(size, sizeLimits.max), seed, threads };
  const texts = Object.entries(numbers).map(([option, value]) => [option, String(value)] as const);
  return {
    row: layer,
    column: name,
    values: parseOptions(stylizeOptions, {
      ...typed,
      ...Object.fromEntries(texts),
      [off]: '0',
      [layers]: layer,
    }),
  };
}
