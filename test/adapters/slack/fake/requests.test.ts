/** HTTP mode: the stand-in Slack asks a bot that is a bare server. */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FakeStage, openFake } from './fake-stage.js';

interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let stage: FakeStage;
let server: Server;
let heard: Heard[];
let answer: (response: ServerResponse, heard: Heard) => void;

beforeEach(async () => {
  stage = await openFake({ mode: 'http' });
  heard = [];
  answer = (response) => response.end();
  server = createServer((request, response) => {
    void readText(request).then((body) => {
      const one = { headers: request.headers, body };
      heard.push(one);
      answer(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stage.fake.http.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
});
afterEach(async () => {
  await stage.fake.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** What a bot has to look at: the signature, and the time of it, on both sides. */
function isGenuine({ headers, body }: Heard): boolean {
  const timestamp = String(headers['x-slack-request-timestamp']);
  const hash = createHmac('sha256', stage.fake.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  const age = Math.abs(stage.clock.wall() / 1000 - Number(timestamp));
  return headers['x-slack-signature'] === `v0=${hash}` && age < 300;
}
const guard = (response: ServerResponse, one: Heard) => {
  response.statusCode = isGenuine(one) ? 200 : 401;
  response.end();
};

test('a command is a form, an interaction a form with JSON, an event JSON: each is signed', async () => {
  answer = guard;
  await stage.ada.slash('/paint', 'a & b').acknowledged;
  await stage.ada.shortcut('paint_global').acknowledged;
  await stage.ada.mention('hello').exchange!.acknowledged;
  const [command, shortcut, event] = heard.map(({ body }) => body);
  expect(new URLSearchParams(command).get('text')).toBe('a & b');
  expect(JSON.parse(new URLSearchParams(shortcut).get('payload')!)).toMatchObject({ type: 'shortcut' });
  expect(JSON.parse(event!)).toMatchObject({ type: 'event_callback', event: { type: 'app_mention' } });
});

test('a request is signed anew for whoever forges it, and wrongly', async () => {
  answer = guard;
  await stage.ada.slash('/paint').acknowledged;
  const { sent, forge } = stage.fake.http;
  const status = async (how: Parameters<typeof forge>[1]) => (await forge(sent[0]!, how)).status;
  expect(await status({})).toBe(200);
  expect(await status({ secret: 'another' })).toBe(401);
  expect(await status({ signature: null })).toBe(401);
  expect(await status({ signature: 'v0=abc' })).toBe(401);
  expect(await status({ skewS: -301 })).toBe(401);
  expect(await status({ skewS: 301 })).toBe(401);
  expect(await status({ body: 'command=%2Fother' })).toBe(401);
});

test('a request comes again as it was, byte for byte: who only looks at the signature takes it twice', async () => {
  answer = guard;
  await stage.ada.slash('/paint').acknowledged;
  const replayed = await stage.fake.http.replay(stage.fake.http.sent[0]!);
  expect(replayed.status).toBe(200);
  const [first, second] = heard;
  expect(second!.body).toBe(first!.body);
  expect(second!.headers['x-slack-signature']).toBe(first!.headers['x-slack-signature']);
});

test('an answer comes within 3 seconds, or it is asked again', async () => {
  const waiting: ServerResponse[] = [];
  answer = (response) => void waiting.push(response);
  const exchange = stage.ada.mention('hello').exchange!;
  await stage.fake.until(() => heard.length === 1);
  answer = (response) => response.end();
  await stage.clock.pass(3000);
  await exchange.acknowledged;
  expect(heard[1]!.headers).toMatchObject({ 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'timeout' });
  expect(heard[0]!.headers['x-slack-retry-num']).toBeUndefined();
  expect(heard[1]!.body).toBe(heard[0]!.body);
});

test('an event that fails is told again, unless the bot wants no more', async () => {
  answer = (response) => {
    response.statusCode = 500;
    response.end();
  };
  const { exchange } = stage.ada.mention('hello');
  await stage.fake.until(() => heard.length === 1 && stage.fake.http.sent[0]!.status === 500);
  answer = (response) => {
    response.writeHead(500, { 'x-slack-no-retry': '1' }).end();
  };
  await stage.clock.pass(0);
  await stage.fake.until(() => heard.length === 2);
  expect(heard[1]!.headers['x-slack-retry-reason']).toBe('http_error');
  await exchange!.acknowledged;
  await stage.clock.pass(400_000);
  expect(heard).toHaveLength(2);
});

test('a command that fails is told to the user, and not sent again', async () => {
  answer = (response) => {
    response.statusCode = 500;
    response.end();
  };
  await expect(stage.ada.slash('/paint').acknowledged).rejects.toThrow('dispatch_failed');
  await stage.clock.pass(400_000);
  expect(heard).toHaveLength(1);
});

test('where nobody is, nobody answers', async () => {
  stage.fake.http.url = null;
  await expect(stage.ada.slash('/paint').acknowledged).rejects.toThrow('dispatch_failed');
});

test('a command is answered with bare text, or with JSON', async () => {
  answer = (response) => response.end('hello');
  expect((await stage.ada.slash('/paint').message()).text).toBe('hello');
  answer = (response) => response.end(JSON.stringify({ text: 'all', response_type: 'in_channel' }));
  expect(await stage.ada.slash('/paint').message()).toMatchObject({ text: 'all', ephemeralFor: null });
});

test('the address is verified by a challenge, and checked now and then', async () => {
  expect(await stage.fake.http.verifyUrl()).toBe(false);
  answer = (response, { body }) => response.end(body.startsWith('{') ? JSON.parse(body).challenge : '');
  expect(await stage.fake.http.verifyUrl()).toBe(true);
  expect((await stage.fake.http.sslCheck()).status).toBe(200);
  expect(heard.at(-1)!.body).toMatch(/^ssl_check=1&token=/);
});
