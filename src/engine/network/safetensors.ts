/**
 * The safetensors container: 8 bytes header length (little-endian), a JSON header of tensor names with dtype, shape and
 * byte range, then the bytes. Read strictly: files may come from strangers.
 * Format: https://github.com/huggingface/safetensors#format
 */
import { StudioError } from '../../errors.js';

/** Bytes per element of each dtype that may stand in a file, and whether {@link readFloats} can read it. */
export const dtypes = {
  BOOL: { bytes: 1, isFloat: false },
  U8: { bytes: 1, isFloat: false },
  I8: { bytes: 1, isFloat: false },
  I16: { bytes: 2, isFloat: false },
  U16: { bytes: 2, isFloat: false },
  F16: { bytes: 2, isFloat: true },
  BF16: { bytes: 2, isFloat: true },
  I32: { bytes: 4, isFloat: false },
  U32: { bytes: 4, isFloat: false },
  F32: { bytes: 4, isFloat: true },
  I64: { bytes: 8, isFloat: false },
  U64: { bytes: 8, isFloat: false },
  F64: { bytes: 8, isFloat: false },
} as const satisfies Record<string, { bytes: number; isFloat: boolean }>;

export type Dtype = keyof typeof dtypes;

export interface Tensor {
  readonly dtype: Dtype;
  /** Extents, slowest first; empty for a scalar. */
  readonly shape: readonly number[];
  /** A view of the file's own bytes: read it, never write to it. */
  readonly bytes: Uint8Array;
}

/** The headers of real files are a few kilobytes; the format itself allows 100 MB. */
const maxHeaderBytes = 16 * 1024 * 1024;

/**
 * Reads the header and hands out views of the tensors; nothing is copied.
 * @param path only for the message of a failure.
 * @throws StudioError 'weights-broken' when the bytes are no sound safetensors file.
 */
export function parseSafetensors(file: Uint8Array, path: string): ReadonlyMap<string, Tensor> {
  const refuse = (detail: string): never => {
    throw new StudioError('weights-broken', { path, detail });
  };
  if (file.length < 8) return refuse(`it is ${file.length} bytes long, too short for a safetensors file`);
  const headerBytes = new DataView(file.buffer, file.byteOffset, 8).getBigUint64(0, true);
  const available = Math.min(file.length - 8, maxHeaderBytes);
  if (headerBytes > BigInt(available)) {
    return refuse(
      `its header claims ${headerBytes} bytes, at most ${available} are possible: no safetensors file, or cut off`,
    );
  }
  const dataStart = 8 + Number(headerBytes);
  const header = parseHeader(file.subarray(8, dataStart), refuse);
  const data = file.subarray(dataStart);
  const tensors = new Map<string, Tensor>();
  const ranges: { name: string; begin: number; end: number }[] = [];
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const { dtype, shape, begin, end } = checkEntry(name, entry, data.length, refuse);
    ranges.push({ name, begin, end });
    tensors.set(name, { dtype, shape, bytes: data.subarray(begin, end) });
  }
  ranges.sort((a, b) => a.begin - b.begin || a.end - b.end);
  for (const [index, range] of ranges.entries()) {
    const before = index === 0 ? null : ranges[index - 1]!;
    const covered = before?.end ?? 0;
    if (range.begin < covered) refuse(`tensor \`${range.name}\` overlaps \`${before?.name}\``);
    if (range.begin > covered)
      refuse(`${range.begin - covered} bytes before tensor \`${range.name}\` belong to nothing`);
  }
  const end = ranges.at(-1)?.end ?? 0;
  if (end < data.length) refuse(`${data.length - end} bytes after the last tensor belong to nothing`);
  return tensors;
}

type Refuse = (detail: string) => never;

function parseHeader(bytes: Uint8Array, refuse: Refuse): Record<string, unknown> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    return refuse(`its header is no JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  if (!isObject(header)) return refuse('its header is no JSON object');
  return header;
}

function checkEntry(name: string, entry: unknown, dataBytes: number, refuse: Refuse) {
  const wrong = (what: string): never => refuse(`tensor \`${name}\`: ${what}`);
  if (!isObject(entry)) return wrong('its entry is no object');
  const { dtype, shape, data_offsets: offsets } = entry;
  if (typeof dtype !== 'string' || !Object.hasOwn(dtypes, dtype)) {
    return wrong(`dtype ${JSON.stringify(dtype)} is none of ${Object.keys(dtypes).join(', ')}`);
  }
  if (!Array.isArray(shape) || !shape.every(isCount))
    return wrong(`shape ${JSON.stringify(shape)} is no list of counts`);
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount)) {
    return wrong(`data_offsets ${JSON.stringify(offsets)} are no two counts`);
  }
  const [begin, end] = offsets as [number, number];
  if (begin > end) return wrong(`it ends (${end}) before it begins (${begin})`);
  if (end > dataBytes) return wrong(`it ends at byte ${end} of ${dataBytes}`);
  const wanted = shape.reduce<number>((product, extent) => product * extent, dtypes[dtype as Dtype].bytes);
  if (wanted !== end - begin)
    return wrong(`${dtype} [${shape}] takes ${wanted} bytes, it has ${end - begin}`);
  return { dtype: dtype as Dtype, shape: shape as readonly number[], begin, end };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/**
 * The elements of an F32, F16 or BF16 tensor, as a fresh array of float32.
 * @throws TypeError for another dtype: callers check it first, to say which tensor of which file is meant.
 */
export function readFloats(tensor: Tensor): Float32Array {
  const { dtype, bytes } = tensor;
  if (!dtypes[dtype].isFloat) throw new TypeError(`Expected F32, F16 or BF16, got ${dtype}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(bytes.byteLength / dtypes[dtype].bytes);
  if (dtype === 'F32') {
    for (let i = 0; i < values.length; i++) values[i] = view.getFloat32(4 * i, true);
    return values;
  }
  const bits = new Uint32Array(values.buffer);
  const widen = dtype === 'BF16' ? widenBrain : widenHalf;
  for (let i = 0; i < values.length; i++) bits[i] = widen(view.getUint16(2 * i, true));
  return values;
}

/** bfloat16 is the upper half of a float32. */
function widenBrain(half: number): number {
  return half << 16;
}

/** IEEE 754 binary16 to the bits of the binary32 of the same value. */
function widenHalf(half: number): number {
  const sign = (half & 0x8000) << 16;
  const exponent = (half >> 10) & 31;
  const fraction = half & 0x3ff;
  if (exponent === 31) return sign | 0x7f800000 | (fraction << 13);
  if (exponent > 0) return sign | ((exponent + 112) << 23) | (fraction << 13);
  if (fraction === 0) return sign;
  // A subnormal half is a normal float: shift the fraction up until its leading bit becomes the hidden one.
  const shift = Math.clz32(fraction) - 21;
  return sign | ((113 - shift) << 23) | (((fraction << shift) & 0x3ff) << 13);
}
