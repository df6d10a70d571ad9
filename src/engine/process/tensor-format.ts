/**
 * Vectors and a header as bytes: 8 bytes of magic with the version in the last, the header's length, the header (JSON,
 * padded with spaces to 4 bytes), the vectors (little-endian float32, as every platform we run on has them), and a
 * CRC-32 of all before it.
 */
import { crc32 } from 'node:zlib';
import type { TensorSet } from '../tensor-set.js';

const magic = 'IMPASTO';
const version = 1;
const fixedBytes = magic.length + 1 + 4;
const crcBytes = 4;

interface Contents {
  readonly header: TensorSet['header'];
  /** Numbers in each vector, in order. */
  readonly lengths: readonly (readonly [name: string, length: number])[];
}

/** The file in pieces, to be written one after the other. The vectors are not copied. */
export function encodeTensors({ header, tensors }: TensorSet): readonly Uint8Array[] {
  const lengths = Object.entries(tensors).map(([name, { length }]) => [name, length] as const);
  const contents: Contents = { header, lengths };
  const json = new TextEncoder().encode(JSON.stringify(contents, packNumber));
  const start = new Uint8Array(fixedBytes + Math.ceil(json.length / 4) * 4).fill(0x20);
  start.set(new TextEncoder().encode(magic));
  start[magic.length] = version;
  new DataView(start.buffer).setUint32(magic.length + 1, start.length - fixedBytes, true);
  start.set(json, fixedBytes);
  const vectors = Object.values(tensors)
    // Why: zlib's sum over nothing is a fresh start, whatever it was to go on from.
    .filter(({ length }) => length > 0)
    .map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength));
  const end = new Uint8Array(crcBytes);
  const sum = [start, ...vectors].reduce((crc, bytes) => crc32(bytes, crc), 0);
  new DataView(end.buffer).setUint32(0, sum, true);
  return [start, ...vectors, end];
}

/**
 * What `encodeTensors` was given. The vectors are views of `bytes`, which must begin at a multiple of 4 of its buffer.
 * @throws Error saying what is wrong with the bytes, as the end of "the file cannot be used:".
 */
export function decodeTensors(bytes: Uint8Array): TensorSet {
  if (bytes.length < fixedBytes + crcBytes) throw new Error(`it is cut off after ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (new TextDecoder().decode(bytes.subarray(0, magic.length)) !== magic) {
    throw new Error('it is no file of ours');
  }
  const found = bytes[magic.length]!;
  if (found !== version) throw new Error(`it is of version ${found}, not ${version}`);
  const end = bytes.length - crcBytes;
  // Why before anything is believed: every length below is then one that we wrote.
  if (crc32(bytes.subarray(0, end)) !== view.getUint32(end, true)) {
    throw new Error('it is cut off or damaged: its checksum is wrong');
  }
  const dataStart = fixedBytes + view.getUint32(magic.length + 1, true);
  if (dataStart > end) throw new Error('its header is longer than the file');
  const { header, lengths } = readContents(bytes.subarray(fixedBytes, dataStart));
  let at = dataStart;
  const tensors = lengths.map(([name, length]) => {
    if (!Number.isSafeInteger(length) || length < 0 || 4 * length > end - at) {
      throw new Error(`it has no room for the ${length} numbers of \`${name}\``);
    }
    const from = bytes.byteOffset + at;
    at += 4 * length;
    return [name, new Float32Array(bytes.buffer, from, length)] as const;
  });
  if (at !== end) throw new Error(`${end - at} bytes of it belong to nothing`);
  return { header, tensors: Object.fromEntries(tensors) };
}

function readContents(json: Uint8Array): Contents {
  try {
    const { header, lengths } = JSON.parse(new TextDecoder().decode(json), unpackNumber) as Contents;
    if (typeof header === 'object' && header !== null && Array.isArray(lengths)) return { header, lengths };
  } catch (cause) {
    throw new Error('its header is no JSON', { cause });
  }
  throw new Error('its header lacks what we write there');
}

/** JSON has no NaN, no Infinity and no -0; a state that is to be the same to the last bit can hold them. */
function packNumber(_: string, value: unknown): unknown {
  if (typeof value !== 'number' || (Number.isFinite(value) && !Object.is(value, -0))) return value;
  return { $number: Object.is(value, -0) ? '-0' : String(value) };
}

function unpackNumber(_: string, value: unknown): unknown {
  const isPacked = typeof value === 'object' && value !== null && '$number' in value;
  return isPacked ? Number(value.$number) : value;
}
