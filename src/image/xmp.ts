/** One property of ours in a JPEG's or WebP's XMP: how it is written, and how it is found in a stranger's file. */
import { escapeMarkup } from './markup.js';

/** Nobody looks at what an XML namespace names; it only has to be nobody else's. */
const namespace = 'urn:impasto:record';

/** A packet with one property. Other programs keep it when they save the picture again. */
export function writeXmp(name: string, text: string): string {
  return [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    `<rdf:Description rdf:about="" xmlns:impasto="${namespace}">`,
    `<impasto:${name}>${escapeMarkup(text)}</impasto:${name}>`,
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>',
  ].join('');
}

/** The property in a packet, written as an element or (some programs rewrite it so) as an attribute; null without it. */
export function readXmp(packet: string, name: string): string | null {
  const tag = `impasto:${name}`;
  const element = between(packet, `<${tag}>`, `</${tag}>`);
  const found = element ?? between(packet, `${tag}="`, '"') ?? between(packet, `${tag}='`, "'");
  return found === null || found.includes('<') ? null : unescapeMarkup(found);
}

function between(text: string, before: string, after: string): string | null {
  const start = text.indexOf(before);
  if (start < 0) return null;
  const end = text.indexOf(after, start + before.length);
  return end < 0 ? null : text.slice(start + before.length, end);
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeMarkup(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos);|&#(\d{1,6}|x[\da-f]{1,5});/gi, (whole, word, number) => {
    if (word !== undefined) return entities[String(word).toLowerCase()] ?? whole;
    const code = Number(String(number).replace(/^x/i, '0x'));
    return code <= 0xffff ? String.fromCharCode(code) : whole;
  });
}

/** Where a JPEG's XMP begins, in a segment of the application's own. */
const jpegHeader = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1');

/** The packet of a JPEG; null where there is none before the picture itself begins. */
export function findJpegXmp(jpeg: Uint8Array): string | null {
  const bytes = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1]!;
    // Fill bytes may stand before a marker; the scan's data comes after 0xda.
    if (marker === 0xff) at += 1;
    else if (marker === 0xda || marker === 0xd9) return null;
    else {
      const end = at + 2 + bytes.readUInt16BE(at + 2);
      const body = bytes.subarray(at + 4, end);
      const isXmp = marker === 0xe1 && body.subarray(0, jpegHeader.length).equals(jpegHeader);
      if (isXmp) return body.toString('utf8', jpegHeader.length);
      at = Math.max(end, at + 4);
    }
  }
  return null;
}

/** The packet of a WebP; null where there is none, or only one that is longer. */
export function findWebpXmp(webp: Uint8Array, maxBytes: number): string | null {
  const bytes = Buffer.from(webp.buffer, webp.byteOffset, webp.byteLength);
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32LE(at + 4);
    const isXmp = bytes.toString('latin1', at, at + 4) === 'XMP ';
    if (isXmp) return length > maxBytes ? null : bytes.toString('utf8', at + 8, at + 8 + length);
    // Chunks begin at even places.
    at += 8 + length + (length % 2);
  }
  return null;
}
