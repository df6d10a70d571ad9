import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeImage } from '../../src/image/decode.js';
import { encodeImage } from '../../src/image/encode.js';
import { maxRecordLength, readRecord } from '../../src/image/record.js';
import { readXmp, writeXmp } from '../../src/image/xmp.js';
import { pngChunk } from '../fakes/odd/png-bytes.js';

const [width, height] = [32, 24];
const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 29) & 255);
const pixels = { width, height, data };
const record = JSON.stringify({ version: 1, odd: '<a> & "b" \'c\' ]]> &amp; \\u7d75', n: [1, 2.5e-9] });
const formats = ['png', 'jpeg', 'webp'] as const;
const encode = (format: (typeof formats)[number], text = record) =>
  encodeImage(pixels, { format, record: text });

/** A PNG of ours with other chunks behind its header. */
const pngWith = async (...chunks: readonly Buffer[]) => {
  const png = await encodeImage(pixels, { format: 'png' });
  return Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);
};
const text = (body: string, crc?: number) => pngChunk('tEXt', Buffer.from(body, 'latin1'), crc);

describe('a record', () => {
  it.each(formats)('comes back from %s as it was, and the picture with it', async (format) => {
    const bytes = await encode(format);
    expect(readRecord(bytes)).toBe(record);
    const bare = await encodeImage(pixels, { format });
    const [one, other] = await Promise.all(
      [bytes, bare].map(async (file) => (await decodeImage(file, { name: 'it' })).data),
    );
    expect(Buffer.compare(one!, other!)).toBe(0);
    expect(readRecord(bare)).toBeNull();
  });

  it.each(formats)('of the largest size comes back from %s', async (format) => {
    const large = '&'.repeat(maxRecordLength);
    expect(readRecord(await encode(format, large)) === large).toBe(true);
  });

  it.each(formats)('gives the same bytes of %s each time', async (format) => {
    expect(Buffer.compare(await encode(format), await encode(format))).toBe(0);
  });

  it('is what other programs see: a text of the PNG, the XMP of the others', async () => {
    const { comments } = await sharp(await encode('png')).metadata();
    expect(comments).toEqual([
      expect.objectContaining({ keyword: expect.stringContaining('impasto'), text: record }),
    ]);
    const { xmpAsString } = await sharp(await encode('jpeg')).metadata();
    expect(xmpAsString).toContain('<impasto:record>{"version":1');
  });

  it('is refused where it would not come back', async () => {
    await expect(encode('png', 'naïve')).rejects.toThrow(RangeError);
    await expect(encode('webp', 'a\nb')).rejects.toThrow(RangeError);
    await expect(encode('jpeg', ' '.repeat(maxRecordLength + 1))).rejects.toThrow(RangeError);
  });
});

describe('a file from anybody', () => {
  it('has no record where there is none, is no picture, or breaks off', async () => {
    const png = await encode('png');
    for (const bytes of [Buffer.alloc(0), Buffer.from('{"version":1}'), png.subarray(0, 60)]) {
      expect(readRecord(bytes)).toBeNull();
    }
    for (const format of formats) {
      const bytes = await encode(format);
      for (let length = 0; length < bytes.length; length += 7) {
        const found = readRecord(bytes.subarray(0, length));
        expect(found === null || found === record).toBe(true);
      }
    }
  });

  it('is read past texts that are another, too long or damaged', async () => {
    const good = text(`impasto\0${record}`);
    const others = [
      text('impasto2\0no'),
      text(`impasto\0${'x'.repeat(maxRecordLength + 1)}`),
      text('impasto\0bad', 7),
    ];
    expect(readRecord(await pngWith(...others))).toBeNull();
    expect(readRecord(await pngWith(...others, good))).toBe(record);
    expect(readRecord(await pngWith(text('impasto')))).toBeNull();
  });

  it('is read past the lengths that it claims', async () => {
    const huge = Buffer.from('\xff\xff\xff\xf0tEXtimpasto\0no', 'latin1');
    expect(readRecord(await pngWith(huge))).toBeNull();
    const jpeg = Buffer.from('\xff\xd8\xff\xe1\x00\x00\xff\xff\xff\xe1\xff\xff', 'latin1');
    expect(readRecord(jpeg)).toBeNull();
    const webp = Buffer.from('RIFF\x10\0\0\0WEBPXMP \xff\xff\xff\xff<impasto:record>', 'latin1');
    expect(readRecord(webp)).toBeNull();
  });
});

describe('readXmp', () => {
  it('knows the property as an element or as an attribute, with any quoting', () => {
    expect(readXmp(writeXmp('record', record), 'record')).toBe(record);
    expect(readXmp('<r impasto:record="{&quot;a&quot;:&#39;&#x41;}"/>', 'record')).toBe('{"a":\'A}');
    expect(readXmp('<r impasto:record=\'{"a":1}\'/>', 'record')).toBe('{"a":1}');
    expect(readXmp('<impasto:record>a&bogus;b</impasto:record>', 'record')).toBe('a&bogus;b');
  });

  it.each(['', '<impasto:record>', '<impasto:record><b/></impasto:record>', 'impasto:record="x'])(
    'finds none in %j',
    (packet) => {
      expect(readXmp(packet, 'record')).toBeNull();
    },
  );
});
