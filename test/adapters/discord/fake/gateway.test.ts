/** The stand-in's gateway, with the real client: what is dispatched arrives, also after a drop, and twice where wanted. */
import { type Client, Events, type Interaction } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { connectClient } from '../../../fakes/discord/client.js';
import type { DiscordOptions, FakeDiscord } from '../../../fakes/discord/fake.js';
import { startDiscord } from '../../../fakes/discord/start.js';
import { commandList } from './fake-stage.js';

let fake: FakeDiscord;
const clients: Client[] = [];
const heard: string[] = [];

async function open(options: DiscordOptions = {}) {
  fake = await startDiscord(options);
  fake.register(commandList);
}

async function connect(options: Parameters<typeof connectClient>[1] = {}) {
  const client = await connectClient(fake, options);
  clients.push(client);
  client.on(Events.InteractionCreate, (interaction: Interaction) => void heard.push(interaction.id));
  return client;
}

function member(shard = 0) {
  const guild = fake.addGuild({ shard });
  const user = fake.addUser();
  fake.join(guild, user);
  return fake.as(user, fake.addChannel(guild));
}

beforeEach(() => open());
afterEach(async () => {
  for (const client of clients.splice(0)) await client.destroy();
  heard.length = 0;
  await fake.close();
});

describe('the real client', () => {
  test('logs in and hears of interactions without any intent', async () => {
    const client = await connect();
    expect(client.application.id).toBe(fake.applicationId);
    expect(fake.gateway).toMatchObject({ identifies: 1, resumes: 0, connected: [0] });
    const { id } = member().slash('paint');
    await fake.until(() => heard.includes(id));
  });

  test('hears of what happened while it was away, once, and keeps its session', async () => {
    await connect();
    const person = member();
    const before = person.slash('paint').id;
    await fake.until(() => heard.length === 1);
    fake.gateway.drop();
    expect(fake.gateway.connected).toEqual([]);
    const away = [person.slash('paint').id, person.slash('paint').id];
    await fake.until(() => heard.length === 3);
    expect(heard).toEqual([before, ...away]);
    expect(fake.gateway).toMatchObject({ identifies: 1, resumes: 1, connected: [0] });
    const after = person.slash('paint').id;
    await fake.until(() => heard.includes(after));
  });

  test('comes back when it is asked to', async () => {
    await connect();
    fake.gateway.reconnect();
    const { id } = member().slash('paint');
    await fake.until(() => heard.includes(id));
    expect(fake.gateway.resumes).toBe(1);
  });

  test('begins anew where its session is lost, and what was dispatched meanwhile with it', async () => {
    await connect();
    const person = member();
    fake.gateway.invalidate();
    const lost = person.slash('paint').id;
    await fake.until(() => fake.gateway.identifies === 2 && fake.gateway.connected.length === 1);
    const { id } = person.slash('paint');
    await fake.until(() => heard.includes(id));
    expect(heard).not.toContain(lost);
  });

  test('waits while connections are refused', async () => {
    await connect();
    const { release } = fake.gateway.refuse();
    fake.gateway.drop();
    const refused = new WebSocket(fake.gateway.url);
    await new Promise<void>((resolve) => refused.once('error', () => resolve()));
    expect(fake.gateway.connected).toEqual([]);
    const { id } = member().slash('paint');
    release();
    await fake.until(() => heard.includes(id));
  });

  test('hears twice of what is delivered twice: a bot that does not look for it acts twice', async () => {
    await connect();
    const person = member();
    fake.gateway.duplicate();
    const twice = person.slash('paint').id;
    const once = person.slash('paint').id;
    await fake.until(() => heard.includes(once));
    expect(heard).toEqual([twice, twice, once]);
  });

  test('finds guilds, and what comes to them, with the intent alone', async () => {
    const first = fake.addGuild();
    const [listening, deaf] = [await connect({ intents: ['Guilds'] }), await connect()];
    expect(listening.guilds.cache.get(first.id)).toMatchObject({ name: first.name, available: true });
    expect(deaf.guilds.cache.get(first.id)).toMatchObject({ available: false });
    const channel = fake.addChannel(first);
    const second = fake.addGuild();
    await fake.until(() => listening.guilds.cache.has(second.id) && listening.channels.cache.has(channel.id));
    expect(deaf.channels.cache.size).toBe(0);
  });

  test('is on several shards, each with its guilds', async () => {
    await fake.close();
    await open({ shards: 2 });
    const client = await connect({ shards: 'auto' });
    expect(client.options.shardCount).toBe(2);
    await fake.gateway.ready();
    expect(fake.gateway.connected).toEqual([0, 1]);
    const seen: [string, number][] = [];
    client.on(Events.Raw, ({ t, d }: { t: string; d: { id: string } }, shard: number) => {
      if (t === 'INTERACTION_CREATE') seen.push([d.id, shard]);
    });
    const asked = [0, 1, 1, 0].map((shard) => [member(shard).slash('paint').id, shard]);
    await fake.until(() => seen.length === 4);
    expect(seen.sort()).toEqual(asked.sort());
    fake.gateway.drop(1);
    expect(fake.gateway.connected).toEqual([0]);
    const later = member(1).slash('paint').id;
    await fake.until(() => heard.includes(later));
    expect(fake.gateway).toMatchObject({ identifies: 2, resumes: 1 });
  });
});

/** The code that a bare client's connection is closed with, after it has sent something in answer to HELLO. */
function closedWith(...packets: readonly unknown[]): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${fake.gateway.url}/?v=10&encoding=json`);
    socket.once('message', () => {
      for (const packet of packets) socket.send(typeof packet === 'string' ? packet : JSON.stringify(packet));
    });
    socket.on('close', resolve);
  });
}

describe('what the gateway refuses', () => {
  const identify = (rest: object) => ({ op: 2, d: { token: fake.token, intents: 0, ...rest } });
  const rows: readonly [why: string, code: number, packets: () => readonly unknown[]][] = [
    ['another token', 4004, () => [identify({ token: `Bot ${fake.token}` })]],
    ['intents that need leave', 4014, () => [identify({ intents: 1 << 15 })]],
    ['intents that are none', 4013, () => [identify({ intents: 2 ** 30 })]],
    ['a shard beyond its count', 4010, () => [identify({ shard: [2, 2] })]],
    ['to be identified twice', 4005, () => [identify({}), identify({})]],
    ['anything before it', 4003, () => [{ op: 3, d: {} }]],
    ['an unknown opcode', 4001, () => [{ op: 77 }]],
    ['what is not JSON', 4002, () => ['{']],
    ['another token in a RESUME', 4004, () => [{ op: 6, d: { token: 'x', session_id: 'x', seq: 0 } }]],
  ];
  test.each(rows)('%s', async (_, code, packets) => {
    await expect(closedWith(...packets())).resolves.toBe(code);
  });

  test('fewer shards than are needed', async () => {
    await fake.close();
    await open({ shards: 3 });
    await expect(closedWith(identify({ shard: [0, 2] }))).resolves.toBe(4011);
  });

  test('but intents that need leave pass where there is leave', async () => {
    await fake.close();
    await open({ privilegedIntents: 1 << 15 });
    await connect({ intents: ['MessageContent'] });
    expect(fake.gateway.identifies).toBe(1);
  });

  test('a wrong token at login', async () => {
    await expect(connectClient({ ...fake, token: 'MTIz.x.y' })).rejects.toMatchObject({
      code: 'TokenInvalid',
    });
    expect(fake.requests('GET /gateway/bot')).toMatchObject([{ status: 401 }]);
    expect(fake.gateway.identifies).toBe(0);
  });
});

test('a heartbeat is answered, and a session that nobody knows is told so', async () => {
  const socket = new WebSocket(fake.gateway.url);
  const ops: number[] = [];
  socket.on('message', (raw) => {
    const { op, d } = JSON.parse(String(raw));
    ops.push(op);
    if (op === 10) socket.send(JSON.stringify({ op: 1, d: null }));
    if (op === 11)
      socket.send(JSON.stringify({ op: 6, d: { token: fake.token, session_id: 'none', seq: 3 } }));
    if (op === 9) expect(d).toBe(false);
  });
  await fake.until(() => ops.length === 3);
  expect(ops).toEqual([10, 11, 9]);
  expect(fake.gateway.heartbeats).toBe(1);
  socket.terminate();
});

test('a session that was made invalid cannot be resumed', async () => {
  /** Says something in answer to HELLO, and gives the first packet that has the opcode. */
  const converse = (said: object, opcode: number) =>
    new Promise<{ socket: WebSocket; d: { session_id?: string } }>((resolve) => {
      const socket = new WebSocket(fake.gateway.url);
      socket.on('message', (raw) => {
        const { op, d } = JSON.parse(String(raw));
        if (op === 10) socket.send(JSON.stringify(said));
        if (op === opcode) resolve({ socket, d });
      });
    });
  const { token } = fake;
  const resume = (session_id: string | undefined) => ({ op: 6, d: { token, session_id, seq: 1 } });
  const first = await converse({ op: 2, d: { token, intents: 0 } }, 0);
  fake.gateway.drop();
  const second = await converse(resume(first.d.session_id), 0);
  expect(fake.gateway.resumes).toBe(1);
  fake.gateway.invalidate();
  const third = await converse(resume(first.d.session_id), 9);
  expect(third.d).toBe(false);
  for (const { socket } of [first, second, third]) socket.terminate();
});
