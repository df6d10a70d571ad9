import assert from 'node:assert/strict';
import sharp from 'sharp';
import { gifControl, gifFrame, writeGif } from './gif-bytes.js';
import {
  assertNear,
  colourAt,
  green,
  height,
  isLeft,
  isTop,
  type OddFile,
  painted,
  paintQuarters,
  quarters,
  red,
  shows,
  showsColours,
  white,
  width,
} from './odd-file.js';

/** WebP, AVIF and GIF. */
export async function makeOthers(): Promise<OddFile[]> {
  const rgba = Buffer.alloc(width * height * 4);
  const rgb = paintQuarters();
  for (let i = 0; i < width * height; i++)
    rgba.set([...rgb.subarray(i * 3, i * 3 + 3), isLeft(i % width) ? 255 : 90], i * 4);
  const seeThrough = () => sharp(rgba, { raw: { width, height, channels: 4 } });
  const withAlpha = (tolerance: number): OddFile['expect'] => ({
    picture: (decoded) => {
      showsColours(decoded, tolerance);
      assert.deepEqual([decoded.alpha?.[5], decoded.alpha?.[width - 5]], [255, 90]);
    },
  });
  const indices = Uint8Array.from(
    { length: width * height },
    (_, i) => (isTop(Math.floor(i / width)) ? 0 : 2) + (isLeft(i % width) ? 0 : 1),
  );
  const frame = gifFrame(width, height, indices);
  const second = gifFrame(width, height, new Uint8Array(width * height));
  const frames = Array.from({ length: 300 }, (_, i) =>
    paintQuarters(16, 16, i ? [white, red, [i % 255, i % 9, 0], green] : quarters),
  );
  return [
    { name: 'lossless.webp', bytes: await painted().webp({ lossless: true }).toBuffer(), expect: shows(0) },
    { name: 'lossy.webp', bytes: await painted().webp({ quality: 95 }).toBuffer(), expect: shows(12) },
    {
      name: 'alpha.webp',
      bytes: await seeThrough().webp({ lossless: true, exact: true }).toBuffer(),
      expect: withAlpha(0),
    },
    {
      name: 'animated.webp',
      bytes: await sharp(Buffer.concat(frames), {
        raw: { width: 16, height: 16 * 300, channels: 3, pageHeight: 16 },
      })
        .webp({ lossless: true, effort: 0 })
        .toBuffer(),
      expect: shows(0, quarters, 16, 16),
    },
    { name: 'plain.avif', bytes: await painted().avif({ quality: 80 }).toBuffer(), expect: shows(12) },
    {
      name: 'alpha.avif',
      bytes: await seeThrough().avif({ lossless: true }).toBuffer(),
      expect: withAlpha(3),
    },
    {
      name: 'ten-bit.avif',
      bytes: await painted().avif({ quality: 80, bitdepth: 10 }).toBuffer(),
      expect: shows(12),
    },
    { name: 'still.gif', bytes: writeGif(width, height, quarters, [frame]), expect: shows(0) },
    {
      name: 'animated.gif',
      bytes: writeGif(width, height, quarters, [gifControl(), frame, gifControl(), second]),
      expect: shows(0),
    },
    {
      name: 'transparent.gif',
      bytes: writeGif(width, height, quarters, [gifControl(0), frame]),
      expect: {
        picture: (decoded) => {
          assert.deepEqual([decoded.alpha?.[0], decoded.alpha?.at(-1)], [0, 255]);
          assertNear(colourAt(decoded, 0.75, 0.25), green, 0, 'visible quarter');
          assertNear(colourAt(decoded, 0.25, 0.25), [107, 163, 171], 1, 'transparent quarter');
        },
      },
    },
  ];
}
