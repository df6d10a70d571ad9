/** A text of our own in a picture's file: how it was made. Found again by us, and shown by programs that list metadata. */
import { addText, findText } from './png-text.js';
import { type InputFormat, sniffFormat } from './sniff.js';
import { findJpegXmp, findWebpXmp, readXmp, writeXmp } from './xmp.js';

/** Most characters of one: whatever they are, libvips takes their XMP for a JPEG (up to some 50 KB). What is longer is not read. */
export const maxRecordLength = 9000;

/** The PNG chunk's keyword. */
const keyword = 'impasto';
/** The property's name in XMP. */
const property = 'record';
/** A packet may hold what other programs have added. */
const maxPacketBytes = 2 ** 20;

/** @throws RangeError for a text that would not come back: other than printable ASCII, or too long. */
export function checkRecord(text: string): void {
  if (!/^[\x20-\x7e]*$/.test(text)) throw new RangeError('Expected `record` to be printable ASCII');
  if (text.length > maxRecordLength) {
    throw new RangeError(
      `Expected \`record\` to have ${maxRecordLength} characters at most, got ${text.length}`,
    );
  }
}

/** The bytes of a PNG with a record in it. */
export const addPngRecord = (png: Uint8Array, text: string): Uint8Array => addText(png, keyword, text);

/** The XMP packet that a JPEG or WebP carries it in. */
export const writeRecordXmp = (text: string): string => writeXmp(property, text);

/**
 * The record of a file from anybody, whatever is wrong with the rest of it. Its meaning is the reader's to check.
 * @returns null where there is none, or one that is too long.
 */
export function readRecord(bytes: Uint8Array): string | null {
  const sniffed = sniffFormat(bytes);
  if (sniffed.type !== 'picture') return null;
  const text = readers[sniffed.format]?.(bytes) ?? null;
  return text === null || text.length > maxRecordLength ? null : text;
}

const readers: Readonly<Partial<Record<InputFormat, (bytes: Uint8Array) => string | null>>> = {
  png: (bytes) => findText(bytes, keyword, maxRecordLength),
  jpeg: (bytes) => inPacket(findJpegXmp(bytes)),
  webp: (bytes) => inPacket(findWebpXmp(bytes, maxPacketBytes)),
};

const inPacket = (packet: string | null) => (packet === null ? null : readXmp(packet, property));
