import { expect, it } from 'vitest';
import { describeFitted } from '../../src/reply/fitted.js';

const original = { width: 1024, height: 683, bytes: 2 * 2 ** 20 };

it.each([
  ['as-is', 'png', 1024, 683, null],
  ['re-encoded', 'webp', 1024, 683, 'this is a WebP of the same size.'],
  ['shrunk', 'jpg', 512, 342, 'this is a JPEG of 512x342 instead of 1024x683.'],
] as const)('%s as %s', (how, extension, width, height, end) => {
  const said = describeFitted({ how, extension, width, height }, original, 2 ** 20);
  expect(said).toBe(
    end === null
      ? null
      : `The picture has 2.0 MiB as PNG, more than the 1.0 MiB that a file may have here: ${end}`,
  );
});
