/** `impasto deploy discord`: the built program as a shell runs it, which `npm test` builds before it tests. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discordCommands } from '../../../../src/adapters/discord/definitions.js';
import { assetFolders } from '../../../../src/assets.js';

const cli = join(assetFolders().root, 'dist', 'src', 'cli.js');
const token = 'the-token-of-a-test';
const guild = '613425648685547541';
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

let folder: string;
let server: Server;
let requests: { readonly line: string; readonly token: string | undefined; readonly body: unknown }[];
/** Status and code of a refusal; null = all is taken. */
let refusal: readonly [status: number, code: number] | null;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'impasto-deploy-'));
  requests = [];
  refusal = null;
  server = createServer(async (request, response) => {
    const body = request.method === 'PUT' ? await json(request) : null;
    requests.push({ line: `${request.method} ${request.url}`, token: request.headers.authorization, body });
    response.writeHead(refusal?.[0] ?? 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(refusal === null ? { id: '42' } : { code: refusal[1], message: 'no' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await new Promise((resolve) => server.close(resolve));
});

function deploy(words: readonly string[], about: Readonly<Record<string, string>> = {}) {
  const { port } = server.address() as AddressInfo;
  const ours = /^(?:DISCORD|IMPASTO|SLACK|LOG)_/;
  const others = Object.entries(process.env).filter(([name]) => !ours.test(name));
  const child = spawn(process.execPath, [cli, 'deploy', ...words], {
    cwd: folder,
    env: { ...Object.fromEntries(others), DISCORD_API_URL: `http://127.0.0.1:${port}/api`, ...about },
  });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.setEncoding('utf8').on('data', (text) => out.push(text));
  child.stderr.setEncoding('utf8').on('data', (text) => err.push(text));
  return new Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>(
    (resolve) => child.on('close', (code) => resolve({ code, stdout: out.join(''), stderr: err.join('') })),
  );
}
const withToken = { DISCORD_TOKEN: token };

describe('--dry-run', () => {
  it('prints what would be registered, and asks nobody', async () => {
    const { code, stdout, stderr } = await deploy(['discord', '--dry-run']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual(plain(discordCommands()));
    expect(requests).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('prints a command a line with --json, in the form for one server where there is one', async () => {
    const { code, stdout } = await deploy(['discord', '--dry-run', '--json', '--guild', guild]);
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(plain(discordCommands('guild')));
    expect(requests).toEqual([]);
  });
});

it('registers everywhere, each time, and names what it has registered', async () => {
  for (const _ of ['once', 'again']) {
    const { code, stdout, stderr } = await deploy(['discord'], withToken);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Registered with Discord everywhere: \/stylize, .*, "Stylize this image"\.\n$/);
  }
  const each = ['GET /api/v10/applications/@me', 'PUT /api/v10/applications/42/commands'];
  expect(requests.map(({ line }) => line)).toEqual([...each, ...each]);
  expect(requests[1]).toMatchObject({ token: `Bot ${token}`, body: plain(discordCommands()) });
});

it('registers in one server, of an application that is known', async () => {
  const { code, stdout } = await deploy(['discord', '--guild', guild, '--json'], {
    ...withToken,
    DISCORD_APPLICATION_ID: '77',
  });
  expect(code).toBe(0);
  const commands = discordCommands().map(({ name }) => name);
  expect(JSON.parse(stdout)).toEqual({ type: 'registered', platform: 'discord', guild, commands });
  expect(requests.map(({ line }) => line)).toEqual([`PUT /api/v10/applications/77/guilds/${guild}/commands`]);
});

describe('tells in one line what is wrong', () => {
  const known = { ...withToken, DISCORD_APPLICATION_ID: '77' };
  const nowhere = { ...withToken, DISCORD_API_URL: 'http://127.0.0.1:9/api' };
  const here = ['discord', '--guild', guild];

  it.each([
    ['without a token', ['discord'], {}, 1, /DISCORD_TOKEN must be the bot's token.*got nothing/],
    ['without a platform', [], withToken, 2, /missing required argument 'platform'/],
    ['of an unknown platform', ['irc'], withToken, 2, /platform: expected one of discord, slack, got "irc"/],
    ['of no server', ['discord', '--guild', 'x/../y'], withToken, 2, /--guild: expected a server's id/],
    ['where nobody answers', ['discord'], nowhere, 1, /Discord did not do it: it is not reached/],
  ])('%s', async (_, words, environment, code, sentence) => {
    const run = await deploy(words, environment as Readonly<Record<string, string>>);
    expect(run).toMatchObject({ code, stdout: '' });
    expect(run.stderr).toMatch(/^impasto: [^\n]+\n$/);
    expect(run.stderr).toMatch(sentence);
    expect(requests).toEqual([]);
  });

  it.each([
    ['the token, asked for the application', ['discord'], withToken, [401, 0], /does not take the token/],
    ['the token', ['discord'], known, [401, 0], /does not take the token/],
    ['an application of another token', ['discord'], known, [403, 20012], /not the application of this/],
    ['a server where the bot is not', here, known, [403, 50001], /the bot is not on that server/],
    ['what is registered', ['discord'], known, [400, 50035], /refused \(status 400, code 50035\)/],
  ] as const)('where Discord refuses %s, asking once', async (_, words, environment, refused, sentence) => {
    refusal = refused;
    const run = await deploy(words, environment);
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toMatch(/^impasto: [^\n]+\n$/);
    expect(run.stderr).toMatch(sentence);
    expect(run.stderr).not.toContain(token);
    expect(requests).toHaveLength(1);
  });

  it('and makes no data folder for want of a token', async () => {
    await deploy(['discord']);
    expect(readdirSync(folder)).toEqual([]);
  });
});
