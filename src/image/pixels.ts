/** A picture as bytes: sRGB, 8 bits a channel, red-green-blue interleaved (HWC), rows from the top, no padding. */
export interface Pixels {
  /** Width in pixels, 1 or more. */
  readonly width: number;
  /** Height in pixels, 1 or more. */
  readonly height: number;
  /** width x height x 3 bytes. */
  readonly data: Uint8Array;
}

/** The pixels alone, without what a decoded picture carries besides: names and alpha stay on this side of a process. */
export function barePixels({ width, height, data }: Pixels): Pixels {
  return { width, height, data };
}
