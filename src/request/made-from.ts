/** What a record says of what was asked for: its settings and its pictures, of a terminal's request and of a stored job. */
import { basename } from 'node:path';
import { hashPixels } from '../image/pixel-file.js';
import { type Order, type StoredPicture, type StoredStyle, valuesOf } from './order.js';
import { formatNumber } from './parse.js';
import type { Picture } from './pictures.js';
import type { PictureRecord, RecordedPicture } from './record.js';
import { recordedSettings } from './recorded-settings.js';
import type { RequestValues, StyleRequest } from './request.js';

export type MadeFrom = Pick<PictureRecord, 'settings' | 'pictures'>;

/** @param values as parsed, with names and paths as they were typed. */
export async function madeFromRequest(
  values: RequestValues,
  { content, styles, init }: StyleRequest,
): Promise<MadeFrom> {
  const masks = styles.flatMap(({ mask }) => mask ?? []);
  return {
    settings: recordedSettings(values),
    pictures: {
      content: await named(content),
      styles: await Promise.all(
        styles.map(async ({ picture, weight }) => ({ ...(await named(picture)), weight })),
      ),
      masks: await Promise.all(
        masks.map(async ({ width, height, data }, k) => {
          // As a stored mask is: a grey picture.
          const grey = Uint8Array.from({ length: 3 * data.length }, (_, i) => data[Math.trunc(i / 3)]!);
          const name = values.mask?.[k];
          const sha256 = await hashPixels({ width, height, data: grey }, null);
          return { ...(name === undefined ? {} : { name: basename(name) }), sha256 };
        }),
      ),
      init: typeof init === 'object' && init !== null ? await named(init) : null,
    },
  };
}

async function named(picture: Picture): Promise<RecordedPicture> {
  const { preset, path, alpha } = picture;
  return { name: preset?.id ?? basename(path), sha256: await hashPixels(picture, alpha) };
}

/** Of a job in a chat or on the page: its file goes anywhere, so strangers' pictures have no names there. */
export function madeFromOrder(order: Order): MadeFrom {
  const { content, initPicture, size, init } = order;
  // Why those with masks first: a terminal's masks are those of the first styles.
  const styles = order.styles.toSorted((a, b) => Number(b.mask !== undefined) - Number(a.mask !== undefined));
  const presets = styles.map(({ preset, weight }) => preset && nameStyle(preset, weight, styles.length));
  const known = presets.filter((name) => name !== null);
  return {
    settings: recordedSettings({
      ...{ ...valuesOf(order), size, init: initPicture === null ? init : null },
      ...(known.length === styles.length ? { style: known } : {}),
    }),
    pictures: {
      content: hashed(content),
      styles: styles.map(hashedStyle),
      masks: styles.flatMap(({ mask }) => (mask ? [hashed(mask)] : [])),
      init: initPicture && hashed(initPicture),
    },
  };
}

const nameStyle = (preset: string, weight: number, count: number) =>
  count === 1 ? preset : `${preset}:${formatNumber(weight)}`;

// Why the blob's name: it is the hash of the packed pixels, as hashPixels makes it.
const hashed = ({ blob }: StoredPicture): RecordedPicture => ({ sha256: blob });

const hashedStyle = ({ preset, blob, weight }: StoredStyle): RecordedPicture => ({
  ...(preset === null ? {} : { name: preset }),
  sha256: blob,
  weight,
});
