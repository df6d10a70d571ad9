import type { AlphaPlane } from './alpha.js';
import type { Pixels } from './pixels.js';
import { sharp } from './vips.js';

async function resizeBytes(
  data: Uint8Array,
  from: { readonly width: number; readonly height: number; readonly channels: 1 | 3 },
  width: number,
  height: number,
): Promise<Uint8Array> {
  return sharp(data, { raw: from })
    .resize(width, height, { fit: 'fill', kernel: 'lanczos3' })
    .toColourspace(from.channels === 1 ? 'b-w' : 'srgb')
    .raw()
    .toBuffer();
}

/** Brings a picture to exactly width x height pixels (Lanczos, three lobes). The same object where nothing changes. */
export async function resizePixels(pixels: Pixels, width: number, height: number): Promise<Pixels> {
  if (pixels.width === width && pixels.height === height) return pixels;
  const from = { width: pixels.width, height: pixels.height, channels: 3 } as const;
  return { width, height, data: await resizeBytes(pixels.data, from, width, height) };
}

/** The same for an alpha plane. */
export async function resizeAlpha(alpha: AlphaPlane, width: number, height: number): Promise<AlphaPlane> {
  if (alpha.width === width && alpha.height === height) return alpha;
  const from = { width: alpha.width, height: alpha.height, channels: 1 } as const;
  return { width, height, data: await resizeBytes(alpha.data, from, width, height) };
}

/** Sides of the same aspect whose longer one has so many pixels at most; what is smaller stays. */
export function fitWithin({ width, height }: Pick<Pixels, 'width' | 'height'>, longSidePx: number) {
  const scale = Math.min(1, longSidePx / Math.max(width, height));
  const shrink = (side: number) => Math.max(1, Math.round(side * scale));
  return { width: shrink(width), height: shrink(height) };
}
