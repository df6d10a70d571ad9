/** `impasto stylize`: from what was typed to a file. */
import { StudioError } from '../errors.js';
import { encodeImage, formatForPath } from '../image/encode.js';
import type { Pixels } from '../image/pixels.js';
import { sideBySide } from '../image/side-by-side.js';
import type { Outcome } from '../progress/outcome.js';
import type { EndProgress, Progress } from '../progress/progress.js';
import type { ValuesOf } from '../request/option.js';
import type { stylizeOptions } from '../request/options.js';
import type { Gallery } from '../request/presets.js';
import { buildRequest, type StyleRequest } from '../request/request.js';
import { checkDistinct, checkWritable, nameBeside, nameOutput, writeWhole } from './output.js';
import { createTrace } from './trace.js';

export type StylizeValues = ValuesOf<typeof stylizeOptions>;

/** Shows how it goes, on whatever door. */
export interface Reporter {
  show(progress: Progress): void;
  finish(outcome: Outcome): void;
}

export interface StylizeParts {
  /** The studio's way in. */
  readonly studio: { submit(request: StyleRequest, signal: AbortSignal): AsyncIterable<Progress> };
  readonly gallery: Gallery;
  readonly reporter: Reporter;
}

/** Between two previews, milliseconds; a terminal only counts them. */
const previewIntervalMs = 2000;

/**
 * Paints and writes. A cancelled picture is written as far as it has come.
 * @returns whether it came to its end.
 * @throws StudioError; the signal's reason when aborted before the engine has begun.
 */
export async function stylize(
  values: StylizeValues,
  { studio, gallery, reporter }: StylizeParts,
  signal: AbortSignal,
): Promise<boolean> {
  if (values.output !== null) formatForPath(values.output);
  const request = await buildRequest(values, gallery, {
    ...{ previewIntervalMs, previewEvery: 0, saveEvery: 0, signal },
  });
  const files = chooseFiles(values, request);
  const inputs = [request.content, ...request.styles.map(({ picture }) => picture)].map(({ path }) => path);
  if (typeof request.init === 'object' && request.init !== null) inputs.push(request.init.path);
  const outputs = [files.output, files.sideBySide, files.trace].filter((file) => file !== null);
  checkDistinct(outputs);
  for (const file of outputs) await checkWritable(file, inputs);

  const trace = createTrace(values, files.output);
  let end: EndProgress | null = null;
  for await (const progress of studio.submit(request, signal)) {
    trace.add(progress);
    reporter.show(progress);
    if (progress.type === 'done' || progress.type === 'cancelled') end = progress;
  }
  if (end === null) throw new StudioError('renderer-died', { detail: 'it ended without a picture' });
  const outcome = await writePictures(request, end, files);
  if (files.trace !== null) await writeWhole(files.trace, trace.toJson());
  reporter.finish(outcome);
  return end.type === 'done';
}

interface Files {
  readonly output: string;
  readonly sideBySide: string | null;
  readonly trace: string | null;
}

function chooseFiles(values: StylizeValues, { content, styles }: StyleRequest): Files {
  const output = values.output ?? nameOutput([content.label, ...styles.map(({ picture }) => picture.label)]);
  return {
    output,
    sideBySide: values['side-by-side'] ? nameBeside(output, 'side-by-side') : null,
    trace: values.trace,
  };
}

async function writePictures(request: StyleRequest, end: EndProgress, files: Files): Promise<Outcome> {
  const { type, picture, ...facts } = end;
  const trace = files.trace === null ? {} : { trace: files.trace };
  if (picture === null) return { type, output: null, width: 0, height: 0, ...facts, ...trace };
  const { content, styles } = request;
  const { width, height } =
    request.size === 'original' ? { width: content.originalWidth, height: content.originalHeight } : picture;
  const { alpha } = content;
  const data = await encodeImage(picture, {
    format: formatForPath(files.output),
    alpha: alpha && { width: content.width, height: content.height, data: alpha },
    width,
    height,
  });
  await writeWhole(files.output, data);
  const outcome: Outcome = { type, output: files.output, width, height, ...facts, ...trace };
  if (files.sideBySide === null) return outcome;
  const row: Pixels = await sideBySide([content, ...styles.map((style) => style.picture), picture]);
  await writeWhole(files.sideBySide, await encodeImage(row, { format: formatForPath(files.sideBySide) }));
  return { ...outcome, sideBySide: files.sideBySide };
}
