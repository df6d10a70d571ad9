import { expect, test } from 'vitest';
import { createAttempts } from '../../../src/adapters/web/attempts.js';
import { createSessions } from '../../../src/adapters/web/session.js';
import { ask, formOf, openStage } from './page-stage.js';

const token = 'correct horse battery';
const names = ['studio.example'];
const host = 'studio.example';

async function openGuarded() {
  const stage = await openStage({ pageToken: token, pageNames: names });
  const headers = { host, origin: `https://${host}` };
  const enter = (text: string, more: Record<string, string> = {}) =>
    ask(stage.port, '/login', {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded', ...more },
      body: new URLSearchParams({ token: text }).toString(),
    });
  const cookieOf = (answer: Awaited<ReturnType<typeof enter>>) =>
    answer.headers['set-cookie']![0]!.split(';')[0]!;
  return { ...stage, headers, enter, cookieOf };
}

test('without the cookie there is the login, and nothing else', async () => {
  const { port, headers, calls } = await openGuarded();
  const home = await ask(port, '/', { headers });
  expect([home.status, home.headers.location]).toEqual([303, '/login']);
  for (const path of [
    '/assets/main.js',
    '/api/start',
    '/api/events',
    '/api/preset/harvest',
    '/api/picture/rokadimu/result',
    '/nothing',
  ])
    expect([path, (await ask(port, path, { headers })).status]).toEqual([path, 401]);
  for (const path of ['/api/command/queue', '/api/button', '/'])
    expect([path, (await ask(port, path, { method: 'POST', headers })).status]).toEqual([
      path,
      path === '/' ? 303 : 401,
    ]);
  const login = await ask(port, '/login', { headers });
  expect([login.status, login.headers['content-type']]).toEqual([200, 'text/html; charset=UTF-8']);
  expect(login.body).toContain('name="token"');
  expect((await ask(port, '/login.css', { headers })).headers['content-type']).toBe(
    'text/css; charset=utf-8',
  );
  expect(calls).toEqual([]);
});

test('with the token one is let in, as somebody of their own', async () => {
  const { port, headers, enter, cookieOf } = await openGuarded();
  const users: string[] = [];
  for (let k = 0; k < 2; k++) {
    const entered = await enter(` ${token} `);
    expect([entered.status, entered.headers.location]).toEqual([303, '/']);
    expect(entered.headers['set-cookie']![0]).toMatch(
      /^impasto=[\w.]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+; Secure$/,
    );
    const cookie = `other=1; ${cookieOf(entered)}`;
    const start = await ask(port, '/api/start', { headers: { ...headers, cookie } });
    expect(start.status).toBe(200);
    users.push(JSON.parse(start.body).user);
    expect((await ask(port, '/login', { headers: { ...headers, cookie } })).headers.location).toBe('/');
  }
  expect(users[0]).toMatch(/^guest-[\da-f]{12}$/);
  expect(new Set(users).size).toBe(2);
});

test('on plain http the cookie works as well', async () => {
  const { enter } = await openGuarded();
  const entered = await enter(token, { origin: `http://${host}` });
  expect(entered.headers['set-cookie']![0]).not.toMatch(/Secure/);
});

test('a job of one is there for another, who is the operator as well', async () => {
  const { port, headers, enter, cookieOf, studio } = await openGuarded();
  const cookie = cookieOf(await enter(token));
  const made = new Request('http://x', {
    method: 'POST',
    body: formOf({ content: 'coffee', style: 'harvest' }),
  });
  const answer = await ask(port, '/api/command/stylize', {
    method: 'POST',
    headers: { ...headers, cookie, 'content-type': made.headers.get('content-type')! },
    body: new Uint8Array(await made.arrayBuffer()),
  });
  const { message } = JSON.parse(answer.body);
  expect(message.user).toMatch(/^guest-/);
  const other = cookieOf(await enter(token));
  const start = JSON.parse((await ask(port, '/api/start', { headers: { ...headers, cookie: other } })).body);
  expect(start.messages).toEqual([message]);
  expect(start.user).not.toBe(message.user);
  const requester = { door: 'page', tenant: 'page', user: start.user, channel: null, roles: [] } as const;
  await studio.cancel(message.job, { ...requester, isModerator: true });
});

test('wrong tokens are refused, and slowed down', async () => {
  const { enter } = await openGuarded();
  for (let k = 0; k < 5; k++) {
    const refused = await enter(k === 0 ? '' : `wrong ${k}`);
    expect([k, refused.status, refused.headers['set-cookie']]).toEqual([k, 403, undefined]);
    expect(refused.body).toContain('That is not the token.');
  }
  const slowed = await enter(token);
  expect([slowed.status, slowed.headers['set-cookie']]).toEqual([429, undefined]);
  expect(slowed.body).toMatch(/Too many wrong tokens\. Wait \d+ s/);
});

test('nobody can have a browser log in from elsewhere', async () => {
  const { enter } = await openGuarded();
  expect((await enter(token, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await enter(token, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
});

test('a login without an end is cut short', async () => {
  const { enter } = await openGuarded();
  expect((await enter('x'.repeat(5000))).status).toBe(413);
});

const random = (bytes: number) => new Uint8Array(bytes).fill(7);

test('a session is good for thirty days, with its token, unchanged', () => {
  let wall = 1e12;
  const sessions = createSessions({ token, wall: () => wall, random });
  const cookie = sessions.issue();
  const user = sessions.read(cookie);
  expect(user).toBe('guest-070707070707');
  const [id, until, signature] = cookie.split('.') as [string, string, string];
  const forged = [
    '',
    id,
    `${id}.${until}`,
    `${'08'.repeat(16)}.${until}.${signature}`,
    `${id}.${Number(until) + 1}.${signature}`,
    `${id}.${until}.${signature.replace(/.$/, (last) => (last === '0' ? '1' : '0'))}`,
    `${id}.${until}.${signature.slice(2)}`,
    `${cookie} `,
  ];
  expect(forged.map((one) => sessions.read(one))).toEqual(forged.map(() => null));
  expect(createSessions({ token: `${token}!`, wall: () => wall, random }).read(cookie)).toBeNull();
  wall += 30 * 24 * 3600_000 - 1;
  expect(sessions.read(cookie)).toBe(user);
  wall += 1;
  expect(sessions.read(cookie)).toBeNull();
});

test('after five wrong ones, one every ten seconds; others are not held up', () => {
  let now = 0;
  const attempts = createAttempts({ now: () => now });
  for (let k = 0; k < 5; k++) {
    expect(attempts.wait('a')).toBe(0);
    attempts.failed('a');
  }
  expect([attempts.wait('a'), attempts.wait('b')]).toEqual([10, 0]);
  now += 10_000;
  expect(attempts.wait('a')).toBe(0);
  attempts.failed('a');
  expect(attempts.wait('a')).toBe(10);
  now += 60_000;
  for (let k = 0; k < 4; k++) attempts.failed('a');
  expect(attempts.wait('a')).toBe(0);
});
