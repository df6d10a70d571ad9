/** A picture as bytes: sRGB, 8 bits a channel, red-green-blue interleaved (HWC), rows from the top, no padding. */
export interface Pixels {
  /** Width in pixels, 1 or more. */
  readonly width: number;
  /** Height in pixels, 1 or more. */
  readonly height: number;
  /** width x height x 3 bytes. */
  readonly data: Uint8Array;
}
