/** Small pictures of something that becomes, kept in memory while it does: never more than a known number of them. */
import { decodeImage } from './decode.js';
import { encodeImage } from './encode.js';
import type { Pixels } from './pixels.js';
import { fitWithin } from './resize.js';

export interface FilmOptions {
  /** Longer side of what is kept, pixels. @default 320 */
  readonly longSidePx?: number;
  /** When so many are kept, every second one is let go, and from then on half as many are taken. 2 or more. @default 48 */
  readonly mostFrames?: number;
}

export interface Film {
  /** The next picture, of any size. It is taken at once and kept small, or left out. */
  add(picture: Pixels): Promise<void>;
  /** What is kept, in order. */
  frames(): Promise<readonly Pixels[]>;
}

/** 1..100; each is decoded and encoded once more. */
const quality = 90;

export function createFilm({ longSidePx = 320, mostFrames = 48 }: FilmOptions = {}): Film {
  let kept: Promise<Uint8Array>[] = [];
  let seen = 0;
  let every = 1;
  return {
    async add(picture) {
      const isTaken = seen % every === 0;
      seen++;
      if (!isTaken) return;
      if (kept.length === mostFrames) {
        kept = kept.filter((_, at) => at % 2 === 0);
        every *= 2;
        if ((seen - 1) % every !== 0) return;
      }
      const frame = encodeImage(picture, { format: 'webp', quality, ...fitWithin(picture, longSidePx) });
      kept.push(frame);
      await frame;
    },
    frames: async () =>
      Promise.all(
        kept.map(async (frame) => {
          const { width, height, data } = await decodeImage(await frame, {
            ...{ name: 'frame', limits: { minSide: 1 } },
          });
          return { width, height, data };
        }),
      ),
  };
}
