/** Writes safetensors files for tests: sound ones from tensors, and unsound ones from any header and data. */

export interface WrittenTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** A sound file of the tensors in the given order. */
export function writeSafetensors(tensors: Readonly<Record<string, WrittenTensor>>): Uint8Array {
  let end = 0;
  const header = Object.fromEntries(
    Object.entries(tensors).map(([name, { dtype, shape, bytes }]) => {
      const begin = end;
      end += bytes.length;
      return [name, { dtype, shape, data_offsets: [begin, end] }];
    }),
  );
  return joinSafetensors(
    JSON.stringify(header),
    Buffer.concat(Object.values(tensors).map(({ bytes }) => bytes)),
  );
}

/** Length, header text and data, whatever they say. */
export function joinSafetensors(header: string, data: Uint8Array, claimedLength?: bigint): Uint8Array {
  const text = Buffer.from(header);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(claimedLength ?? BigInt(text.length));
  return Buffer.concat([length, text, data]);
}

/** Float32 values as bytes. */
export function floatBytes(values: readonly number[]): Uint8Array {
  return new Uint8Array(Float32Array.from(values).buffer);
}
