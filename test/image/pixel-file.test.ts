import { describe, expect, it } from 'vitest';
import { packPixels, unpackPixels } from '../../src/image/pixel-file.js';

const data = Uint8Array.from({ length: 3 * 2 * 3 }, (_, i) => i * 7);
const alpha = Uint8Array.from({ length: 3 * 2 }, (_, i) => i * 40);

describe('a packed picture', () => {
  it('comes back as it was, opaque', () => {
    expect(unpackPixels(packPixels({ width: 3, height: 2, data }, null))).toEqual({
      ...{ width: 3, height: 2, data },
      alpha: null,
    });
  });

  it('comes back with its transparency', () => {
    expect(unpackPixels(packPixels({ width: 3, height: 2, data }, alpha)).alpha).toEqual({
      ...{ width: 3, height: 2 },
      data: alpha,
    });
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['another file', new Uint8Array(100)],
    ['one cut short', packPixels({ width: 3, height: 2, data }, null).subarray(0, -1)],
    ['one that is too long', Buffer.concat([packPixels({ width: 3, height: 2, data }, null), data])],
  ])('is not made of %s', (_, bytes) => {
    expect(() => unpackPixels(bytes)).toThrow(RangeError);
  });
});
