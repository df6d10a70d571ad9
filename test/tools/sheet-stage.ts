/** For tests of grids and explorations: a studio that paints at once, and an account of what it was asked for. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StudioError } from '../../src/errors.js';
import { decodeImage } from '../../src/image/decode.js';
import type { Progress } from '../../src/progress/progress.js';
import type { SheetProgress } from '../../src/progress/sheet.js';
import { createGallery } from '../../src/request/presets.js';
import type { StyleRequest } from '../../src/request/request.js';

export type Accident = 'unfit' | 'death';

const losses = { content: {}, style: {}, tv: 0, total: 3 };

/** @param accident what happens to a picture, by its number from 0. */
export async function createStage(accident: (index: number) => Accident | null = () => null) {
  const folder = mkdtempSync(join(tmpdir(), 'impasto-sheet-'));
  const requests: StyleRequest[] = [];
  const shown: SheetProgress[] = [];
  const abort = new AbortController();
  let time = 0;
  const studio = {
    async *submit(request: StyleRequest, signal: AbortSignal): AsyncGenerator<Progress> {
      const happens = accident(requests.length);
      requests.push(request);
      if (happens === 'unfit') throw new StudioError('loss-not-finite', { recipe: request.recipe });
      if (happens === 'death') throw new StudioError('renderer-died', { detail: 'it was killed' });
      const side = Number(request.size);
      const place = { rung: 1, rungs: 1, width: side, height: side, losses, etaSeconds: null };
      for (let step = 1; step <= 2; step++) {
        time += 500;
        yield { type: 'step', step, steps: 2, ...place, seconds: step / 2 };
        if (signal.aborted) break;
      }
      // Every picture in a grey of its own, to be found again on the sheet.
      const data = new Uint8Array(side * side * 3).fill(20 * requests.length);
      yield {
        ...{ type: signal.aborted ? 'cancelled' : 'done', picture: { width: side, height: side, data } },
        ...{ steps: 2, seconds: 1, peakRssMiB: 500, losses, recipe: {}, device: 'cpu' },
      };
    },
  };
  const parts = {
    ...{ studio, gallery: await createGallery(), availableMiB: () => 9000, now: () => time },
    show: (progress: SheetProgress) => void shown.push(progress),
  };
  const at = (name: string) => join(folder, name);
  const read = (name: string) => decodeImage(readFileSync(at(name)), { name });
  return { folder, requests, shown, abort, parts, at, read };
}

/** Long enough for a picture, too long for a letter; pixels. */
const run = 40;

/** Greys of the pictures on a sheet, in the order in which they come first, row by row; the wall's is none of them. */
export function greysOf({ data }: { readonly data: Uint8Array }): readonly number[] {
  const greys = new Set<number>();
  let length = 0;
  for (let i = 3; i < data.length; i += 3) {
    const isSame = [0, 1, 2].every((c) => data[i + c] === data[i - 3] && data[i + c] === data[i]);
    length = isSame ? length + 1 : 0;
    if (length === run) greys.add(data[i]!);
  }
  return [...greys];
}
