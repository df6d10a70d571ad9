/** What Slack's refusals tell: nothing that must not be told. And where bytes go: nowhere else. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { webApi } from '@slack/bolt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createClients } from '../../../../src/adapters/slack/clients.js';
import { asFailure } from '../../../../src/adapters/slack/failure.js';
import { createSlackApi } from '../../../../src/adapters/slack/web-api.js';
import { createLog } from '../../../../src/log.js';
import { never } from './wire.js';

const secrets = ['xoxb-secret', 'BODYBODY', 'upload/v1', '127.0.0.1'];
const upload = { name: 'a.png', bytes: Buffer.from('BODYBODYBODY'), alt: 'a' };
const token = 'xoxb-secret-1';

type Answer = (path: string) => readonly [status: number, body: string, headers?: Record<string, string>];

/** A server that answers as the test says. */
async function serve(answer: Answer) {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      paths.push(request.url!);
      const [status, body, headers = {}] = answer(request.url!);
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { paths, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const apiAt = (origin: string) => {
  const { impatient } = createClients({ token, apiUrl: `${origin}/api/` });
  return createSlackApi(impatient, { isPatient: false });
};

/** All that an error, and a line in the log about it, can say. */
function tellAll(error: unknown): string {
  const lines: string[] = [];
  createLog({ level: 'debug', write: (line) => void lines.push(line) }).warn({ err: error }, 'x');
  return `${inspect(error, { depth: 9, showHidden: true })} ${lines.join('')}`;
}

const sending = (url: string) => JSON.stringify({ ok: true, upload_url: url, file_id: 'F1' });

describe('a failure', () => {
  it.each<[string, Answer]>([
    ['a refusal', () => [200, '{"ok":false,"error":"invalid_auth"}']],
    ['a page', () => [200, '<html>xoxb-secret-1 BODYBODY</html>', { 'content-type': 'text/html' }]],
    ['a broken server', () => [502, 'xoxb-secret-1 BODYBODY']],
    ['a redirect', () => [302, '', { location: 'http://127.0.0.1:1/xoxb-secret' }]],
    ['a limit', () => [429, '{}', { 'retry-after': '3' }]],
    ['a limit without an end', () => [429, '{}']],
  ])('by %s tells no secret', async (_, answer) => {
    const { origin } = await serve(answer);
    const api = apiAt(origin);
    const words = { text: 'BODYBODY', blocks: [] };
    for (const asked of [
      api.post({ channel: 'C1', thread: null }, words, never),
      api.upload(upload, never),
      api.file('F1', never),
    ]) {
      const error = await asked.catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name: 'SlackFailure' });
      for (const secret of secrets) expect(tellAll(error)).not.toContain(secret);
    }
  });

  it('without a server tells no secret, and is worth another try', async () => {
    const error = await apiAt('http://127.0.0.1:1')
      .upload(upload, never)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind: 'unreachable' });
    for (const secret of secrets) expect(tellAll(error)).not.toContain(secret);
  });

  it('is told by Slack’s word where it is one', () => {
    const refusal = (error: string, more = {}) =>
      asFailure(new webApi.WebAPIPlatformError({ ok: false, error, ...more } as never), 'post');
    expect(refusal('missing_scope', { needed: 'chat:write' })).toMatchObject({
      ...{ kind: 'forbidden', word: 'missing_scope', needed: 'chat:write' },
    });
    expect(refusal('never_heard_of')).toMatchObject({ kind: 'refused', word: 'never_heard_of' });
    expect(refusal('Internal <b>error</b>')).toMatchObject({ kind: 'unreachable', word: '' });
  });
});

describe('bytes', () => {
  it.each<[string, number, string]>([
    ['too large', 413, 'too-large'],
    ['too many', 429, 'limited'],
    ['down', 500, 'unreachable'],
    ['elsewhere', 302, 'refused'],
    ['odd', 400, 'refused'],
  ])('are %s (%i)', async (_, status, kind) => {
    const { origin, paths } = await serve((path) =>
      path.startsWith('/api/')
        ? [200, sending(`${origin}/upload/v1/x`)]
        : [status, 'BODYBODY', { location: `${origin}/elsewhere` }],
    );
    const error = await apiAt(origin)
      .upload(upload, never)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind });
    for (const secret of secrets) expect(tellAll(error)).not.toContain(secret);
    expect(paths).not.toContain('/elsewhere');
  });

  it.each([
    'https://slack.com.example/upload',
    'https://example.com/?slack.com',
    'http://files.slack.com/upload/v1',
    'https://files.slack.com:8443/upload/v1',
    'https://files.slack.com@example.com/',
    'file:///etc/passwd',
    'nowhere',
  ])('never go to %s', async (url) => {
    const { origin } = await serve(() => [200, sending(url)]);
    const asked: string[] = [];
    const { impatient } = createClients({ token, apiUrl: `${origin}/api/` });
    const api = createSlackApi(impatient, {
      isPatient: false,
      fetch: async (where) => {
        asked.push(String(where));
        return new Response('OK');
      },
    });
    await expect(api.upload(upload, never)).rejects.toMatchObject({ kind: 'refused', word: 'foreign_host' });
    expect(asked).toEqual([]);
  });

  it('go to Slack’s own hosts', async () => {
    const { origin } = await serve(() => [200, sending('https://files.slack.com/upload/v1/x')]);
    const asked: [string, RequestInit | undefined][] = [];
    const { impatient } = createClients({ token, apiUrl: `${origin}/api/` });
    const api = createSlackApi(impatient, {
      isPatient: false,
      fetch: async (where, init) => {
        asked.push([String(where), init]);
        return new Response('OK');
      },
    });
    expect(await api.upload(upload, never)).toBe('F1');
    expect(asked[0]![0]).toBe('https://files.slack.com/upload/v1/x');
    expect(JSON.stringify(asked[0]![1]!.headers)).not.toContain('xoxb');
    expect(asked[0]![1]!.redirect).toBe('manual');
  });
});

it('nothing is said on the console', async () => {
  const said: unknown[] = [];
  const names = ['log', 'debug', 'info', 'warn', 'error'] as const;
  const before = names.map((name) => [name, console[name]] as const);
  for (const name of names) console[name] = (...words: unknown[]) => void said.push(words);
  try {
    const { origin } = await serve(() => [
      200,
      '{"ok":false,"error":"invalid_blocks","response_metadata":{"messages":["[ERROR] no"]}}',
    ]);
    for (const at of [origin, 'http://127.0.0.1:1'])
      await expect(apiAt(at).file('F1', never)).rejects.toThrow();
  } finally {
    for (const [name, method] of before) console[name] = method;
  }
  expect(said).toEqual([]);
});
