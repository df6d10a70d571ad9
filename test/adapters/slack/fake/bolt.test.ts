/** Real Bolt at the stand-in Slack, in both modes, and as an application that many workspaces install. */
import type { AddressInfo } from 'node:net';
import { App, type Installation, LogLevel } from '@slack/bolt';
import { afterEach, describe, expect, test } from 'vitest';
import type { FakeSlack, SlackOptions } from '../../../fakes/slack/fake.js';
import { startSlack } from '../../../fakes/slack/start.js';
import { actions, button, input, modal, png, section, text } from './fake-stage.js';

/** Real milliseconds for what waits for reconnections, uploads and the like. */
const patience = 30_000;

let fake: FakeSlack;
let app: App;
afterEach(async () => {
  await app.stop();
  await fake.close();
});

/** Bolt's log belongs to nobody here. */
const quiet = { logLevel: LogLevel.ERROR };

async function open(mode: 'socket' | 'http', options: SlackOptions = {}) {
  fake = await startSlack({ mode, ...options });
  const team = fake.addTeam();
  const user = fake.addUser(team);
  const channel = fake.addChannel(team, {}, [user]);
  const { token } = fake.install(user);
  fake.invite(channel);
  const common = { token, clientOptions: { slackApiUrl: fake.apiUrl }, ...quiet };
  app =
    mode === 'socket'
      ? new App({ ...common, appToken: fake.appToken, socketMode: true })
      : new App({ ...common, signingSecret: fake.signingSecret });
  return { user, channel, person: fake.as(user, channel), token };
}

async function start(mode: 'socket' | 'http'): Promise<void> {
  if (mode === 'socket') return void (await app.start());
  const server = (await app.start({ port: 0, host: '127.0.0.1' })) as { address(): AddressInfo };
  fake.http.url = `http://127.0.0.1:${server.address().port}/slack/events`;
}

const view = modal([
  input('photo', { type: 'file_input', max_files: 1 }),
  input('steps', { type: 'number_input', is_decimal_allowed: false }),
  input('preset', { type: 'external_select', min_query_length: 0 }),
]) as never;

describe.each(['socket', 'http'] as const)('Bolt over %s', (mode) => {
  test(
    'answers commands, modals, buttons, mentions, shortcuts and the home tab',
    async () => {
      const { user, channel, person, token } = await open(mode, { fileReadyMs: 50 });
      app.command('/hi', async ({ ack }) => ack('hi there'));
      app.command('/paint', async ({ ack, body, client }) => {
        await ack();
        await client.views.open({ trigger_id: body.trigger_id, view });
      });
      app.options('value', async ({ ack }) =>
        ack({ options: [{ text: text('Night') as never, value: 'night' }] }),
      );
      app.view('form', async ({ ack, view: { state }, client }) => {
        const { photo, steps, preset } = state.values;
        if (steps!.value!.value === '1')
          return ack({ response_action: 'errors', errors: { steps: 'Too few' } });
        await ack();
        const { url_private: url } = photo!.value!.files![0]!;
        const answer = await fetch(url!, { headers: { authorization: `Bearer ${token}` } });
        const size = (await answer.arrayBuffer()).byteLength;
        const words = `${size} bytes, ${preset!.value!.selected_option!.value}`;
        await client.chat.postMessage({
          channel: channel.id,
          text: words,
          blocks: [actions(button())] as never,
        });
        await client.filesUploadV2({
          channel_id: channel.id,
          file: Buffer.from(png),
          filename: 'a.png',
          initial_comment: 'final',
        });
      });
      app.action('go', async ({ ack, respond, body, client }) => {
        await ack();
        await respond({ text: 'pressed' });
        const { ts } = (body as { message: { ts: string } }).message;
        await client.chat.update({ channel: channel.id, ts, text: 'done' });
      });
      app.event('app_mention', async ({ say }) => void (await say('you called')));
      app.event('app_home_opened', async ({ event, client }) => {
        await client.views.publish({
          user_id: event.user,
          view: { type: 'home', blocks: [section('home')] as never },
        });
      });
      app.shortcut('look', async ({ ack, respond }) => {
        await ack();
        await respond('seen');
      });
      await start(mode);

      expect((await person.slash('/hi').message()).text).toBe('hi there');
      const form = await person.slash('/paint').modal();
      expect(await person.typeahead(form, 'preset', 'ni')).toEqual([{ text: 'Night', value: 'night' }]);
      const photo = fake.upload(user, { bytes: png, name: 'p.png' });
      await person.submit(form, { steps: '1', preset: 'night' }, { photo: [photo] }).acknowledged;
      expect(form.errors).toEqual({ steps: 'Too few' });
      await person.submit(form, { steps: '5' }).acknowledged;
      expect(form.isOpen).toBe(false);
      await fake.until(() => fake.messages(channel).some(({ text }) => text === 'final'));
      const shared = fake.messages(channel).find(({ text }) => text === 'final')!;
      expect(shared.files[0]!.bytes).toEqual(png);
      const posted = fake.messages(channel).find(({ text }) => text === `${png.length} bytes, night`)!;
      const press = person.press(posted, 'go');
      expect(await press.message()).toMatchObject({ text: 'pressed', ephemeralFor: user.id });
      await posted.until(({ text }) => text === 'done');
      person.mention('hello');
      await fake.until(() => fake.messages(channel).some(({ text }) => text === 'you called'));
      person.openHome();
      await fake.until(() => person.home?.words === 'home');
      expect((await person.messageShortcut('look', posted).message()).text).toBe('seen');
      expect(fake.requests(({ error, status }) => error !== null || status !== 200)).toEqual([]);
    },
    patience,
  );
});

test(
  'Bolt comes back after its connection was cut, and after it was told to go',
  async () => {
    const { person } = await open('socket');
    app.command('/hi', async ({ ack }) => ack('hi there'));
    await start('socket');
    for (const end of [fake.sockets.drop, fake.sockets.refresh]) {
      end();
      await fake.until(() => fake.sockets.connections === 0);
      await fake.until(() => fake.sockets.connections === 1);
      expect((await person.slash('/hi').message()).text).toBe('hi there');
    }
  },
  patience,
);

test(
  'Bolt refuses what is forged and what is old, and takes what is replayed or from the future',
  async () => {
    const { person } = await open('http');
    app.command('/hi', async ({ ack }) => ack('hi there'));
    await start('http');
    expect(await fake.http.verifyUrl()).toBe(true);
    expect((await fake.http.sslCheck()).status).toBe(200);
    await person.slash('/hi').acknowledged;
    const delivery = fake.http.sent.at(-1)!;
    const status = async (how: object) => (await fake.http.forge(delivery, how)).status;
    app.logger.setLevel(LogLevel.ERROR);
    expect([await status({ secret: 'x' }), await status({ skewS: -400 })]).toEqual([401, 401]);
    expect([(await fake.http.replay(delivery)).status, await status({ skewS: 3600 })]).toEqual([200, 200]);
  },
  patience,
);

test(
  'Bolt installs itself in two workspaces, and renews tokens that are about to expire',
  async () => {
    fake = await startSlack({ mode: 'http', tokenMs: 3_600_000 });
    const store = new Map<string, Installation>();
    app = new App({
      ...{ signingSecret: fake.signingSecret, clientId: fake.clientId, clientSecret: fake.clientSecret },
      ...{ stateSecret: 'a secret of ours', scopes: ['commands', 'chat:write'], ...quiet },
      clientOptions: { slackApiUrl: fake.apiUrl },
      installerOptions: { authorizationUrl: fake.authorizeUrl, directInstall: true },
      installationStore: {
        storeInstallation: async (installation) =>
          void store.set(installation.team!.id, installation as Installation),
        fetchInstallation: async ({ teamId }) => store.get(teamId!) as never,
      },
    });
    app.command('/who', async ({ ack, client }) => ack(String((await client.auth.test()).team)));
    await start('http');
    const install = new URL('install', fake.http.url!.replace('events', ''));
    for (let at = 0; at < 2; at++) {
      const user = fake.addUser(fake.addTeam());
      fake.consent({ user, redirectUri: new URL('oauth_redirect', install).href });
      const begun = await fetch(install, { redirect: 'manual' });
      const cookie = begun.headers.get('set-cookie')!.split(';')[0]!;
      const consented = await fetch(begun.headers.get('location')!, { redirect: 'manual' });
      expect(consented.status).toBe(302);
      const done = await fetch(consented.headers.get('location')!, {
        headers: { cookie },
        redirect: 'manual',
      });
      expect(done.status).toBe(200);
      const channel = fake.addChannel(user.team, {}, [user]);
      const said = await fake.as(user, channel).slash('/who').message();
      expect(said.text).toBe(user.team.name);
      // An hour of life is less than the two that Bolt wants left: it renews at each use.
      expect(
        fake.requests(({ call, body }) => call === 'oauth.v2.access' && body.grant_type === 'refresh_token'),
      ).toHaveLength(at + 1);
    }
  },
  patience,
);
