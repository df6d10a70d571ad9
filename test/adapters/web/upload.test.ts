import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createFormReader, type FormLimits } from '../../../src/adapters/web/multipart.js';
import { createReceiver, receive } from '../../../src/adapters/web/receive.js';
import { photo } from '../../studio-stage.js';
import { formOf, openStage } from './page-stage.js';

const limits: FormLimits = { fileBytes: 1000, textBytes: 50, files: 2, parts: 4 };
const type = 'multipart/form-data; boundary=XX';
const part = (head: string, body: string) =>
  `--XX\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;

/** In pieces of so many bytes. */
function read(body: string, size: number, contentType = type) {
  const reader = createFormReader(contentType, limits);
  const bytes = Buffer.from(body);
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
  return reader.end().map(({ bytes, ...rest }) => ({ ...rest, text: Buffer.from(bytes).toString() }));
}

describe('a form, however it is cut into pieces', () => {
  const body = `${part('name="a"', 'one')}${part(
    'name="b"; filename="x%22y.png"\r\nContent-Type: image/png',
    '\r\n--X\r\n--XY no delimiter\r\n',
  )}${part('name="c"; filename=""', '')}--XX--\r\nand more that nobody reads`;

  test.each([1, 2, 3, 5, 7, 16, 1000])('%i bytes', (size) => {
    expect(read(body, size)).toEqual([
      { name: 'a', fileName: null, text: 'one' },
      { name: 'b', fileName: 'x"y.png', text: '\r\n--X\r\n--XY no delimiter\r\n' },
      { name: 'c', fileName: '', text: '' },
    ]);
  });

  test('what a browser makes of a form is read as it was', async () => {
    const form = new FormData();
    form.append('content', new Blob([photo.bytes]), 'wäves\n"1".jpg');
    form.append('values', '{"steps":"5"}');
    const made = new Response(form);
    const reader = createFormReader(made.headers.get('content-type')!, { ...limits, fileBytes: 1e7 });
    reader.push(new Uint8Array(await made.arrayBuffer()));
    const [file, values] = reader.end();
    expect(file).toMatchObject({ name: 'content', fileName: 'wäves\n"1".jpg' });
    expect(Buffer.compare(file!.bytes, photo.bytes)).toBe(0);
    expect(Buffer.from(values!.bytes).toString()).toBe('{"steps":"5"}');
  });

  test.each([
    ['another type', '', 'text/plain', /it is no form/],
    ['no boundary', '', 'multipart/form-data', /it is no form/],
    ['a boundary of 71 letters', '', `multipart/form-data; boundary=${'x'.repeat(71)}`, /it is no form/],
    ['no end', part('name="a"', 'one'), type, /its end is missing/],
    ['nothing', '', type, /its end is missing/],
    ['a part without a name', `${part('filename="a"', 'one')}--XX--`, type, /a part has no name/],
    ['a part that is none', '--XXzz', type, /a part has no beginning/],
    ['endless lines above a part', `--XX\r\n${'x'.repeat(9000)}`, type, /a part has no name/],
    ['a long text', `${part('name="a"', 'x'.repeat(51))}--XX--`, type, /a text is too long/],
    ['many parts', `${part('name="a"', 'x').repeat(5)}--XX--`, type, /more than 4 parts/],
    ['many files', `${part('name="a"; filename="f"', 'x').repeat(3)}--XX--`, type, /more than 2 pictures/],
  ])('%s is refused', (_, body, contentType, detail) => {
    for (const size of [1, 1e5])
      expect(() => read(body, size, contentType)).toThrow(
        expect.objectContaining({
          code: 'upload-broken',
          context: { detail: expect.stringMatching(detail) },
        }),
      );
  });

  test('a file that is too large is told with its size', () => {
    const body = `${part('name="a"; filename="big.png"', 'x'.repeat(1234))}--XX--`;
    expect(() => read(body, 100)).toThrow(
      expect.objectContaining({
        code: 'image-too-many-bytes',
        context: { name: 'big.png', bytes: 1234, maxBytes: 1000 },
      }),
    );
  });
});

describe('receiving', () => {
  const some = { maxBytes: 10, totalMs: 5000, idleMs: 5000, patienceMs: 5000 };
  const body = (headers = {}) =>
    Object.assign(new PassThrough(), { headers }) as unknown as PassThrough & IncomingMessage;

  test('ends with the body; all of it was handed over, and nobody listens any more', async () => {
    const incoming = body();
    const taken: string[] = [];
    const received = receive(incoming, some, (chunk) => taken.push(Buffer.from(chunk).toString()));
    incoming.write('abc');
    incoming.end('def');
    await received;
    expect(taken.join('')).toBe('abcdef');
    expect(incoming.listenerCount('data')).toBe(0);
  });

  test('what is more than the cap is let pass without being kept, and refused at its end', async () => {
    const incoming = body();
    const taken: number[] = [];
    const received = receive(incoming, some, (chunk) => taken.push(chunk.length));
    for (let k = 0; k < 5; k++) incoming.write('abcdef');
    incoming.end();
    await expect(received).rejects.toMatchObject({ code: 'upload-too-large', context: { maxBytes: 10 } });
    expect(taken).toEqual([6]);
  });

  test('what says that it is too large is refused, though it never comes', async () => {
    const received = receive(body({ 'content-length': '11' }), { ...some, patienceMs: 1 }, () => {});
    await expect(received).rejects.toMatchObject({ code: 'upload-too-large' });
  });

  test.each([
    ['stands still', { idleMs: 1 }],
    ['takes too long', { totalMs: 1 }],
  ])('what %s is given up', async (_, short) => {
    const received = receive(body(), { ...some, ...short }, () => {});
    await expect(received).rejects.toMatchObject({ code: 'upload-too-slow' });
  });

  test('what breaks off is no form', async () => {
    const incoming = body();
    const received = receive(incoming, some, () => {});
    incoming.destroy();
    await expect(received).rejects.toMatchObject({ code: 'upload-broken' });
  });

  test('a few at the same time, and another when one is done', async () => {
    const receiveSome = createReceiver(some, 2);
    const bodies = [body(), body()];
    const received = bodies.map((incoming) => receiveSome(incoming, () => {}));
    for (const text of ['', 'some of it']) {
      const refused = body();
      refused.end(text);
      await expect(receiveSome(refused, () => {})).rejects.toMatchObject({ code: 'upload-busy' });
    }
    bodies[0]!.destroy();
    await expect(received[0]).rejects.toMatchObject({ code: 'upload-broken' });
    const next = body();
    const last = receiveSome(next, () => {});
    next.end();
    bodies[1]!.end();
    await Promise.all([last, received[1]]);
  });
});

describe('over a socket', () => {
  test('a picture of more than 25 MiB: 413, with its size', async () => {
    const { post, calls } = await openStage();
    const form = formOf({ content: new Blob([new Uint8Array(26 * 2 ** 20)]), style: 'harvest' });
    const { status, answer } = await post('/api/command/stylize', form);
    expect(status).toBe(413);
    expect(answer.reply.blocks[0].text).toMatch(/has 26\.0 MiB, more than the 25\.0 MiB/);
    expect(calls).toEqual([]);
  });

  /** Sends lines as they are, and then zeros for as long as anybody takes them. @returns what is answered. */
  async function flood(
    port: number,
    lines: readonly string[],
    frame: (bytes: Buffer) => Buffer,
    most: number,
  ) {
    const socket = connect(port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    socket.on('error', () => {});
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    const zeros = frame(Buffer.alloc(2 ** 20));
    let sent = 0;
    const more = () => {
      while (sent < most && socket.writable) {
        sent += zeros.length;
        if (!socket.write(zeros)) return;
      }
    };
    socket.on('drain', more);
    more();
    return text(socket);
  }

  const head = (port: number) => [
    'POST /api/command/stylize HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    `Origin: http://127.0.0.1:${port}`,
    'Content-Type: multipart/form-data; boundary=XX',
    'Connection: close',
  ];

  test('a body that says that it is too large', async () => {
    const { port, calls } = await openStage();
    const bytes = 90 * 2 ** 20;
    const answer = await flood(port, [...head(port), `Content-Length: ${bytes}`], (zeros) => zeros, bytes);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('more than the 80.0 MiB we take at once');
    expect(calls).toEqual([]);
  });

  test('a body that does not say so, and has no end', { timeout: 20_000 }, async () => {
    const { port, calls } = await openStage();
    const frame = (zeros: Buffer) =>
      Buffer.concat([Buffer.from(`${zeros.length.toString(16)}\r\n`), zeros, Buffer.from('\r\n')]);
    const before = process.memoryUsage().rss;
    const answer = await flood(port, [...head(port), 'Transfer-Encoding: chunked'], frame, 400 * 2 ** 20);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(process.memoryUsage().rss - before).toBeLessThan(250 * 2 ** 20);
    expect(calls).toEqual([]);
  });

  test('a body that is shorter than it says', async () => {
    const { port, calls } = await openStage();
    const socket = connect(port, '127.0.0.1');
    socket.end(`${[...head(port), 'Content-Length: 1000'].join('\r\n')}\r\n\r\n--XX\r\n`);
    expect(await text(socket)).toMatch(/^(HTTP\/1\.1 400|$)/);
    expect(calls).toEqual([]);
  });

  test('no form at all', async () => {
    const { origin } = await openStage();
    const headers = { origin, 'content-type': 'application/json' };
    const answer = await fetch(`${origin}/api/command/queue`, { method: 'POST', body: '{}', headers });
    expect([answer.status, JSON.parse(await answer.text()).reply.title]).toEqual([
      400,
      'The upload did not arrive',
    ]);
  });
});
