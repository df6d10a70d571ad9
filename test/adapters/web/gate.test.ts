import { expect, test } from 'vitest';
import { createGate } from '../../../src/adapters/web/gate.js';
import { ask, openStage } from './page-stage.js';

const gate = createGate({ isLoopback: false, names: ['studio.example', '192.168.0.5:8787'] });
const local = createGate({ isLoopback: true, names: [] });

test.each([
  ['studio.example', true],
  ['Studio.Example', true],
  ['studio.example:8443', true],
  ['192.168.0.5:8787', true],
  ['192.168.0.5:9999', false],
  ['evil.studio.example', false],
  ['studio.example.evil', false],
  ['127.0.0.1:8787', false],
  ['localhost', false],
])('a service with names answers to %s: %s', (host, isLet) => {
  expect(gate({ method: 'GET', headers: { host } }) === null).toBe(isLet);
});

test.each([
  ['127.0.0.1:8787', true],
  ['localhost:1', true],
  ['[::1]:8787', true],
  ['LOCALHOST', true],
  ['127.0.0.1.evil.example', false],
  ['evil.example', false],
  ['', false],
])('a service of this machine alone answers to %s: %s', (host, isLet) => {
  expect(local({ method: 'GET', headers: { host } }) === null).toBe(isLet);
});

const host = '127.0.0.1:8787';
test.each([
  ['our own page', { origin: 'http://127.0.0.1:8787', 'sec-fetch-site': 'same-origin' }, null],
  ['our own page behind https', { origin: 'https://127.0.0.1:8787' }, null],
  ['nobody says', {}, 'another origin'],
  ['a sandbox', { origin: 'null' }, 'another origin'],
  ['another port', { origin: 'http://127.0.0.1:3000' }, 'another origin'],
  ['another name of this machine', { origin: 'http://localhost:8787' }, 'another origin'],
  ['a stranger', { origin: 'http://evil.example' }, 'another origin'],
  [
    'a stranger whose browser says so',
    { origin: 'http://127.0.0.1:8787', 'sec-fetch-site': 'cross-site' },
    'another site',
  ],
  [
    'a form of a stranger',
    { origin: 'http://127.0.0.1:8787', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
    'another site',
  ],
  ['an address bar', { origin: 'http://127.0.0.1:8787', 'sec-fetch-site': 'none' }, 'another site'],
])('a change from %s', (_, headers, reason) => {
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
    expect(local({ method, headers: { host, ...headers } })).toBe(reason);
});

test('others may link to the page, and may not use what is behind it', () => {
  const read = (headers: Record<string, string>) => local({ method: 'GET', headers: { host, ...headers } });
  expect(read({ 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' })).toBeNull();
  expect(read({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).toBeNull();
  expect(read({ 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' })).toBeNull();
  expect(read({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).toBe('another site');
  expect(read({ 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' })).toBe('another site');
});

test('over a socket: every path refuses a foreign Host, and every change without our Origin', async () => {
  const { port, origin, calls } = await openStage();
  for (const path of ['/', '/assets/main.js', '/api/start', '/api/events', '/nothing']) {
    const answer = await ask(port, path, { headers: { host: 'evil.example' } });
    expect([path, answer.status, answer.body]).toEqual([path, 403, 'Refused: unknown host.\n']);
  }
  const twoHosts = await ask(port, 'http://evil.example/api/start');
  expect([400, 403]).not.toContain((await ask(port, '/api/start')).status);
  expect(twoHosts.body).not.toContain('evil');
  for (const headers of [
    {},
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin, 'sec-fetch-site': 'cross-site' },
  ] as Record<string, string>[]) {
    const answer = await ask(port, '/api/command/queue', { method: 'POST', headers });
    expect([headers, answer.status]).toEqual([headers, 403]);
  }
  expect(calls).toEqual([]);
});

test('what every answer says to the browser, refusals too', async () => {
  const { port } = await openStage();
  const answers = [
    await ask(port, '/'),
    await ask(port, '/nothing'),
    await ask(port, '/api/start'),
    await ask(port, '/', { headers: { host: 'evil.example' } }),
    await ask(port, '/', { method: 'DELETE', headers: { origin: `http://127.0.0.1:${port}` } }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 404, 200, 403, 405]);
  for (const { headers } of answers) {
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self';.* frame-ancestors 'none'$/,
    );
    expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|https?:/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  }
  expect(answers[2]!.headers['cache-control']).toBe('no-store');
});
