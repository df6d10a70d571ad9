/** What a picture from a stranger may cost us. One table; a door may lower a number, nothing else repeats one. */
export interface DecodeLimits {
  /** Most bytes of the encoded file. Default 25 MiB, what the chat platforms let people attach without paying. */
  readonly maxBytes: number;
  /** Most pixels (width x height), read from the header before anything is decoded. Default 40 million. */
  readonly maxPixels: number;
  /** Fewest pixels on the shorter side, the four poolings of VGG19 halve it down to 1. Default 16. */
  readonly minSide: number;
  /** Wall-clock for one picture once its turn has come, in seconds. Default 5. */
  readonly seconds: number;
}

export const decodeLimits: DecodeLimits = {
  maxBytes: 25 * 1024 * 1024,
  maxPixels: 40e6,
  minSide: 16,
  seconds: 5,
};

/** Frames read from an animation: the first. Fixed, since pixels.ts has room for one picture. */
export const inputFrames = 1;

/** Pictures decoded at the same time. Bounds native memory to this many times maxPixels x 4 bytes and a bit. */
export const decodeSlots = 2;
