/**
 * A stand-in for Discord on loopback: REST, gateway and files over real sockets, with state, and with the platform's
 * rules. A bot that breaks one gets what Discord would answer.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLeapClock } from './clock.js';
import type { DiscordOptions, FakeDiscord, FakeRequest } from './fake.js';
import { createGateway } from './gateway/gateway.js';
import { removeMessage } from './message/compose.js';
import { createDispatch } from './people/dispatch.js';
import { createPerson } from './people/person.js';
import { createBuckets } from './rest/buckets.js';
import { serveFile } from './rest/cdn.js';
import { createControls } from './rest/controls.js';
import { createInvalidRequests } from './rest/invalid.js';
import { callback } from './rest/routes/callback.js';
import { channels } from './rest/routes/channels.js';
import { commands, replaceCommands } from './rest/routes/commands.js';
import { createPlaces } from './rest/routes/places.js';
import { webhooks } from './rest/routes/webhooks.js';
import { createServe } from './rest/serve.js';
import * as build from './state/build.js';
import { createState } from './state/state.js';
import { createAttachment } from './state/stored-attachment.js';
import type { StoredMessage } from './state/stored-message.js';
import { channelJson, guildJson } from './state/wire.js';
import type { Message } from './world.js';

/** @throws RangeError for a clock whose wall is before 2015. */
export async function startDiscord(options: DiscordOptions = {}): Promise<FakeDiscord> {
  const state = createState({ ...options, clock: options.clock ?? createLeapClock() });
  const gateway = createGateway(state, () => state.origin.replace('http', 'ws'));
  const controls = createControls();
  const invalid = createInvalidRequests(state.time.now, state.settings.invalidLimit);
  const requests: FakeRequest[] = [];
  const handlers = { ...callback, ...webhooks, ...channels, ...commands, ...createPlaces(gateway.control) };
  const serve = createServe({
    ...{ state, handlers, controls, invalid, limit: createBuckets(state) },
    record(request) {
      requests.push(request);
      state.watch.changed();
    },
  });
  const dispatch = createDispatch(state, gateway);

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    if (serveFile(state, request, response)) return;
    // Why: whoever asked may be killed in the middle of a request; there is nobody to answer then.
    serve(request, response).catch(() => response.destroy());
  });
  server.on('upgrade', gateway.upgrade);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  state.origin = `http://${host}`;

  const stored = ({ id }: Message): StoredMessage => state.messages.get(id)!;
  return {
    ...{ apiUrl: `${state.origin}/api`, host, token: state.token, applicationId: state.application },
    now: state.time.now,
    gateway: gateway.control,

    addUser: (about) => build.addUser(state, about),
    addGuild(about) {
      const guild = build.addGuild(state, about);
      if (guild.hasApp) gateway.tell('GUILD_CREATE', guildJson(state, guild), guild.id);
      return guild;
    },
    addRole: (guild, name) => build.addRole(state, guild, name),
    join: build.join,
    addChannel(guild, about) {
      const channel = build.addChannel(state, guild, about);
      gateway.tell('CHANNEL_CREATE', channelJson(state, channel), guild.id);
      return channel;
    },
    directChannel: (user) => build.directChannel(state, user),
    privateChannel: (users) => build.privateChannel(state, users),
    upload: (upload) => createAttachment(state, upload, `ephemeral-attachments/${state.application}`),
    register: (list, guild = null) => void replaceCommands(state, guild?.id ?? null, list),
    commands: (guild = null) => state.commands.get(guild?.id ?? null) ?? [],

    as: (user, channel) => createPerson(state, dispatch, user, channel),
    messages: (channel) =>
      [...state.messages.values()].filter(
        (one) => !one.isDeleted && (channel === undefined || one.channel === channel),
      ),
    deleteMessage: (message) => removeMessage(state, stored(message)),
    deleteChannel(channel) {
      for (const message of state.messages.values())
        if (message.channel === channel && !message.isDeleted) removeMessage(state, message);
      state.channels.delete(channel.id);
      if (channel.guild !== null)
        gateway.tell('CHANNEL_DELETE', channelJson(state, channel), channel.guild.id);
    },

    requests(wants = () => true) {
      const isWanted = typeof wants === 'string' ? ({ route }: FakeRequest) => route === wants : wants;
      return requests.filter(isWanted);
    },
    get invalidRequests() {
      return invalid.count;
    },
    get isBanned() {
      return invalid.isBanned;
    },
    failNext: controls.failNext,
    hold: controls.hold,
    until: (is, ms = 20_000) => state.watch.until(is, ms),
    async close() {
      controls.dropAll();
      gateway.close();
      for (const { abandon } of state.interactions.values()) abandon();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
