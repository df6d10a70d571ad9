/** Formats that we read. */
export const inputFormats = ['png', 'jpeg', 'webp', 'avif', 'gif'] as const;

export type InputFormat = (typeof inputFormats)[number];

/** What the first bytes say: a format we read, a known one that we do not (with a name for people), or nothing known. */
export type Sniffed =
  | { readonly type: 'picture'; readonly format: InputFormat }
  | { readonly type: 'unsupported'; readonly format: string }
  | { readonly type: 'unknown' };

/** Bytes of a text file that are looked at. */
const textWindow = 4096;

/** Magic numbers as latin-1 strings with the offset where they stand; every part must be there. */
type Magic = readonly (readonly [offset: number, latin1: string])[];

const pictures: readonly (readonly [InputFormat, Magic])[] = [
  ['png', [[0, '\x89PNG\r\n\x1a\n']]],
  ['jpeg', [[0, '\xff\xd8\xff']]],
  [
    'webp',
    [
      [0, 'RIFF'],
      [8, 'WEBP'],
    ],
  ],
  ['gif', [[0, 'GIF87a']]],
  ['gif', [[0, 'GIF89a']]],
];

const strangers: readonly (readonly [string, Magic])[] = [
  ['PDF', [[0, '%PDF-']]],
  ['PostScript', [[0, '%!PS']]],
  ['TIFF', [[0, 'II*\0']]],
  ['TIFF', [[0, 'MM\0*']]],
  ['TIFF', [[0, 'II+\0']]],
  ['TIFF', [[0, 'MM\0+']]],
  ['PSD', [[0, '8BPS']]],
  [
    'BMP',
    [
      [0, 'BM'],
      [6, '\0\0\0\0'],
    ],
  ],
  ['ICO', [[0, '\0\0\x01\0']]],
  ['ICNS', [[0, 'icns']]],
  ['JPEG XL', [[0, '\xff\x0a']]],
  ['JPEG XL', [[0, '\0\0\0\x0cJXL ']]],
  ['JPEG 2000', [[0, '\0\0\0\x0cjP  ']]],
  ['JPEG 2000', [[0, '\xff\x4f\xff\x51']]],
  ['OpenEXR', [[0, 'v/1\x01']]],
  ['Radiance HDR', [[0, '#?RADIANCE']]],
  ['GIMP XCF', [[0, 'gimp xcf']]],
  ['DirectDraw surface', [[0, 'DDS ']]],
  ['QOI', [[0, 'qoif']]],
  ['FLIF', [[0, 'FLIF']]],
  [
    'AVI video',
    [
      [0, 'RIFF'],
      [8, 'AVI '],
    ],
  ],
  [
    'WAV audio',
    [
      [0, 'RIFF'],
      [8, 'WAVE'],
    ],
  ],
  ['Matroska or WebM video', [[0, '\x1a\x45\xdf\xa3']]],
  ['Flash video', [[0, 'FLV\x01']]],
  ['MPEG video', [[0, '\0\0\x01\xba']]],
  ['Ogg', [[0, 'OggS']]],
  ['MP3 audio', [[0, 'ID3']]],
  ['FLAC audio', [[0, 'fLaC']]],
  ['ZIP archive', [[0, 'PK\x03\x04']]],
  ['ZIP archive', [[0, 'PK\x05\x06']]],
  ['gzip archive', [[0, '\x1f\x8b\x08']]],
  ['7-Zip archive', [[0, '7z\xbc\xaf\x27\x1c']]],
  ['RAR archive', [[0, 'Rar!\x1a\x07']]],
  ['xz archive', [[0, '\xfd7zXZ\0']]],
  ['Zstandard archive', [[0, '\x28\xb5\x2f\xfd']]],
  ['program', [[0, '\x7fELF']]],
  [
    'program',
    [
      [0, 'MZ'],
      [2, '\x90\0'],
    ],
  ],
  ['SQLite database', [[0, 'SQLite format 3\0']]],
];

/** ISO media files by brand: `ftyp` names a major brand and those it is compatible with. */
const brands: readonly (readonly [RegExp, Sniffed])[] = [
  [/^(avif|avis)$/, { type: 'picture', format: 'avif' }],
  [/^(heic|heix|heim|heis|hevc|hevx|hevm|hevs|mif1|msf1)$/, { type: 'unsupported', format: 'HEIC' }],
  [/^crx $/, { type: 'unsupported', format: 'camera raw' }],
  [/^qt {2}$/, { type: 'unsupported', format: 'QuickTime video' }],
];

const texts: readonly (readonly [RegExp, string])[] = [
  [/^\s*(<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html|head|body)[\s>]/i, 'HTML page'],
  [/<svg[\s>]|<!DOCTYPE\s+svg/i, 'SVG'],
  [/^\s*</, 'XML'],
  [/^\s*[[{]/, 'JSON'],
  [/^/, 'text'],
];

function hasMagic(bytes: Uint8Array, magic: Magic): boolean {
  return magic.every(([offset, latin1]) => {
    for (let i = 0; i < latin1.length; i++) if (bytes[offset + i] !== latin1.charCodeAt(i)) return false;
    return true;
  });
}

function sniffBrands(bytes: Uint8Array): Sniffed | null {
  if (!hasMagic(bytes, [[4, 'ftyp']])) return null;
  const end = Math.min(new DataView(bytes.buffer, bytes.byteOffset).getUint32(0), bytes.length, 256);
  const box = Buffer.from(bytes.subarray(0, end)).toString('latin1');
  // The major brand comes first and the minor version (at 12) is no brand; `mif1` alone says nothing, so avif wins over it.
  const found = [box.slice(8, 12)];
  for (let at = 16; at + 4 <= box.length; at += 4) found.push(box.slice(at, at + 4));
  for (const [pattern, sniffed] of brands) if (found.some((brand) => pattern.test(brand))) return sniffed;
  return { type: 'unsupported', format: 'MP4 video' };
}

function sniffText(bytes: Uint8Array): Sniffed | null {
  const head = bytes.subarray(0, textWindow);
  const encoding = hasMagic(head, [[0, '\xff\xfe']])
    ? 'utf-16le'
    : hasMagic(head, [[0, '\xfe\xff']])
      ? 'utf-16be'
      : 'utf-8';
  let text: string;
  try {
    // Why stream: the window may cut the last character in two, which is no fault of the file.
    text = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
  } catch {
    return null; // Not text in that encoding, which is an answer and no failure.
  }
  // Why: control characters are what tells bytes from text.
  if (text.trim() === '' || /[^\P{Cc}\t\n\f\r]/u.test(text)) return null;
  const row = texts.find(([pattern]) => pattern.test(text));
  return row ? { type: 'unsupported', format: row[1] } : null;
}

/** Tells a file's format from its first bytes alone; names and declared types are never looked at. */
export function sniffFormat(bytes: Uint8Array): Sniffed {
  const picture = pictures.find(([, magic]) => hasMagic(bytes, magic));
  if (picture) return { type: 'picture', format: picture[0] };
  const stranger = strangers.find(([, magic]) => hasMagic(bytes, magic));
  if (stranger) return { type: 'unsupported', format: stranger[0] };
  return sniffBrands(bytes) ?? sniffText(bytes) ?? { type: 'unknown' };
}
