/** The parts of a multipart form as they arrive (RFC 7578): nothing is kept beyond the caps. */
import { StudioError } from '../../errors.js';

export interface FormPart {
  readonly name: string;
  /** As the sender calls the file; null for a text. Only ever for messages. */
  readonly fileName: string | null;
  readonly bytes: Uint8Array;
}

export interface FormLimits {
  /** Bytes of one file, and of one text. */
  readonly fileBytes: number;
  readonly textBytes: number;
  readonly files: number;
  readonly parts: number;
}

export interface FormReader {
  /** @throws StudioError 'upload-broken', 'image-too-many-bytes'. */
  push(chunk: Uint8Array): void;
  /** What was sent, once all of it is here. @throws StudioError 'upload-broken' where its end is missing. */
  end(): readonly FormPart[];
}

/** Bytes of the lines above a part; browsers send some hundreds. */
const headBytes = 8192;
const [dashes, lineEnd, headEnd] = ['--', '\r\n', '\r\n\r\n'].map((text) => Buffer.from(text, 'latin1')) as [
  Buffer,
  Buffer,
  Buffer,
];

const broken = (detail: string) => new StudioError('upload-broken', { detail });

/** @throws StudioError 'upload-broken' for a type that is no multipart form. */
export function createFormReader(contentType: string, limits: FormLimits): FormReader {
  const named =
    /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^\s";]{1,70}))(?=\s*(?:;|$))/i.exec(
      contentType,
    );
  if (named === null) throw broken('it is no form');
  const delimiter = Buffer.from(`\r\n--${named[1] ?? named[2]}`, 'latin1');
  const parts: FormPart[] = [];
  // Why: the first delimiter has no line before it; with one it is like all others.
  let rest: Buffer = lineEnd;
  let state: 'body' | 'tail' | 'head' | 'over' = 'body';
  let part: OpenPart | null = null;

  const open = (head: string) => {
    if (parts.length === limits.parts) throw broken(`it has more than ${limits.parts} parts`);
    part = createPart(head, limits);
    const files = parts.filter(({ fileName }) => fileName !== null).length;
    if (part.isFile && files === limits.files) throw broken(`it has more than ${limits.files} pictures`);
  };

  /** Goes as far as the bytes at hand allow. @returns what is to be looked at again with the next ones. */
  const advance = (data: Buffer): Buffer => {
    let at = 0;
    for (;;) {
      if (state === 'over') return Buffer.alloc(0);
      if (state === 'tail') {
        if (data.length - at < 2) return data.subarray(at);
        const next = data.subarray(at, at + 2);
        at += 2;
        if (next.equals(dashes)) state = 'over';
        else if (next.equals(lineEnd)) state = 'head';
        else throw broken('a part has no beginning');
      } else if (state === 'head') {
        const end = data.indexOf(headEnd, at);
        if ((end === -1 ? data.length : end) - at > headBytes) throw broken('a part has no name');
        if (end === -1) return data.subarray(at);
        open(data.toString('utf8', at, end));
        at = end + headEnd.length;
        state = 'body';
      } else {
        const end = data.indexOf(delimiter, at);
        const known = end === -1 ? Math.max(at, data.length - delimiter.length + 1) : end;
        part?.add(data.subarray(at, known));
        if (end === -1) return data.subarray(known);
        if (part !== null) parts.push(part.close());
        at = end + delimiter.length;
        state = 'tail';
      }
    }
  };

  return {
    push(chunk) {
      // Why the copy: what is left is short, and must not keep a whole chunk in memory.
      rest = Buffer.from(
        advance(
          rest.length === 0
            ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
            : Buffer.concat([rest, chunk]),
        ),
      );
    },
    end() {
      if (state !== 'over') throw broken('its end is missing');
      return parts;
    },
  };
}

interface OpenPart {
  readonly isFile: boolean;
  add(bytes: Buffer): void;
  close(): FormPart;
}

/** Browsers write quotes and line ends in names this way. */
const escapes: Readonly<Record<string, string>> = { '%22': '"', '%0D': '\r', '%0A': '\n' };

function createPart(head: string, { fileBytes, textBytes }: FormLimits): OpenPart {
  const line = /^content-disposition:\s*form-data\s*(;.*)$/im.exec(head)?.[1] ?? '';
  const value = (key: string) =>
    new RegExp(`;\\s*${key}="([^"]*)"`, 'i')
      .exec(line)?.[1]
      ?.replace(/%(?:22|0D|0A)/g, (code) => escapes[code]!);
  const name = value('name');
  if (name === undefined) throw broken('a part has no name');
  const fileName = value('filename') ?? null;
  const cap = fileName === null ? textBytes : fileBytes;
  const blocks = createBlocks();
  let bytes = 0;
  return {
    isFile: fileName !== null,
    add(chunk) {
      bytes += chunk.length;
      if (bytes <= cap) blocks.add(chunk);
      else blocks.clear();
    },
    close() {
      if (bytes <= cap) return { name, fileName, bytes: blocks.join() };
      if (fileName === null) throw broken('a text is too long');
      // Why only now: how many bytes it has is known at its end.
      throw new StudioError('image-too-many-bytes', { name: fileName, bytes, maxBytes: cap });
    },
  };
}

/** Collects bytes in large blocks: a sender of single bytes costs no more than one of large chunks. */
function createBlocks(size = 256 * 1024) {
  let blocks: Buffer[] = [];
  let used = size;
  return {
    add(chunk: Buffer) {
      for (let at = 0; at < chunk.length; ) {
        if (used === size) {
          blocks.push(Buffer.allocUnsafeSlow(size));
          used = 0;
        }
        const copied = chunk.copy(blocks.at(-1)!, used, at);
        used += copied;
        at += copied;
      }
    },
    clear() {
      blocks = [];
      used = size;
    },
    join(): Uint8Array {
      const last = blocks.pop();
      return last === undefined ? new Uint8Array() : Buffer.concat([...blocks, last.subarray(0, used)]);
    },
  };
}
