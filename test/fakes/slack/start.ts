/**
 * A stand-in for Slack on loopback: Web API, Socket Mode, signed requests, files and OAuth over real sockets, with state,
 * and with the platform's rules. A bot that breaks one gets what Slack would answer.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLeapClock } from '../discord/clock.js';
import { createDispatch } from './deliver/dispatch.js';
import { createEvent, isWanted } from './deliver/event.js';
import { createRequests } from './deliver/requests.js';
import { createSockets } from './deliver/sockets.js';
import type { FakeRequest, FakeSlack, SlackOptions } from './fake.js';
import { needInstallation } from './people/payload.js';
import { createPerson } from './people/person.js';
import * as build from './state/build.js';
import { removeMessage } from './state/compose.js';
import { install, uninstall } from './state/install.js';
import { createState, installationOf, messageKey } from './state/state.js';
import { StoredFile } from './state/stored-file.js';
import type { StoredInstallation } from './state/stored-installation.js';
import { createControls } from './web/controls.js';
import { createServe } from './web/serve.js';
import type { Body, Team } from './world.js';

export async function startSlack(options: SlackOptions = {}): Promise<FakeSlack> {
  const state = createState({ ...options, clock: options.clock ?? createLeapClock() });
  const sockets = createSockets(state);
  const http = createRequests(state);
  const controls = createControls();
  const requests: FakeRequest[] = [];
  const serve = createServe({
    ...{ state, controls, openSocket: sockets.open },
    record(request) {
      requests.push(request);
      state.watch.changed();
    },
  });
  const dispatch = createDispatch(state, state.settings.mode === 'socket' ? sockets : http);
  const tellTo = (installation: StoredInstallation, team: Team, event: Body) =>
    isWanted(state, event) ? dispatch(createEvent(state, installation, team, event)) : null;
  const tell = (team: Team, event: Body) => tellTo(needInstallation(state, team), team, event);
  state.tell = (...about) => void tellTo(...about);

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    // Why: whoever asked may be killed in the middle of a request; there is nobody to answer then.
    serve(request, response).catch(() => response.destroy());
  });
  server.on('upgrade', sockets.upgrade);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  state.origin = `http://${host}`;

  return {
    ...{ apiUrl: `${state.origin}/api/`, authorizeUrl: `${state.origin}/oauth/v2/authorize`, host },
    ...{ appId: state.app.id, appToken: state.app.token, clientId: state.app.clientId },
    ...{ clientSecret: state.app.clientSecret, signingSecret: state.app.signingSecret },
    ...{ now: state.time.now, sockets: sockets.control, http: http.control },

    addEnterprise: (name) => build.addEnterprise(state, name),
    addTeam: (about) => build.addTeam(state, about),
    addUser: (team, about) => build.addUser(state, team, about),
    addChannel: (team, about, members) => build.addChannel(state, team, about, members),
    directChannel: (user) => build.directChannel(state, user),
    invite: (channel) => void channel.members.add(needInstallation(state, channel.team).botUser.id),
    remove: (channel) => void channel.members.delete(needInstallation(state, channel.team).botUser.id),

    install: (user, about) => install(state, user, about),
    installation: (team) => installationOf(state, team),
    consent(consent) {
      state.consent = consent;
    },
    uninstall: (installation) => uninstall(state, installation as StoredInstallation),
    revoke(token) {
      const known = state.tokens.get(token);
      if (known === undefined) throw new RangeError('There is no such token');
      known.isRevoked = true;
    },

    upload(user, { bytes, name, mimetype }) {
      const about = { id: state.ids.id('file'), team: user.team, user: user.id, name, altText: null };
      const file = new StoredFile({ ...about, origin: state.origin });
      Object.assign(file, { bytes, stage: 'ready', claimedType: mimetype ?? null });
      state.files.set(file.id, file);
      return file;
    },
    file: (id) => state.files.get(id) ?? null,
    files: () =>
      [...state.files.values()].filter(
        (file) => !file.isDeleted && file.stage !== 'promised' && state.users.get(file.user)?.isBot === true,
      ),
    redirectFiles(origin) {
      state.filesElsewhere = origin;
    },

    as: (user, channel) => createPerson({ state, dispatch, tell }, user, channel),
    messages: (channel) =>
      [...state.messages.values()].filter(
        (one) => !one.isDeleted && (channel === undefined || one.channel === channel),
      ),
    deleteMessage: ({ channel, ts }) => removeMessage(state, state.messages.get(messageKey(channel, ts))!),
    modals: (user) =>
      [...state.views.values()].filter(
        (one) => one.type === 'modal' && one.isOpen && (user === undefined || one.user === user),
      ),
    event: tell,

    requests(wants = () => true) {
      const isWanted = typeof wants === 'string' ? ({ call }: FakeRequest) => call === wants : wants;
      return requests.filter(isWanted);
    },
    failNext: controls.failNext,
    hold: controls.hold,
    until: (is, ms = 20_000) => state.watch.until(is, ms),
    async close() {
      controls.dropAll();
      await Promise.all([sockets.close(), http.close()]);
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
