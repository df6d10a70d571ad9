/** Many pictures, one after the other, in one rendering process: the cells of a sheet. */
import { planRender } from '../engine/plan.js';
import { StudioError } from '../errors.js';
import type { Pixels } from '../image/pixels.js';
import type { EndProgress, Progress } from '../progress/progress.js';
import type { CellEnded, CellPlace, SheetProgress } from '../progress/sheet.js';
import { controlsOf } from '../request/controls.js';
import { checkMemory } from '../request/memory.js';
import type { Gallery } from '../request/presets.js';
import { buildRequest, type RequestValues, type StyleRequest } from '../request/request.js';
import { longSideOf } from '../request/spec.js';

/** A picture to be painted, and what stands beside and above it. */
export interface Cell {
  readonly row: string;
  readonly column: string;
  readonly values: RequestValues;
}

export interface CellParts {
  readonly studio: { submit(request: StyleRequest, signal: AbortSignal): AsyncIterable<Progress> };
  readonly gallery: Gallery;
  /** MiB of memory that is free for a rendering process, now. */
  readonly availableMiB: () => number;
  /** Milliseconds, never going back. */
  readonly now: () => number;
  readonly show: (progress: SheetProgress) => void;
}

/** What is known of a cell before it is painted. */
export interface PlannedCell extends Cell {
  /** Of the picture, pixels. */
  readonly width: number;
  readonly height: number;
  readonly steps: number;
  /** Steps times pixels: what its time goes with. */
  readonly work: number;
  /** Files that it reads, photo first. */
  readonly inputs: readonly string[];
  /** What its pictures are called, photo first. */
  readonly labels: readonly string[];
}

/** `stopped` in the middle, which is not shown: beside finished pictures it would say something else than it is. */
export type CellState = CellEnded['state'] | 'unpainted';

export interface PaintedCell {
  readonly state: CellState;
  /** null where it is not `done`. */
  readonly picture: Pixels | null;
  /** How it ended; null where it did not. */
  readonly end: EndProgress | null;
}

const quiet = { previewIntervalMs: 0, previewEvery: 0, saveEvery: 0 } as const;

/**
 * Sees that every cell can be painted, before any of them is.
 * @throws StudioError as `buildRequest`, for an unknown recipe, a picture too thin, or memory that is too small.
 */
export async function planCells(
  cells: readonly Cell[],
  { gallery, availableMiB }: Pick<CellParts, 'gallery' | 'availableMiB'>,
  signal: AbortSignal,
): Promise<readonly PlannedCell[]> {
  const planned: PlannedCell[] = [];
  for (const cell of cells) {
    const request = await buildRequest(cell.values, gallery, { ...quiet, signal });
    const { content, init } = request;
    const styles = request.styles.map(({ picture }) => picture);
    const at = (size: number | null) =>
      planRender({ ...request, styles, size, controls: controlsOf(request) });
    const load = at(longSideOf(request));
    checkMemory(load, availableMiB(), at);
    const { width, height, rungs } = load;
    const pictures = [content, ...styles];
    planned.push({
      ...cell,
      ...{ width, height },
      steps: rungs.reduce((sum, rung) => sum + rung.steps, 0),
      work: rungs.reduce((sum, rung) => sum + rung.steps * rung.width * rung.height, 0),
      inputs: [...pictures, ...(typeof init === 'object' && init !== null ? [init] : [])].map(
        ({ path }) => path,
      ),
      labels: pictures.map(({ label }) => label),
    });
  }
  return planned;
}

/**
 * Paints the cells in their order; a loss that is no finite number costs its own cell only. Stopped, or after a failure, the
 * cells so far are what is there.
 * @returns as many as there are cells, and the failure that ended it, if one did.
 */
export async function paintCells(
  cells: readonly PlannedCell[],
  { studio, gallery, now, show }: CellParts,
  signal: AbortSignal,
): Promise<{ readonly painted: readonly PaintedCell[]; readonly failure: unknown }> {
  const clock = createClock(cells, now);
  const painted: PaintedCell[] = [];
  let failure: unknown = null;
  for (const [index, cell] of cells.entries()) {
    if (signal.aborted || failure !== null) {
      painted.push({ state: 'unpainted', picture: null, end: null });
      continue;
    }
    const { row, column, values } = cell;
    const place: CellPlace = { cell: index + 1, cells: cells.length, row, column };
    show({ type: 'cell-started', ...place });
    const began = now();
    let end: EndProgress | null = null;
    let state: CellEnded['state'] = 'stopped';
    try {
      const request = await buildRequest(values, gallery, { ...quiet, signal });
      for await (const progress of studio.submit(request, signal)) {
        if (progress.type === 'done' || progress.type === 'cancelled') end = progress;
        if (progress.type !== 'step') continue;
        show({ type: 'cell-step', ...place, progress, ...clock.at(index, progress.step) });
      }
      if (end?.type === 'done') state = 'done';
    } catch (error) {
      if (error instanceof StudioError && error.code === 'loss-not-finite') state = 'unfit';
      else if (!signal.aborted || error instanceof StudioError) failure = error;
    }
    const seconds = (now() - began) / 1000;
    painted.push({ state, picture: state === 'done' ? (end?.picture ?? null) : null, end });
    if (failure !== null) continue;
    show({
      type: 'cell-ended',
      ...place,
      state,
      steps: end?.steps ?? 0,
      seconds,
      losses: end?.losses ?? null,
    });
  }
  return { painted, failure };
}

/** Steps and time over all cells. */
function createClock(cells: readonly PlannedCell[], now: () => number) {
  const began = now();
  const sheetSteps = cells.reduce((sum, { steps }) => sum + steps, 0);
  const allWork = cells.reduce((sum, { work }) => sum + work, 0);
  return {
    at(index: number, step: number) {
      const before = cells.slice(0, index);
      const { steps, work } = cells[index]!;
      const done = before.reduce((sum, cell) => sum + cell.work, 0) + (step / steps) * work;
      const seconds = (now() - began) / 1000;
      return {
        sheetStep: before.reduce((sum, cell) => sum + cell.steps, 0) + step,
        sheetSteps,
        // Why not from the first step on: it has the engine's loading in it.
        etaSeconds: index === 0 && step === 1 ? null : (seconds * (allWork - done)) / done,
      };
    },
  };
}
