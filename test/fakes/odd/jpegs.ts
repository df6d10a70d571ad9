import {
  adobeSegment,
  exifBlock,
  exifSegment,
  flatJpeg,
  orientationEntry,
  withSegments,
} from './jpeg-bytes.js';
import {
  type Colour,
  height,
  isLeft,
  isTop,
  type OddFile,
  painted,
  type Quarters,
  quarters,
  shows,
  white,
  width,
} from './odd-file.js';

/**
 * JPEG: greyscale, progressive, subsampled, CMYK, RGB, with company. CMYK is stored inverted, by Adobe's custom; where its
 * marker is missing browsers assume the same, and so must we.
 */
export async function makeJpegs(): Promise<OddFile[]> {
  const jpeg = await painted().jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer();
  const inks = (x: number, y: number) => [
    isTop(y) && isLeft(x) ? 255 : 0,
    isTop(y) && !isLeft(x) ? 255 : 0,
    !isTop(y) && isLeft(x) ? 255 : 0,
    0,
  ];
  // Printed inks on paper, far from the screen's cyan, magenta and yellow: only the hue is certain.
  const printed: Quarters = [
    [0, 165, 230],
    [230, 0, 130],
    [255, 235, 20],
    [255, 255, 255],
  ];
  const inverted = (x: number, y: number) => inks(x, y).map((ink) => 255 - ink);
  const rgb = (x: number, y: number) => quarters[(isTop(y) ? 0 : 2) + (isLeft(x) ? 0 : 1)]!;
  const grey = flatJpeg(width, height, (x) => [isLeft(x) ? 40 : 200]);
  const [dark, light]: Colour[] = [
    [40, 40, 40],
    [200, 200, 200],
  ];
  const loop = exifBlock([
    [0x8769, 4, 1, 8],
    [0x010f, 2, 0xffffffff, 0xfffffff0],
  ]);
  return [
    { name: 'grey.jpg', bytes: grey, expect: shows(1, [dark!, light!, dark!, light!]) },
    {
      name: 'progressive.jpg',
      bytes: await painted().jpeg({ quality: 95, progressive: true }).toBuffer(),
      expect: shows(10),
    },
    {
      name: 'subsampled.jpg',
      bytes: await painted().jpeg({ quality: 95, chromaSubsampling: '4:2:0' }).toBuffer(),
      expect: shows(10),
    },
    {
      name: 'cmyk-adobe.jpg',
      bytes: flatJpeg(width, height, inverted, [adobeSegment(0)]),
      expect: shows(60, printed),
    },
    { name: 'cmyk-without-marker.jpg', bytes: flatJpeg(width, height, inverted), expect: shows(60, printed) },
    {
      name: 'ycck-adobe.jpg',
      bytes: flatJpeg(width, height, (x) => [isLeft(x) ? 255 : 0, 128, 128, 255], [adobeSegment(2)]),
      expect: shows(70, [[40, 40, 40], white, [40, 40, 40], white]),
    },
    { name: 'rgb-adobe.jpg', bytes: flatJpeg(width, height, rgb, [adobeSegment(0)]), expect: shows(1) },
    {
      name: 'zip-behind.jpg',
      bytes: Buffer.concat([jpeg, Buffer.from('PK\x03\x04payload'), Buffer.alloc(5000, 7)]),
      expect: shows(8),
    },
    {
      name: 'exif-beyond-the-end.jpg',
      bytes: withSegments(jpeg, exifSegment(exifBlock([orientationEntry(6)], 0xfffffff0))),
      expect: shows(8),
    },
    { name: 'exif-in-a-loop.jpg', bytes: withSegments(jpeg, exifSegment(loop)), expect: shows(8) },
    {
      name: 'exif-many-entries.jpg',
      bytes: withSegments(jpeg, exifSegment(exifBlock([[0x010e, 7, 0x7fffffff, 12]], 8, 0xffff))),
      expect: shows(8),
    },
    { name: 'jpeg-named.png', bytes: jpeg, expect: shows(8) },
    { name: 'nothing-but-a-name', bytes: jpeg, expect: shows(8) },
  ];
}
