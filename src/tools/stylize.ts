/** `impasto stylize`: from what was typed to a file, and files about it. */
import { StudioError } from '../errors.js';
import { encodeImage, formatForPath } from '../image/encode.js';
import { sideBySide } from '../image/side-by-side.js';
import type { FileEvent, Outcome } from '../progress/outcome.js';
import type { EndProgress, Progress } from '../progress/progress.js';
import { madeFromRequest } from '../request/made-from.js';
import type { Gallery } from '../request/presets.js';
import { buildRequest, type StyleRequest } from '../request/request.js';
import { createFurtherFiles, type FurtherFiles } from './further-files.js';
import { writeWhole } from './output.js';
import { createPictureWriter, type Making, type PictureWriter } from './picture-writer.js';
import { countAllSteps, filmEvery, saveEveryOf } from './rhythm.js';
import {
  checkEndings,
  checkFiles,
  chooseFiles,
  type Files,
  inputsOf,
  type StylizeValues,
} from './stylize-files.js';
import { createTimelapse, timelapseFormat } from './timelapse.js';
import { createTrace } from './trace.js';

export type { StylizeValues };

/** Shows how it goes, on whatever door. */
export interface Reporter {
  show(progress: Progress): void;
  file(event: FileEvent): void;
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
  checkEndings(values);
  const request = await planRequest(values, gallery, signal);
  const files = chooseFiles(values, request);
  await checkFiles(files, inputsOf(values, request), savesOf(request));
  const writer = createPictureWriter(request, await madeFromRequest(values, request));
  const further = createFurtherFiles(reporter.file);
  const watch = createWatch(values, request, files, { writer, further });
  let end: EndProgress | null = null;
  for await (const progress of studio.submit(request, signal)) {
    await watch.see(progress);
    reporter.show(progress);
    if (progress.type === 'done' || progress.type === 'cancelled') end = progress;
  }
  if (end === null) throw new StudioError('renderer-died', { detail: 'it ended without a picture' });
  const { type, picture, ...facts } = end;
  const making = makingOf(end);
  const size = picture && (await writer.write(files.output, picture, making));
  const beside = {
    ...(await writeBeside(request, files, end, writer.recordOf(making, 'side-by-side'), further)),
    ...(await watch.finish(end, writer.recordOf(making, 'timelapse'))),
  };
  reporter.finish({
    type,
    output: size && files.output,
    ...(size ?? { width: 0, height: 0 }),
    ...facts,
    ...beside,
  });
  if (further.failure !== null) throw further.failure;
  return type === 'done';
}

const makingOf = ({ type, recipe, device, steps }: EndProgress): Making => ({
  ...{ recipe, device },
  ...(type === 'done' ? {} : { stoppedAt: steps }),
});

/** The request, with pictures on the way as often as they are asked for. */
async function planRequest(
  values: StylizeValues,
  gallery: Gallery,
  signal: AbortSignal,
): Promise<StyleRequest> {
  const saveEvery = saveEveryOf(values['save-every'], values.recipe);
  const request = await buildRequest(values, gallery, {
    ...{ previewIntervalMs, previewEvery: 0, saveEvery, signal },
  });
  return values.timelapse === null
    ? request
    : { ...request, previewEvery: filmEvery(countAllSteps(request)) };
}

/** Steps after which a picture is written: none after the last, whose picture is the result. */
function savesOf(request: StyleRequest): readonly number[] {
  const { saveEvery } = request;
  if (saveEvery === 0) return [];
  const count = Math.ceil(countAllSteps(request) / saveEvery) - 1;
  return Array.from({ length: count }, (_, k) => (k + 1) * saveEvery);
}

type Beside = Pick<Outcome, 'sideBySide' | 'trace' | 'plot' | 'timelapse'>;

/** What is gathered and written while it is painted. */
function createWatch(
  values: StylizeValues,
  request: StyleRequest,
  files: Files,
  { writer, further }: { readonly writer: PictureWriter; readonly further: FurtherFiles },
) {
  const trace = createTrace(values, files.output);
  const { content, styles, init, previewEvery } = request;
  const first = typeof init === 'object' && init !== null ? init : content;
  const timelapse =
    files.timelapse === null ? null : createTimelapse(timelapseFormat(files.timelapse), previewEvery, first);
  let making: Making | null = null;

  return {
    async see(progress: Progress): Promise<void> {
      if (files.trace !== null || files.plot !== null) trace.add(progress);
      await timelapse?.see(progress);
      if (progress.type === 'started') making = progress;
      if (progress.type !== 'intermediate' || making === null) return;
      const { step, picture } = progress;
      const path = files.intermediate(step);
      const { recipe, device } = making;
      await further.add({ kind: 'intermediate', path, step }, () =>
        writer.write(path, picture, { recipe, device, stoppedAt: step }),
      );
    },

    async finish({ picture }: EndProgress, record: string): Promise<Beside> {
      const moving = (await timelapse?.finish(picture, record)) ?? null;
      const title = [content, ...styles.map((style) => style.picture)].map(({ label }) => label).join(', ');
      const texts: readonly (readonly ['trace' | 'plot' | 'timelapse', () => string | Uint8Array | null])[] =
        [
          ['trace', trace.toJson],
          ['plot', () => trace.toSvg(`${title}: loss by step`)],
          ['timelapse', () => moving],
        ];
      const beside: Record<string, string> = {};
      for (const [kind, make] of texts) {
        const path = files[kind];
        const data = path === null ? null : make();
        if (path === null || data === null) continue;
        if (await further.add({ kind, path }, () => writeWhole(path, data))) beside[kind] = path;
      }
      return beside;
    },
  };
}

async function writeBeside(
  { content, styles }: StyleRequest,
  { sideBySide: path }: Files,
  { picture }: EndProgress,
  record: string,
  further: FurtherFiles,
): Promise<Beside> {
  if (path === null || picture === null) return {};
  const row = await sideBySide([content, ...styles.map((style) => style.picture), picture]);
  const data = await encodeImage(row, { format: formatForPath(path), record });
  return (await further.add({ kind: 'side-by-side', path }, () => writeWhole(path, data)))
    ? { sideBySide: path }
    : {};
}
