/** Registering the commands, with the client that the bot has and a server on this machine. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { REST } from 'discord.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { discordCommands } from '../../../../src/adapters/discord/definitions.js';
import { type RegisterParts, registerCommands } from '../../../../src/adapters/discord/register.js';
import { checkCommands } from '../../../fakes/discord/checks/index.js';

interface Request {
  readonly line: string;
  readonly body: readonly Record<string, unknown>[];
}

let server: Server;
let requests: Request[];
let marks: Map<string, string>;
let answer: { readonly status: number; readonly body: unknown };

beforeEach(async () => {
  requests = [];
  marks = new Map();
  answer = { status: 200, body: [] };
  server = createServer(async (request: IncomingMessage, response) => {
    requests.push({
      line: `${request.method} ${request.url}`,
      body: (await json(request)) as Request['body'],
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

function register(about: Partial<RegisterParts> = {}) {
  const { port } = server.address() as AddressInfo;
  const rest = new REST({ api: `http://127.0.0.1:${port}/api`, retries: 0, timeout: 20_000 });
  return registerCommands({
    rest: rest.setToken('a-token'),
    application: '42',
    guild: null,
    marks: {
      read: async (name) => marks.get(name) ?? null,
      write: async (name, value) => void marks.set(name, value),
    },
    isForced: false,
    ...about,
  });
}

it('replaces all of them once, and again only where they are others', async () => {
  expect(await register()).toBe('registered');
  expect(requests).toMatchObject([{ line: 'PUT /api/v10/applications/42/commands' }]);
  expect(requests[0]!.body).toEqual(JSON.parse(JSON.stringify(discordCommands())));
  expect(await register()).toBe('unchanged');
  expect(requests).toHaveLength(1);

  const [name] = marks.keys();
  expect(name).toBe('discord/commands/42');
  marks.set(name!, 'of an earlier version');
  expect(await register()).toBe('registered');
  expect(requests).toHaveLength(2);
  expect(await register()).toBe('unchanged');
});

it('does so for another application, and where it is told to', async () => {
  await register();
  expect(await register({ application: '43' })).toBe('registered');
  expect(await register({ isForced: true })).toBe('registered');
  expect(requests.map(({ line }) => line)).toEqual(
    ['42', '43', '42'].map((id) => `PUT /api/v10/applications/${id}/commands`),
  );
});

it('registers in one server without a word on where commands can be used, which only holds for all', async () => {
  expect(await register({ guild: '7' })).toBe('registered');
  const [{ line, body }] = requests as [Request];
  expect(line).toBe('PUT /api/v10/applications/42/guilds/7/commands');
  expect(checkCommands(body)).toBeNull();
  expect(body.map(({ name }) => name)).toEqual(discordCommands().map(({ name }) => name));
  for (const one of body) {
    expect(one).not.toHaveProperty('contexts');
    expect(one).not.toHaveProperty('integration_types');
  }
  expect(await register({ guild: '7' })).toBe('unchanged');
  // What is registered for all is another matter.
  expect(await register()).toBe('registered');
});

it('tries again the next time where Discord refused, without its token in what is told', async () => {
  marks.set('discord/commands/42', 'of an earlier version');
  answer = { status: 400, body: { code: 50035, message: 'Invalid Form Body' } };
  const failure = await register().catch((error: unknown) => error);
  expect(failure).toMatchObject({ name: 'DiscordFailure', kind: 'refused', status: 400, code: 50035 });
  expect(JSON.stringify(failure)).not.toContain('a-token');
  expect([...marks]).toEqual([['discord/commands/42', 'of an earlier version']]);
  answer = { status: 200, body: [] };
  expect(await register()).toBe('registered');
  expect(marks.get('discord/commands/42')).toMatch(/^[\da-f]{64}$/);
});
