/** One frame: palette indices under 128, stored without compression (a clear code before the table grows). */
export function gifFrame(width: number, height: number, indices: Uint8Array): Buffer {
  const codes: number[] = [];
  for (const [i, index] of indices.entries()) {
    if (i % 120 === 0) codes.push(128);
    codes.push(index);
  }
  codes.push(129);
  const blocks: Buffer[] = [];
  for (let i = 0; i < codes.length; i += 255) {
    const block = codes.slice(i, i + 255);
    blocks.push(Buffer.from([block.length, ...block]));
  }
  const head = Buffer.from([0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7]);
  head.writeUInt16LE(width, 5);
  head.writeUInt16LE(height, 7);
  return Buffer.concat([head, ...blocks, Buffer.from([0])]);
}

/** Shows a frame for 1/10 s; the transparent index, if any. */
export function gifControl(transparent?: number): Buffer {
  return Buffer.from([0x21, 0xf9, 4, transparent === undefined ? 0 : 1, 10, 0, transparent ?? 0, 0]);
}

/** A GIF with a palette of 128 colours (missing ones are black). */
export function writeGif(
  width: number,
  height: number,
  palette: readonly (readonly number[])[],
  parts: readonly Buffer[],
): Buffer {
  const head = Buffer.alloc(13);
  head.write('GIF89a', 'latin1');
  head.writeUInt16LE(width, 6);
  head.writeUInt16LE(height, 8);
  head.writeUInt8(0xf6, 10);
  const colours = Buffer.alloc(128 * 3);
  for (const [i, colour] of palette.entries()) colours.set(colour, i * 3);
  return Buffer.concat([head, colours, ...parts, Buffer.from([0x3b])]);
}
