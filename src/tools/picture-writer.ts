/** From what the engine hands over to a file that says how it was made. */
import { encodeImage, formatForPath } from '../image/encode.js';
import type { Pixels } from '../image/pixels.js';
import type { RecipeSummary } from '../progress/progress.js';
import type { MadeFrom } from '../request/made-from.js';
import { formatRecord, type PictureRecord } from '../request/record.js';
import type { StyleRequest } from '../request/request.js';
import { writeWhole } from './output.js';

/** How a picture came to be. */
export interface Making {
  readonly recipe: RecipeSummary;
  readonly device: string;
  /** Steps that ran, where it is not the finished picture. */
  readonly stoppedAt?: number;
}

export interface PictureWriter {
  /** The record of a picture, or of a file about it, as `encodeImage` takes it. */
  recordOf(making: Making, shows?: PictureRecord['shows']): string;
  /**
   * Writes a picture in its final size, with the photo's transparency.
   * @returns the size in the file, pixels.
   * @throws StudioError 'file-unwritable'.
   */
  write(path: string, picture: Pixels, making: Making): Promise<{ width: number; height: number }>;
}

export function createPictureWriter({ size, content }: StyleRequest, made: MadeFrom): PictureWriter {
  const { alpha, originalWidth, originalHeight } = content;
  const recordOf: PictureWriter['recordOf'] = ({ recipe, device, stoppedAt }, shows) =>
    formatRecord({
      ...{ ...made, recipe, device },
      ...(stoppedAt === undefined ? {} : { stoppedAt }),
      ...(shows === undefined ? {} : { shows }),
    });
  return {
    recordOf,
    async write(path, picture, making) {
      const { width, height } =
        size === 'original' ? { width: originalWidth, height: originalHeight } : picture;
      const data = await encodeImage(picture, {
        format: formatForPath(path),
        alpha: alpha && { width: content.width, height: content.height, data: alpha },
        ...{ width, height, record: recordOf(making) },
      });
      await writeWhole(path, data);
      return { width, height };
    },
  };
}
