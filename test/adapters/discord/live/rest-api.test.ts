/** Requests of discord.js' own client, at the stand-in. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { readAddress } from '../../../../src/adapters/discord/address.js';
import type { Payload } from '../../../../src/adapters/discord/payload.js';
import { createDiscordApi, createRests } from '../../../../src/adapters/discord/rest-api.js';
import { jobAt } from './job.js';
import { edit, never, openWire } from './wire.js';

const saying = (content: string): Payload => ({ components: [{ type: 10, content }], files: [] });
const shown = (name: string): Payload => ({
  components: [{ type: 12, items: [{ media: { url: `attachment://${name}` } }] }],
  files: [{ name, bytes: new Uint8Array([137, 80, 78, 71]), alt: 'a picture' }],
});
const gone = { code: 10_008 };

it("edits by the interaction's token without the bot's, and uploads a file once", async () => {
  const { api, begin, address, discord } = await openWire();
  const message = await begin('rokadimu');
  const first = await api.editByToken(address('rokadimu'), shown('a.png'), new Map(), never);
  expect(first).toMatchObject({ message: message.id, channel: message.channel.id });
  expect([...first.attached.keys()]).toEqual(['a.png']);
  const second = await api.editByToken(address('rokadimu'), shown('a.png'), first.attached, never);
  expect(second.attached).toEqual(first.attached);
  const edits = discord.requests(edit);
  expect(edits.map(({ files }) => files.length)).toEqual([1, 0]);
  expect(edits.map(({ hasAuthorization }) => hasAuthorization)).toEqual([false, false]);
  expect(message.attachments.map(({ description }) => description)).toEqual(['a picture']);
  await api.editByToken(
    { ...address('rokadimu'), isOriginal: false, message: message.id },
    saying('a'),
    new Map(),
    never,
  );
  expect(message.attachments).toEqual([]);
  const nowhere = { ...address('rokadimu'), isOriginal: false, message: null };
  await expect(api.editByToken(nowhere, saying('b'), new Map(), never)).rejects.toThrow(TypeError);
});

it("edits, posts and looks with the bot's token, and mentions nobody but whom it is told to", async () => {
  const { api, begin, channel, discord } = await openWire();
  const message = await begin('rokadimu');
  const place = { channel: channel.id, message: message.id };
  await api.editAsBot(place, saying('@everyone <@1>'), never);
  expect(message.text).toBe('@everyone <@1>');
  const user = discord.addUser();
  discord.join(channel.guild!, user);
  const post = () => {
    const unique = { nonce: 'n0nce', mention: user.id };
    return api.post(channel.id, saying(`@everyone <@${user.id}>`), unique, never);
  };
  const [first, second] = [await post(), await post()];
  expect(second.message).toBe(first.message);
  expect(discord.messages(channel).find(({ id }) => id === first.message)!.pinged).toEqual([user.id]);
  const button = { type: 2, style: 1, label: 'a', custom_id: 'v1:info:rokadimu' } as const;
  const nested = {
    type: 17,
    components: [{ type: 9, components: [{ type: 10, content: 'a' }], accessory: button }],
  };
  await api.editAsBot(place, { components: [nested as never], files: [] }, never);
  discord.as(user, channel).say('v1:info:rokadimu');
  expect(await api.newest(channel.id, never)).toEqual([
    { message: message.id, customIds: ['v1:info:rokadimu'] },
  ]);
});

it('follows up for one or for all, and takes the answer away', async () => {
  const { api, begin, address, discord, channel } = await openWire();
  const message = await begin('rokadimu');
  await api.editByToken(address('rokadimu'), saying('first'), new Map(), never);
  for (const isEphemeral of [true, false]) {
    const { message: id } = await api.followUp(address('rokadimu'), saying('more'), isEphemeral, never);
    const found = discord.messages(channel).find((one) => one.id === id)!;
    expect(found.ephemeralFor !== null).toBe(isEphemeral);
  }
  await api.deleteOriginal(address('rokadimu'), never);
  expect(message.isDeleted).toBe(true);
  await expect(api.deleteOriginal(address('rokadimu'), never)).rejects.toMatchObject(gone);
});

it('waits for Discord, or does not, as its client is made', async () => {
  const { api, impatient, begin, address, discord } = await openWire();
  await begin('rokadimu');
  discord.failNext({ route: edit, status: 429, retryAfterMs: 900 });
  const hasty = createDiscordApi(impatient).editByToken(address('rokadimu'), saying('a'), new Map(), never);
  await expect(hasty).rejects.toMatchObject({ kind: 'limited', status: 429 });
  await expect(hasty).rejects.toSatisfy(({ retryAfterMs }) => retryAfterMs > 800 && retryAfterMs < 5000);
  expect(discord.requests(edit)).toHaveLength(1);
  discord.failNext({ route: edit, status: 429, retryAfterMs: 900 });
  await api.editByToken(address('rokadimu'), saying('b'), new Map(), never);
  expect(discord.requests(edit).map(({ status }) => status)).toEqual([429, 429, 200]);
});

it('repeats once what met a server error, in the patient client', async () => {
  const { api, impatient, begin, address, discord } = await openWire();
  await begin('rokadimu');
  discord.failNext({ route: edit, status: 502 });
  await api.editByToken(address('rokadimu'), saying('a'), new Map(), never);
  discord.failNext({ route: edit, status: 502 });
  const hasty = createDiscordApi(impatient).editByToken(address('rokadimu'), saying('b'), new Map(), never);
  await expect(hasty).rejects.toMatchObject({ kind: 'unreachable', status: 502 });
  expect(discord.requests(edit).map(({ status }) => status)).toEqual([502, 200, 502]);
});

it('ends with its signal, also while it waits, and sends nothing afterwards', async () => {
  const { api, begin, address, discord } = await openWire();
  await begin('rokadimu');
  const aborted = { name: 'AbortError' };
  const send = (signal: AbortSignal) => api.editByToken(address('rokadimu'), saying('a'), new Map(), signal);
  await expect(send(AbortSignal.abort())).rejects.toMatchObject(aborted);
  expect(discord.requests(edit)).toEqual([]);
  discord.failNext({ route: edit, status: 429, retryAfterMs: 1000 });
  const abort = new AbortController();
  const waiting = send(abort.signal);
  await discord.until(() => discord.requests(edit).some(({ status }) => status === 429));
  abort.abort(new Error('https://secret'));
  await expect(waiting).rejects.toMatchObject(aborted);
  await send(never);
  expect(discord.requests(edit).map(({ status }) => status)).toEqual([429, 200]);
});

it('is told of a Discord that says nothing, or nonsense, as of one that is not reached', async () => {
  const server = createServer((request, response) => {
    if (request.url!.endsWith('/messages/1'))
      response.writeHead(200, { 'content-type': 'application/json' }).end('{');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { patient } = createRests({
    api: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: 't',
  });
  patient.options.timeout = 100;
  const api = createDiscordApi(patient);
  const place = { channel: '2', message: '1' };
  await expect(api.editAsBot(place, saying('a'), never)).rejects.toMatchObject({ kind: 'unreachable' });
  const silent = api.editByToken(readAddress(jobAt().address), saying('a'), new Map(), never);
  await expect(silent).rejects.toMatchObject({ kind: 'unreachable', status: 0 });
});

it('tells nothing of tokens where it is refused', async () => {
  const { api, begin, address } = await openWire();
  await begin('rokadimu');
  const failed = api.editByToken(
    { ...address('rokadimu'), token: 'x'.repeat(80) },
    saying('a'),
    new Map(),
    never,
  );
  const error = await failed.catch((reason) => reason);
  expect(error).toMatchObject({ kind: 'token-dead', code: 50_027 });
  expect(JSON.stringify(Object.getOwnPropertyDescriptors(error))).not.toContain('xxx');
});

it("one refusal of the bot's token is not the end of it", async () => {
  const { api, begin, channel, discord } = await openWire();
  const { id: message } = await begin('rokadimu');
  const edited = (words: string) => api.editAsBot({ channel: channel.id, message }, saying(words), never);
  discord.failNext({ status: 401 });
  await expect(edited('a')).rejects.toMatchObject({ kind: 'token-dead' });
  await expect(edited('b')).resolves.toMatchObject({ message });
});
