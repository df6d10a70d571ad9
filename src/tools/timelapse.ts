/** `--timelapse`: the picture forming, from where it started to what it became. */
import { type AnimationFormat, animate } from '../image/animation.js';
import { readExtension } from '../image/extension.js';
import { createFilm } from '../image/film.js';
import type { Pixels } from '../image/pixels.js';
import { fitWithin, resizePixels } from '../image/resize.js';
import type { Progress } from '../progress/progress.js';

/** Pixels of the longer side, of a file that is to be passed on. */
const longSidePx = 512;
/** More than are asked for (rhythm.ts): of more, every second one is left out. */
const mostFrames = 80;
/** Milliseconds: the whole, each picture of it, and the last one. */
const time = { lengthMs: 6000, leastMs: 60, mostMs: 300, holdMs: 2000 } as const;

/** The format to write by a path's extension, in any case. @throws StudioError 'output-format'. */
export const timelapseFormat = (path: string): AnimationFormat =>
  readExtension(path, { '.webp': 'webp', '.gif': 'gif' });

export interface Timelapse {
  see(progress: Progress): Promise<void>;
  /**
   * The file, of what there is. @param picture what it became; null = nothing.
   * @returns null where there is no picture at all.
   */
  finish(picture: Pixels | null, record: string): Promise<Uint8Array | null>;
}

/**
 * @param every steps from one picture to the next: other previews, which come by the clock, would make it stutter.
 * @param first the photo, or the picture that it starts from.
 */
export function createTimelapse(format: AnimationFormat, every: number, first: Pixels): Timelapse {
  const film = createFilm({ longSidePx, mostFrames });
  let due = every;
  return {
    async see(progress) {
      if (progress.type !== 'preview' || progress.step < due) return;
      due = (Math.floor(progress.step / every) + 1) * every;
      await film.add(progress.picture);
    },
    async finish(picture, record) {
      const seen = await film.frames();
      const last = picture ?? seen.at(-1);
      if (last === undefined) return null;
      const { width, height } = fitWithin(last, longSidePx);
      const ends = await Promise.all([first, last].map((one) => resizePixels(one, width, height)));
      const frames = [ends[0]!, ...seen, ends[1]!];
      const { lengthMs, leastMs, mostMs, holdMs } = time;
      const delayMs = Math.min(mostMs, Math.max(leastMs, Math.round(lengthMs / frames.length)));
      return animate(frames, { format, delayMs, holdMs, record });
    },
  };
}
