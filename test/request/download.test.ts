import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDownload, type DownloadParts } from '../../src/request/download.js';

const never = new AbortController().signal;
const picture = Buffer.alloc(5000, 7);

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

async function serve(handle: Handle, parts: Partial<DownloadParts> = {}) {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const pair = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const download = createDownload({ hosts: [], extraHosts: [pair], sleep: async () => undefined, ...parts });
  const url = `http://${pair}/a.png?hm=secret`;
  return {
    seen,
    url,
    pair,
    get: (signal = never, more = {}) => download(url, { name: 'a.png', signal, ...more }),
  };
}

const code = (wanted: string) => expect.objectContaining({ code: wanted });

it('fetches what is there, with the headers it is given', async () => {
  const { get, seen } = await serve((_, response) => response.end(picture));
  expect(Buffer.from(await get(never, { headers: { authorization: 'Bearer x' } })).equals(picture)).toBe(
    true,
  );
  expect(seen[0]!.headers.authorization).toBe('Bearer x');
});

describe('hosts', () => {
  const fetched: string[] = [];
  const ask = (async (url: URL) => {
    fetched.push(String(url));
    return new Response(picture);
  }) as unknown as typeof fetch;
  const download = createDownload({
    hosts: ['cdn.discordapp.com'],
    extraHosts: ['files.example:8443', '10.0.0.1:80'],
    fetch: ask,
  });
  const get = (url: string) => download(url, { name: 'a.png', signal: never });

  it.each(['https://cdn.discordapp.com/a.png?ex=1', 'https://files.example:8443/a.png'])(
    '%s is allowed',
    async (url) => {
      await get(url);
      expect(fetched).toContain(url);
    },
  );

  it.each([
    'http://cdn.discordapp.com/a.png',
    'https://cdn.discordapp.com:8443/a.png',
    'https://cdn.discordapp.com.evil.example/a.png',
    'https://evil.example/cdn.discordapp.com/a.png',
    'https://user:pass@cdn.discordapp.com/a.png',
    'https://cdn.discordapp.com@evil.example/a.png',
    'https://files.example/a.png',
    'http://files.example:8443/a.png',
    'http://10.0.0.1/a.png',
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'data:image/png;base64,AAAA',
    'no address',
  ])('%s is not', async (url) => {
    const before = fetched.length;
    await expect(get(url)).rejects.toEqual(code('input-host'));
    expect(fetched.length).toBe(before);
  });
});

describe('what comes instead of a picture', () => {
  it('a redirect is not followed', async () => {
    const { get, seen } = await serve((_, response) =>
      response.writeHead(302, { location: '/elsewhere' }).end(),
    );
    await expect(get()).rejects.toEqual(code('input-unreachable'));
    expect(seen).toHaveLength(1);
  });

  it.each([403, 404, 410])('%s: it is gone, and nobody asks again', async (status) => {
    const { get, seen } = await serve((_, response) => response.writeHead(status).end());
    await expect(get()).rejects.toEqual(code('input-gone'));
    expect(seen).toHaveLength(1);
  });

  it('a web page is none', async () => {
    const { get } = await serve((_, response) =>
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>'),
    );
    await expect(get()).rejects.toEqual(code('input-unreachable'));
  });

  it('a server that stumbles is asked twice, and no more', async () => {
    let tries = 0;
    const once = await serve((_, response) =>
      ++tries === 1 ? response.writeHead(503).end() : response.end(picture),
    );
    expect(await once.get()).toHaveLength(picture.length);
    const always = await serve((_, response) => response.writeHead(503).end());
    await expect(always.get()).rejects.toMatchObject({ code: 'input-unreachable' });
    expect(always.seen).toHaveLength(2);
  });

  it('no error repeats the signed link', async () => {
    const { get } = await serve((request) => request.socket.destroy());
    const error = await get().catch((reason) => reason);
    expect(error).toMatchObject({ code: 'input-unreachable' });
    expect(JSON.stringify([error.message, error.context, String(error.cause), error.stack])).not.toContain(
      'secret',
    );
  });
});

describe('size and time', () => {
  it('what says that it is too large is not read', async () => {
    const declared = await serve((_, response) => response.end(picture), { maxBytes: 4000 });
    await expect(declared.get(never, { declaredBytes: 4001 })).rejects.toEqual(code('image-too-many-bytes'));
    expect(declared.seen).toHaveLength(0);
    await expect(declared.get()).rejects.toEqual(code('image-too-many-bytes'));
  });

  it('what does not say so is cut off', async () => {
    let isCut = false;
    const { get } = await serve(
      (_, response) => {
        const timer = setInterval(() => response.write(Buffer.alloc(1000)), 2);
        response.on('close', () => {
          clearInterval(timer);
          isCut = true;
        });
      },
      { maxBytes: 4000 },
    );
    await expect(get()).rejects.toEqual(code('image-too-many-bytes'));
    await expect.poll(() => isCut).toBe(true);
  });

  it('what stands still, or never ends, is given up', async () => {
    const still = await serve((_, response) => void response.write('a'), { idleMs: 50 });
    await expect(still.get()).rejects.toMatchObject({ context: { detail: 'it takes too long' } });
    const drip = await serve(
      (_, response) => {
        const timer = setInterval(() => response.write('a'), 10);
        response.on('close', () => clearInterval(timer));
      },
      { timeoutMs: 150 },
    );
    await expect(drip.get()).rejects.toMatchObject({ context: { detail: 'it takes too long' } });
  });

  it('ends at once where it is no longer wanted', async () => {
    const { get } = await serve((_, response) => void response.write('a'));
    const abort = new AbortController();
    const got = get(abort.signal);
    abort.abort(new Error('closing'));
    await expect(got).rejects.toThrow('closing');
  });

  it('ends with the reason it is given also between two tries', async () => {
    const abort = new AbortController();
    const { get, seen } = await serve((_, response) => response.writeHead(503).end(), {
      async sleep(_, signal) {
        abort.abort(new Error('closing'));
        expect(signal.aborted).toBe(true);
        throw new DOMException('The operation was aborted', 'AbortError');
      },
    });
    await expect(get(abort.signal)).rejects.toThrow('closing');
    expect(seen).toHaveLength(1);
  });

  it('lets so many in at a time; who leaves the line frees no place twice', async () => {
    let [inside, most] = [0, 0];
    const answers: (() => void)[] = [];
    const { get } = await serve(
      (_, response) => {
        most = Math.max(most, ++inside);
        answers.push(() => {
          inside--;
          response.end(picture);
        });
      },
      { concurrency: 2 },
    );
    const leaver = new AbortController();
    const all = [get(), get(), get(leaver.signal), get(), get()];
    await expect.poll(() => answers.length).toBe(2);
    leaver.abort(new Error('gone'));
    await expect(all[2]).rejects.toThrow('gone');
    for (let k = 0; k < 4; k++) {
      await expect.poll(() => answers.length).toBeGreaterThan(k);
      answers[k]!();
    }
    await Promise.all(all.filter((_, k) => k !== 2));
    expect(most).toBe(2);
  });
});
