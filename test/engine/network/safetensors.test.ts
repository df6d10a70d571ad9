import { describe, expect, test } from 'vitest';
import { parseSafetensors, readFloats, type Tensor } from '../../../src/engine/network/safetensors.js';
import { floatBytes, joinSafetensors, writeSafetensors } from '../../fakes/safetensors.js';

const data = floatBytes([1, 2, 3, 4]);
const entry = (fields: object) =>
  JSON.stringify({ x: { dtype: 'F32', shape: [4], data_offsets: [0, 16], ...fields } });

const hostile: readonly [title: string, file: Uint8Array, complaint: RegExp][] = [
  ['an empty file', new Uint8Array(0), /0 bytes long, too short/],
  ['seven bytes', new Uint8Array(7), /7 bytes long, too short/],
  [
    'a header length of 2^63',
    joinSafetensors('{}', data, 2n ** 63n),
    /claims 9223372036854775808 bytes, at most 18/,
  ],
  ['a header longer than the file', joinSafetensors('{}', data, 19n), /claims 19 bytes, at most 18/],
  ['a header that ends within its JSON', joinSafetensors(entry({}), data, 9n), /header is no JSON/],
  ['a header that is no UTF-8', joinSafetensors('', Buffer.from([0xff, 0xfe]), 2n), /header is no JSON/],
  ['NaN in the JSON', joinSafetensors(entry({}).replace('[4]', '[NaN]'), data), /header is no JSON/],
  ['a header that is a list', joinSafetensors('[]', data), /no JSON object/],
  ['an entry that is no object', joinSafetensors('{"x":3}', data), /tensor `x`: its entry is no object/],
  ['an unknown dtype', joinSafetensors(entry({ dtype: 'F31' }), data), /dtype "F31" is none of BOOL, /],
  [
    'a dtype of the prototype',
    joinSafetensors(entry({ dtype: 'toString' }), data),
    /dtype "toString" is none of/,
  ],
  ['a dtype that is a number', joinSafetensors(entry({ dtype: 32 }), data), /dtype 32 is none of/],
  [
    'a shape with a negative extent',
    joinSafetensors(entry({ shape: [-4] }), data),
    /shape \[-4\] is no list/,
  ],
  ['a shape with a fraction', joinSafetensors(entry({ shape: [1.5] }), data), /shape \[1.5\] is no list/],
  [
    'a shape whose product overflows',
    joinSafetensors(entry({ shape: [2 ** 52, 2 ** 52] }), data),
    /takes .* bytes, it has 16/,
  ],
  [
    'a shape that needs more bytes',
    joinSafetensors(entry({ shape: [5] }), data),
    /F32 \[5\] takes 20 bytes, it has 16/,
  ],
  [
    'negative offsets',
    joinSafetensors(entry({ data_offsets: [-16, 0] }), data),
    /data_offsets \[-16,0\] are no two/,
  ],
  ['three offsets', joinSafetensors(entry({ data_offsets: [0, 16, 16] }), data), /are no two counts/],
  [
    'offsets in reverse',
    joinSafetensors(entry({ data_offsets: [16, 0] }), data),
    /ends \(0\) before it begins \(16\)/,
  ],
  ['offsets past the end', joinSafetensors(entry({ data_offsets: [4, 20] }), data), /ends at byte 20 of 16/],
  [
    'overlapping tensors',
    joinSafetensors(
      '{"x":{"dtype":"F32","shape":[3],"data_offsets":[0,12]},"y":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}',
      data,
    ),
    /`y` overlaps `x`/,
  ],
  [
    'a gap before a tensor',
    joinSafetensors(entry({ shape: [2], data_offsets: [8, 16] }), data),
    /8 bytes before tensor `x` belong to nothing/,
  ],
  [
    'bytes after the last tensor',
    joinSafetensors(entry({ shape: [2], data_offsets: [0, 8] }), data),
    /8 bytes after/,
  ],
];

describe('parseSafetensors', () => {
  test.each(hostile)('refuses %s', (_title, file, complaint) => {
    const parse = () => parseSafetensors(file, 'some.safetensors');
    expect(parse).toThrow(
      expect.objectContaining({
        code: 'weights-broken',
        context: { path: 'some.safetensors', detail: expect.stringMatching(complaint) },
      }),
    );
  });

  test('finds every tensor, skips the metadata and copies nothing', () => {
    const file = joinSafetensors(
      '{"__metadata__":{"a":"b"},"y":{"dtype":"U8","shape":[2,2],"data_offsets":[12,16]},"x":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}',
      data,
    );
    const tensors = parseSafetensors(file, 'some.safetensors');
    expect([...tensors.keys()].sort()).toEqual(['x', 'y']);
    expect(tensors.get('y')).toMatchObject({ dtype: 'U8', shape: [2, 2] });
    expect(tensors.get('x')!.bytes.buffer).toBe(file.buffer);
    expect([...readFloats(tensors.get('x')!)]).toEqual([1, 2, 3]);
  });

  test('takes a scalar and a tensor of nothing', () => {
    const file = writeSafetensors({
      nothing: { dtype: 'F32', shape: [0, 3], bytes: new Uint8Array(0) },
      scalar: { dtype: 'F32', shape: [], bytes: floatBytes([7]) },
    });
    const tensors = parseSafetensors(file, 'some.safetensors');
    expect(readFloats(tensors.get('nothing')!)).toHaveLength(0);
    expect([...readFloats(tensors.get('scalar')!)]).toEqual([7]);
  });
});

describe('readFloats', () => {
  const sixteen = (dtype: 'F16' | 'BF16', bits: readonly number[]): Tensor => ({
    dtype,
    shape: [bits.length],
    bytes: new Uint8Array(Uint16Array.from(bits).buffer),
  });

  /** The definition of binary16, by arithmetic instead of by bits. */
  function halfValue(bits: number): number {
    const sign = bits >> 15 ? -1 : 1;
    const exponent = (bits >> 10) & 31;
    const fraction = bits & 1023;
    if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
    return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
  }

  test('reads all 65536 half floats as the standard defines them', () => {
    const bits = Array.from({ length: 65536 }, (_, i) => i);
    const values = readFloats(sixteen('F16', bits));
    expect(bits.filter((i) => !Object.is(values[i], halfValue(i)))).toEqual([]);
  });

  test('reads bfloat16 as the upper half of a float32', () => {
    expect([...readFloats(sixteen('BF16', [0x3f80, 0xc049, 0x0000, 0x7f80]))]).toEqual([
      1,
      -3.140625,
      0,
      Infinity,
    ]);
  });

  test('reads floats that are not aligned in memory', () => {
    const bytes = new Uint8Array(9);
    bytes.set(floatBytes([1.5, -2]), 1);
    expect([...readFloats({ dtype: 'F32', shape: [2], bytes: bytes.subarray(1) })]).toEqual([1.5, -2]);
  });

  test('refuses integers', () => {
    expect(() => readFloats({ dtype: 'U8', shape: [1], bytes: new Uint8Array(1) })).toThrow(TypeError);
  });
});
