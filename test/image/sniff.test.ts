import { describe, expect, it } from 'vitest';
import { readDeclaredSize } from '../../src/image/declared-size.js';
import { keepPictureChunks } from '../../src/image/png-chunks.js';
import { inputFormats, sniffFormat } from '../../src/image/sniff.js';
import { pngChunk, pngHeader, pngOf } from '../fakes/odd/png-bytes.js';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const ftyp = (...brands: string[]) =>
  latin1(
    `\0\0\0${String.fromCharCode(12 + brands.length * 4)}ftyp${brands[0]}\0\0\0\0${brands.slice(1).join('')}`,
  );

describe('sniffFormat', () => {
  it.each([
    ['avif', ftyp('mif1', 'miaf', 'avif')],
    ['avif', ftyp('avis', 'msf1')],
    ['jpeg', latin1('\xff\xd8\xff\xdb')],
    ['gif', latin1('GIF87a')],
    ['webp', latin1('RIFF\0\0\0\0WEBPVP8 ')],
  ])('reads %s', (format, bytes) => {
    expect(sniffFormat(bytes)).toEqual({ type: 'picture', format });
  });

  it.each([
    ['HEIC', ftyp('mif1', 'heic')],
    ['HEIC', ftyp('msf1', 'hevc')],
    ['QuickTime video', ftyp('qt  ', 'qt  ')],
    ['camera raw', ftyp('crx ', 'isom')],
    ['TIFF', latin1('MM\0*\0\0\0\x08')],
    ['WAV audio', latin1('RIFF\0\0\0\0WAVEfmt ')],
    ['text', latin1('GIF9')],
    ['text', Buffer.from('\ufeffgrüße')],
    ['text', Buffer.from(`${'x'.repeat(4095)}ü`)],
    ['HTML page', latin1('\n<!-- saved -->\n<HTML lang="en">')],
    ['JSON', latin1(' [1, 2]')],
  ])('knows %s and does not take it', (format, bytes) => {
    expect(sniffFormat(bytes)).toEqual({ type: 'unsupported', format });
  });

  it.each([
    [latin1('\x01\x02')],
    [latin1('RIFF\0\0\0\0ABCD')],
    [latin1(' \n ')],
    [latin1('caf\xe9 \xff')],
    [latin1('BMa\x01')],
  ])('does not know %j', (bytes) => {
    expect(sniffFormat(bytes)).toEqual({ type: 'unknown' });
  });
});

describe('readDeclaredSize', () => {
  it('is null and no crash for every beginning of a file that ends too soon', () => {
    for (const format of inputFormats) {
      for (let length = 0; length < 10; length++) {
        expect(readDeclaredSize(new Uint8Array(length).fill(0xff), format)).toBe(null);
      }
    }
  });
});

describe('keepPictureChunks', () => {
  it('drops texts, animation, private chunks and what follows the end', () => {
    const [head, data, end] = [pngHeader(9, 9), pngChunk('IDAT', Buffer.from('abc')), pngChunk('IEND')];
    const dropped = ['tEXt', 'zTXt', 'iTXt', 'acTL', 'fcTL', 'prVt', 'tIME'].map((type) =>
      pngChunk(type, Buffer.from('x')),
    );
    const file = Buffer.concat([
      pngOf(head, ...dropped, pngChunk('gAMA'), data, data, dropped[0]!, end),
      Buffer.from('zip'),
    ]);
    expect(Buffer.compare(keepPictureChunks(file), pngOf(head, pngChunk('gAMA'), data, data, end))).toBe(0);
  });

  it('leaves damage for the decoder to tell', () => {
    const cut = pngOf(pngHeader(9, 9), pngChunk('IDAT', Buffer.from('abcdef'))).subarray(0, -7);
    expect(Buffer.compare(keepPictureChunks(cut), cut)).toBe(0);
  });
});
