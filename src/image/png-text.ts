/** One text of a PNG by its keyword: a tEXt chunk, which any program that shows a file's properties can read. */
import { crc32 } from 'node:zlib';

const signatureLength = 8;
/** Length, type and checksum around a chunk's data. */
const frameLength = 12;

/**
 * Puts a text behind the header of a PNG of our own making.
 * @param keyword 1 to 79 letters of ASCII.
 * @param text ASCII: the chunk's Latin-1 and everybody's UTF-8 are the same there.
 */
export function addText(png: Uint8Array, keyword: string, text: string): Uint8Array {
  const body = Buffer.from(`tEXt${keyword}\0${text}`, 'latin1');
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  const headerEnd = signatureLength + frameLength + viewOf(png).getUint32(signatureLength);
  return Buffer.concat([png.subarray(0, headerEnd), chunk, png.subarray(headerEnd)]);
}

/**
 * The first text of a keyword in anybody's PNG; null where there is none, or only one that is longer or does not fit its
 * checksum.
 */
export function findText(png: Uint8Array, keyword: string, maxBytes: number): string | null {
  const view = viewOf(png);
  const start = Buffer.from(`tEXt${keyword}\0`, 'latin1');
  for (let at = signatureLength; at + frameLength <= png.length; ) {
    const length = view.getUint32(at);
    const end = at + frameLength + length;
    if (end > png.length) return null;
    const textLength = length + 4 - start.length;
    if (view.getUint32(at + 4) === start.readUInt32BE() && textLength >= 0 && textLength <= maxBytes) {
      const body = Buffer.from(png.buffer, png.byteOffset + at + 4, length + 4);
      const isIt = body.subarray(0, start.length).equals(start) && crc32(body) === view.getUint32(end - 4);
      if (isIt) return body.toString('latin1', start.length);
    }
    at = end;
  }
  return null;
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  new DataView(buffer, byteOffset, byteLength);
