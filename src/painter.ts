/** A stored job to a render and back: reads its pictures, has them painted in its slot, and keeps the result. */
import { type Device, type Engine, parseSlotDevice, type Render, type RenderSpec } from './engine/port.js';
import { StudioError } from './errors.js';
import { animate } from './image/animation.js';
import { encodeImage } from './image/encode.js';
import { createFilm, type Film } from './image/film.js';
import { type PackedPicture, unpackPixels } from './image/pixel-file.js';
import { barePixels, type Pixels } from './image/pixels.js';
import { fitWithin, resizePixels } from './image/resize.js';
import type { Job, JobResult } from './job/job.js';
import type { Run, RunUpdate } from './job/run.js';
import type { Blobs } from './job/store.js';
import type { EndProgress, Progress } from './progress/progress.js';
import { controlsOf } from './request/controls.js';
import { madeFromOrder } from './request/made-from.js';
import { maskOf } from './request/mask.js';
import type { Order } from './request/order.js';
import { formatRecord, type PictureRecord } from './request/record.js';

export interface PainterParts {
  readonly blobs: Blobs;
  /** By the slot's name. */
  readonly renderers: ReadonlyMap<string, { readonly render: Render }>;
  readonly engine: Engine;
  /** Threads for one picture; 0 = as many as there are physical cores. */
  readonly threads: number;
  /** File of a job's checkpoint. */
  readonly checkpointOf: (id: string) => string;
  /** Takes the checkpoint away, e.g. to make room for the picture that it was for. */
  readonly removeCheckpoint: (id: string) => Promise<void>;
  /** Frees so many bytes by letting the oldest results go; false where that is not possible. */
  readonly makeRoom: (bytes: number) => Promise<boolean>;
  /** Seconds that the job's largest step is expected to take on a device. */
  readonly expectedStep: (job: Job, device: string) => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Milliseconds, of a clock that never goes back. */
  readonly now: () => number;
  /** A renderer that has been silent for so long, and for the time of twenty steps, hangs; seconds. @default 120 */
  readonly hangSeconds?: number;
}

/** Steps' time that a renderer may be silent at least. */
const hangSteps = 20;
/** Most points of the loss that are kept for a plot. */
const curvePoints = 200;
/** About so many pictures of one that forms are taken for its timelapse, on the longer side so many pixels. */
const filmed = 40;
const filmSidePx = 320;
/** Milliseconds: a timelapse as a whole, each picture of it, and the last one. */
const timelapse = { lengthMs: 4500, leastMs: 80, mostMs: 300, holdMs: 2000 } as const;
/** Pauses between tries to store a picture on a full disk, milliseconds. */
const roomPauses = [0, 2000, 5000, 10_000, 20_000] as const;

export function createPainter(parts: PainterParts): Run {
  const {
    blobs,
    renderers,
    engine,
    threads,
    checkpointOf,
    expectedStep,
    hangSeconds: leastHang = 120,
  } = parts;

  const read = async (blob: string): Promise<PackedPicture> => {
    const bytes = await blobs.get(blob);
    try {
      return unpackPixels(bytes);
    } catch (cause) {
      throw new StudioError('blob-missing', { hash: blob }, { cause });
    }
  };

  return async function* run(job, { slot, signal, suspend }): AsyncGenerator<RunUpdate> {
    const order = job.order as unknown as Order;
    const renderer = renderers.get(slot.name);
    if (renderer === undefined) throw new TypeError(`Expected a renderer for \`${slot.name}\``);
    const content = await read(order.content.blob);
    const styles = [];
    for (const { blob, weight, mask } of order.styles) {
      const pixels = barePixels(await read(blob));
      styles.push({
        pixels,
        weight,
        mask: mask ? maskOf({ ...(await read(mask.blob)), alpha: null }, false) : null,
      });
    }
    const { initPicture, init } = order;
    const { device, index } = parseSlotDevice(slot.device) ?? { device: 'auto' as Device, index: 0 };
    const spec: RenderSpec = {
      ...{ content: barePixels(content), styles, engine, threads, device, deviceIndex: index },
      ...{ recipe: order.recipe, size: order.size, steps: order.steps, strength: order.strength },
      ...{ colors: order.colors, controls: controlsOf(order), seed: order.seed },
      ...{ previewIntervalMs: order.previewIntervalMs, previewEvery: previewEveryOf(job), saveEvery: 0 },
      start: initPicture ? 'picture' : init,
      startPicture: initPicture && barePixels(await read(initPicture.blob)),
    };
    const hangSeconds = Math.max(leastHang, hangSteps * expectedStep(job, slot.device));
    const keeping = { checkpoint: checkpointOf(job.id), suspend, hangSeconds };
    const curve: [number, number][] = [];
    const film = createFilm({ longSidePx: filmSidePx });
    let shownAt = Number.NEGATIVE_INFINITY;
    for await (const progress of renderer.render(spec, signal, keeping)) {
      if (isEnd(progress)) {
        const kept = await keep(job, content, progress, curve);
        const moving = kept && (await keepTimelapse(film, job, spec.startPicture ?? spec.content, progress));
        yield { type: 'ended', state: progress.type, result: moving ? { ...kept, timelapse: moving } : kept };
      } else if (progress.type === 'preview') {
        await film.add(progress.picture);
        // Why: more come than are to be seen, for the timelapse.
        const isDue = order.previewIntervalMs > 0 && parts.now() - shownAt >= order.previewIntervalMs;
        if (!isDue) continue;
        shownAt = parts.now();
        yield progress;
      } else if (progress.type !== 'queued') {
        if (progress.type === 'step') curve.push([progress.step, progress.losses.total]);
        yield progress;
      }
    }
  };

  /**
   * From the photo, or the picture that it starts from, to the picture, as far as this attempt has seen it: what was painted before a restart is not in it.
   * @returns undefined where there was nothing on the way, or no room: it is worth no other picture's going.
   */
  async function keepTimelapse(
    film: Film,
    { order }: Job,
    start: Pixels,
    end: EndProgress,
  ): Promise<JobResult['timelapse']> {
    const { picture } = end;
    const frames = await film.frames();
    if (picture === null || frames.length === 0) return undefined;
    const { width, height } = fitWithin(picture, filmSidePx);
    const [first, last] = await Promise.all([start, picture].map((one) => resizePixels(one, width, height)));
    const { lengthMs, leastMs, mostMs, holdMs } = timelapse;
    const delayMs = Math.min(mostMs, Math.max(leastMs, Math.round(lengthMs / frames.length)));
    const bytes = await animate([first!, ...frames, last!], {
      ...{ format: 'webp', delayMs, holdMs, record: recordOf(order, end, 'timelapse') },
    });
    try {
      return { blob: await blobs.put(bytes), bytes: bytes.length };
    } catch (error) {
      if (error instanceof StudioError && error.code === 'storage-full') return undefined;
      throw error;
    }
  }

  async function keep(
    { id, order }: Job,
    { alpha }: PackedPicture,
    end: EndProgress,
    curve: readonly (readonly [number, number])[],
  ): Promise<JobResult | null> {
    const { picture, steps, seconds, peakRssMiB, recipe, device } = end;
    if (picture === null) return null;
    const bytes = await encodeImage(picture, { format: 'png', alpha, record: recordOf(order, end) });
    const blob = await putSomehow(id, bytes);
    const { width, height } = picture;
    return {
      ...{ blob, format: 'png', width, height, bytes: bytes.length, steps, seconds, peakRssMiB },
      ...{ curve: thin(curve, curvePoints), recipe, device },
    };
  }

  /** A picture that is painted is worth more than the room it takes: its own checkpoint and the oldest results go first. */
  async function putSomehow(id: string, bytes: Uint8Array): Promise<string> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await blobs.put(bytes);
      } catch (error) {
        const isFull = error instanceof StudioError && error.code === 'storage-full';
        const pause = roomPauses[attempt];
        if (!isFull || pause === undefined) throw error;
        await parts.removeCheckpoint(id);
        await parts.makeRoom(bytes.length);
        if (pause > 0) await parts.sleep(pause);
      }
    }
  }
}

/** Steps from one picture of a timelapse to the next. */
const previewEveryOf = ({ work }: Job): number =>
  Math.max(1, Math.ceil(work.reduce((sum, { steps }) => sum + steps, 0) / filmed));

/** How a picture was made, for its file: nothing of who asked, and no file's name. */
const recordOf = (
  order: Job['order'],
  { type, steps, recipe, device }: EndProgress,
  shows?: PictureRecord['shows'],
): string =>
  formatRecord({
    ...{ ...madeFromOrder(order as unknown as Order), recipe, device },
    ...(type === 'done' ? {} : { stoppedAt: steps }),
    ...(shows === undefined ? {} : { shows }),
  });

const isEnd = (progress: Progress): progress is EndProgress =>
  progress.type === 'done' || progress.type === 'cancelled';

/** At most `most` points, evenly spread, the last one always among them. */
function thin<Point>(points: readonly Point[], most: number): readonly Point[] {
  if (points.length <= most) return points;
  const at = (k: number) => Math.round((k * (points.length - 1)) / (most - 1));
  return Array.from({ length: most }, (_, k) => points[at(k)]!);
}
