import { exifBlock, exifSegment, orientationEntry, withSegments } from './jpeg-bytes.js';
import {
  blue,
  green,
  height,
  type OddFile,
  painted,
  paintQuarters,
  type Quarters,
  red,
  shows,
  white,
  width,
} from './odd-file.js';
import { pngChunk, writePng } from './png-bytes.js';

/** Where the stored quarters end up, for EXIF orientations 1..8 (EXIF 2.32, tag 0x0112). */
const turned: readonly Quarters[] = [
  [red, green, blue, white],
  [green, red, white, blue],
  [white, blue, green, red],
  [blue, white, red, green],
  [red, blue, green, white],
  [blue, red, white, green],
  [white, green, blue, red],
  [green, white, red, blue],
];

const sides = (orientation: number) =>
  (orientation > 4 ? [height, width] : [width, height]) as [number, number];

/** The eight orientations in JPEG, and one in each other format that can state it. */
export async function makeOriented(): Promise<OddFile[]> {
  const jpeg = await painted().jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer();
  const files: OddFile[] = turned.map((colours, i) => ({
    name: `orientation-${i + 1}.jpg`,
    bytes: withSegments(jpeg, exifSegment(exifBlock([orientationEntry(i + 1)]))),
    expect: shows(8, colours, ...sides(i + 1)),
  }));
  const png = writePng({
    width,
    height,
    rows: paintQuarters(),
    before: [pngChunk('eXIf', exifBlock([orientationEntry(6)]))],
  });
  const webp = await painted().withMetadata({ orientation: 8 }).webp({ lossless: true }).toBuffer();
  const avif = await painted().withMetadata({ orientation: 3 }).avif({ quality: 80 }).toBuffer();
  return [
    ...files,
    { name: 'orientation-6.png', bytes: png, expect: shows(0, turned[5], height, width) },
    { name: 'orientation-8.webp', bytes: webp, expect: shows(2, turned[7], height, width) },
    { name: 'orientation-3.avif', bytes: avif, expect: shows(12, turned[2]) },
    {
      name: 'orientation-99.jpg',
      bytes: withSegments(jpeg, exifSegment(exifBlock([orientationEntry(99)]))),
      expect: shows(8),
    },
  ];
}
