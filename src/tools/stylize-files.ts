/** Which files `impasto stylize` writes, and whether it may. */
import { basename } from 'node:path';
import { formatForPath } from '../image/encode.js';
import { readExtension } from '../image/extension.js';
import type { ValuesOf } from '../request/option.js';
import type { stylizeOptions } from '../request/options.js';
import type { StyleRequest } from '../request/request.js';
import { checkDistinct, checkPlace, checkWritable, nameBeside, nameOutput } from './output.js';
import { timelapseFormat } from './timelapse.js';

export type StylizeValues = ValuesOf<typeof stylizeOptions>;

export interface Files {
  readonly output: string;
  readonly sideBySide: string | null;
  readonly trace: string | null;
  readonly plot: string | null;
  readonly timelapse: string | null;
  /** Of the picture after a step. */
  intermediate(step: number): string;
}

/** Sees that each file's name ends as what is in it; before anything is read. @throws StudioError 'output-format'. */
export function checkEndings({ output, plot, timelapse }: StylizeValues): void {
  if (output !== null) formatForPath(output);
  if (plot !== null) readExtension(plot, { '.svg': 'svg' });
  if (timelapse !== null) timelapseFormat(timelapse);
}

export function chooseFiles(values: StylizeValues, { content, styles }: StyleRequest): Files {
  const { trace, plot, timelapse, resume } = values;
  const labels = [content.label, ...styles.map(({ picture }) => picture.label)];
  const output = values.output ?? (resume === null ? nameOutput(labels) : nameResumed(resume, labels));
  return {
    ...{ output, trace, plot, timelapse },
    sideBySide: values['side-by-side'] ? nameBeside(output, 'side-by-side') : null,
    intermediate: (step) => nameBeside(output, String(step).padStart(6, '0')),
  };
}

/** In this folder, as any picture without a name of its own; what was gone on from is kept. */
function nameResumed(resume: string, labels: readonly string[]): string {
  const name = basename(resume);
  const isOurs = /\.(png|jpe?g|webp)$/i.test(name);
  return nameBeside(isOurs ? name : nameOutput(labels), 'resumed');
}

/**
 * Sees that all can be written, before any work is done for them.
 * @param names of the inputs, as typed or where they are.
 * @param saves the steps after which a picture is written.
 * @throws StudioError 'file-unwritable'.
 */
export async function checkFiles(
  files: Files,
  inputs: readonly string[],
  saves: readonly number[],
): Promise<void> {
  const { output, sideBySide, trace, plot, timelapse } = files;
  const written = [output, sideBySide, trace, plot, timelapse].filter((file) => file !== null);
  const intermediates = saves.map(files.intermediate);
  checkDistinct([...written, ...intermediates]);
  for (const file of written) await checkWritable(file, inputs);
  for (const file of intermediates) await checkPlace(file, inputs);
}

/** Every file that is read, as far as it is known by name. */
export function inputsOf({ mask, resume }: StylizeValues, request: StyleRequest): readonly string[] {
  const { content, styles, init } = request;
  const pictures = [content, ...styles.map(({ picture }) => picture)];
  if (typeof init === 'object' && init !== null) pictures.push(init);
  return [...pictures.map(({ path }) => path), ...(mask ?? []), ...(resume === null ? [] : [resume])];
}
