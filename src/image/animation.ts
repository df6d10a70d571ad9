/** Pictures one after the other as one file that moves. */
import type { Pixels } from './pixels.js';
import { writeRecordXmp } from './record.js';
import { resizePixels } from './resize.js';
import { sharp } from './vips.js';

export const animationFormats = ['webp', 'gif'] as const;
export type AnimationFormat = (typeof animationFormats)[number];

export interface AnimationOptions {
  readonly format: AnimationFormat;
  /** Milliseconds that each picture is shown, and the last one; whole numbers, 20 or more: browsers slow down what is less. */
  readonly delayMs: number;
  readonly holdMs: number;
  /** How it was made, see record.ts; a GIF has no place for it. @default none */
  readonly record?: string;
}

/** WebP, 1..100: pictures pass by, and each shows less than a still would. */
const quality = 80;

/**
 * All pictures in the last one's size, over and over, without metadata but the record.
 * @param frames one or more, of any sizes: others are stretched to the last one's.
 * @throws RangeError where there is none, or for a time that is none.
 */
export async function animate(
  frames: readonly Pixels[],
  { format, delayMs, holdMs, record }: AnimationOptions,
): Promise<Uint8Array> {
  const last = frames.at(-1);
  if (last === undefined) throw new RangeError('Expected one picture or more to animate');
  for (const [name, value] of Object.entries({ delayMs, holdMs })) {
    if (!(Number.isInteger(value) && value >= 20))
      throw new RangeError(`Expected \`${name}\` to be an integer from 20 and up, got \`${value}\``);
  }
  const { width, height } = last;
  const page = 3 * width * height;
  const film = new Uint8Array(page * frames.length);
  for (const [at, frame] of frames.entries()) {
    film.set((await resizePixels(frame, width, height)).data, page * at);
  }
  const delay = frames.map((_, at) => (at === frames.length - 1 ? holdMs : delayMs));
  const raw = { width, height: height * frames.length, channels: 3, pageHeight: height } as const;
  const moving = sharp(film, { raw }).toColourspace('srgb');
  if (record !== undefined && format === 'webp') moving.withXmp(writeRecordXmp(record));
  // Why little effort for GIF: all of it takes five times as long, for a file that is no smaller.
  const written =
    format === 'webp'
      ? moving.webp({ quality, delay, loop: 0 })
      : moving.gif({ delay, loop: 0, dither: 0.6, effort: 1, interFrameMaxError: 4 });
  return written.toBuffer();
}
