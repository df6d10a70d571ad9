import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { StudioError } from '../../src/errors.js';
import {
  type HealthServer,
  type HealthServerOptions,
  openHealthServer,
} from '../../src/operation/health-server.js';
import { createMemoryLog } from './memory-log.js';

const open: HealthServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serve(options: Partial<HealthServerOptions> = {}) {
  const { log, lines } = createMemoryLog();
  const server = await openHealthServer({
    host: '127.0.0.1',
    port: 0,
    checks: {},
    renderMetrics: async () => ({ type: 'text/plain; version=0.0.4', text: 'impasto_jobs 1\n' }),
    log,
    ...options,
  });
  open.push(server);
  return { server, lines, at: `http://127.0.0.1:${server.port}` };
}

/** fetch does not let anyone choose the Host header. */
async function ask(port: number, path: string, headers: Record<string, string>): Promise<number> {
  const outgoing = request({ host: '127.0.0.1', port, path, headers, agent: false });
  outgoing.end();
  const [response] = await once(outgoing, 'response');
  response.resume();
  return response.statusCode;
}

test('healthz answers as long as it can', async () => {
  const { at } = await serve({ checks: { database: () => false } });
  const response = await fetch(`${at}/healthz?verbose`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ status: 'ok' });
  expect(response.headers.get('cache-control')).toBe('no-store');
  const head = await fetch(`${at}/healthz`, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
});

test('readyz names what is not ready: what says no, fails or does not answer', async () => {
  let isOpen = true;
  const { at, lines } = await serve({
    timeoutMs: 50,
    checks: {
      open: () => isOpen,
      renderer: async () => true,
      database: () => {
        if (!isOpen) throw new Error('locked');
        return true;
      },
      disk: () => (isOpen ? true : new Promise<boolean>(() => {})),
    },
  });
  const ready = await fetch(`${at}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
  isOpen = false;
  const response = await fetch(`${at}/readyz`);
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({ status: 'not ready', missing: ['open', 'database', 'disk'] });
  expect(lines).toMatchObject([{ level: 'warn', check: 'database', err: { message: 'locked' } }]);
});

test('metrics are handed on with their type; if they cannot be had that is said', async () => {
  const { at } = await serve();
  const response = await fetch(`${at}/metrics`);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4');
  expect(await response.text()).toBe('impasto_jobs 1\n');
  const broken = await serve({ renderMetrics: () => Promise.reject(new Error('no')) });
  expect((await fetch(`${broken.at}/metrics`)).status).toBe(500);
  expect(broken.lines).toMatchObject([{ level: 'error', path: '/metrics' }]);
});

test('other paths and methods are refused, and bodies are not read', async () => {
  const { at } = await serve();
  expect((await fetch(`${at}/`)).status).toBe(404);
  expect((await fetch(`${at}/toString`)).status).toBe(404);
  expect((await fetch(`${at}/metrics/`)).status).toBe(404);
  const post = await fetch(`${at}/metrics`, { method: 'POST', body: 'x'.repeat(10_000) });
  expect([post.status, post.headers.get('allow'), post.headers.get('connection')]).toEqual([
    405,
    'GET, HEAD',
    'close',
  ]);
});

test('on loopback only its own names are answered', async () => {
  const { server } = await serve();
  for (const host of ['localhost', `127.0.0.1:${server.port}`, '127.9.9.9', '[::1]:80', 'LocalHost:1'])
    expect(await ask(server.port, '/healthz', { host }), host).toBe(200);
  for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:80', '10.0.0.1'])
    expect(await ask(server.port, '/metrics', { host }), host).toBe(403);
});

test('off loopback any name is answered', async () => {
  const { server } = await serve({ host: '0.0.0.0' });
  expect(await ask(server.port, '/healthz', { host: 'impasto.internal' })).toBe(200);
});

test('a port that is taken, or an address that is not ours, is told plainly', async () => {
  const { server } = await serve();
  const error = await serve({ port: server.port }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(StudioError);
  expect(error).toMatchObject({
    code: 'port-unavailable',
    context: { host: '127.0.0.1', port: server.port, detail: 'another program listens there' },
  });
  await expect(serve({ host: '192.0.2.1' })).rejects.toMatchObject({
    code: 'port-unavailable',
    context: { detail: 'this machine has no such address' },
  });
});

test('whoever does not finish a request is let go', async () => {
  const { server } = await serve({ timeoutMs: 100 });
  const socket = connect(server.port, '127.0.0.1');
  socket.write('GET /healthz HTTP/1.1\r\nHost: loc');
  socket.resume();
  await once(socket, 'close');
  expect((await fetch(`http://127.0.0.1:${server.port}/healthz`)).status).toBe(200);
});

test('closing ends open connections and requests at once', async () => {
  let asked = () => {};
  const isAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const { server, at } = await serve({
    renderMetrics: () => {
      asked();
      return new Promise(() => {});
    },
  });
  const idle = connect(server.port, '127.0.0.1');
  await once(idle, 'connect');
  const pending = fetch(`${at}/metrics`).catch((error: unknown) => error);
  await isAsked;
  await server.close();
  expect(await pending).toBeInstanceOf(TypeError);
  if (!idle.closed) await once(idle.resume(), 'close');
  await expect(fetch(`${at}/healthz`)).rejects.toThrow('fetch failed');
});
