/** Vectors by name with what there is to say about them: what is kept from one process to the next. */
export interface TensorSet {
  /** Plain JSON. */
  readonly header: Readonly<Record<string, unknown>>;
  readonly tensors: Readonly<Record<string, Float32Array>>;
}

/** Bytes of all vectors. */
export function bytesOf(tensors: TensorSet['tensors']): number {
  return Object.values(tensors).reduce((sum, { byteLength }) => sum + byteLength, 0);
}
