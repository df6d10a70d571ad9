import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { height, type OddFile, paintQuarters, width } from './odd-file.js';

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><rect width="64" height="64"/></svg>';
const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
const bomb = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY l0 "ha">${laughs}]>${svg.replace('<rect', '<text>&l9;</text><rect')}`;
const reader = svg.replace('<rect', '<image href="file:///etc/passwd" width="9" height="9"/><rect');

function refuse(name: string, format: string, bytes: string | Uint8Array): OddFile {
  return {
    name,
    bytes: typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes,
    expect: { error: 'image-unsupported', format },
  };
}

/** Files of other kinds under any name, and files of no kind at all. */
export async function makeStrangers(): Promise<OddFile[]> {
  const tiff = await sharp(paintQuarters(), { raw: { width, height, channels: 3 } })
    .tiff()
    .toBuffer();
  const noise = Uint8Array.from({ length: 4096 }, (_, i) => ((i * 2654435761) >>> 13) & 255).fill(0x93, 0, 3);
  const unknown = (name: string, bytes: Uint8Array): OddFile => ({
    name,
    bytes,
    expect: { error: 'image-unknown' },
  });
  return [
    refuse('drawing.svg', 'SVG', svg),
    refuse('drawing-named.png', 'SVG', svg),
    refuse('entities.svg', 'SVG', bomb),
    refuse('reads-files.svg', 'SVG', reader),
    refuse('commented.svg', 'SVG', `\xef\xbb\xbf<?xml version="1.0"?>\n<!-- made by hand -->\n${svg}`),
    refuse('wide-letters.svg', 'SVG', Buffer.from(`\ufeff${svg}`, 'utf16le')),
    refuse('packed.svgz', 'gzip archive', gzipSync(svg)),
    refuse('paper.pdf', 'PDF', '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n'),
    refuse('page.eps', 'PostScript', '%!PS-Adobe-3.0 EPSF-3.0\nshowpage\n'),
    refuse('scan.tiff', 'TIFF', tiff),
    refuse('scan-named.jpg', 'TIFF', tiff),
    refuse('telephone.heic', 'HEIC', '\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\x0cmeta'),
    refuse('paint.bmp', 'BMP', 'BM\x36\x0c\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0'),
    refuse('layers.psd', 'PSD', '8BPS\0\x01\0\0\0\0\0\0\0\x03'),
    refuse('favicon.ico', 'ICO', '\0\0\x01\0\x01\0\x10\x10\0\0'),
    refuse('new.jxl', 'JPEG XL', '\xff\x0a\xfa\x1f\x01\x91'),
    refuse('cinema.jp2', 'JPEG 2000', '\0\0\0\x0cjP  \r\n\x87\n'),
    refuse('clip.mp4', 'MP4 video', '\0\0\0\x1cftypisom\0\0\x02\0isomiso2mp41\0\0\0\x08free'),
    refuse('clip-named.gif', 'Matroska or WebM video', '\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01'),
    refuse('clip.avi', 'AVI video', 'RIFF\x24\0\0\0AVI LIST'),
    refuse('folder.zip', 'ZIP archive', 'PK\x03\x04\x14\0\0\0\x08\0'),
    refuse('not-found.jpg', 'HTML page', '<!DOCTYPE html>\n<html><head><title>404</title></head></html>'),
    refuse('page-with-drawing.png', 'HTML page', `<!doctype html><html><body>${svg}</body></html>`),
    refuse('forbidden.png', 'JSON', '{"error":{"code":403,"message":"link expired"}}'),
    refuse('feed.webp', 'XML', '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'),
    refuse('letter.jpeg', 'text', 'Dear studio,\nplease paint my dog.\n'),
    refuse('a', 'text', 'a'),
    refuse('tool.exe', 'program', 'MZ\x90\0\x03\0\0\0'),
    unknown('noise.png', noise),
    unknown('zeros.jpg', new Uint8Array(1000)),
    unknown('one-byte.png', Uint8Array.of(0x89)),
    { name: 'nothing.png', bytes: new Uint8Array(), expect: { error: 'image-empty' } },
  ];
}
