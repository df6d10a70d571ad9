/** A stand-in Slack with a workspace and two members, and a bot's bare hands: requests and a socket without a client. */
import { type RawData, WebSocket } from 'ws';
import { createManualClock, type ManualClock } from '../../../fakes/manual-clock.js';
import type { EnvelopeType } from '../../../fakes/slack/delivery.js';
import type { FakeSlack, SlackOptions } from '../../../fakes/slack/fake.js';
import type { Exchange, Person } from '../../../fakes/slack/person.js';
import { startSlack } from '../../../fakes/slack/start.js';
import type { Method } from '../../../fakes/slack/web/methods.js';
import type { Block, Body, Channel, Installation, Team } from '../../../fakes/slack/world.js';

export interface Said {
  readonly status: number;
  readonly ok: boolean;
  readonly error: string | undefined;
  readonly body: Body;
  readonly headers: Headers;
}

/** @param token null = none; default: the workspace's own. */
export type Ask = (method: Method, body?: Body, token?: string | null) => Promise<Said>;

export interface Envelope {
  readonly envelope_id: string;
  readonly type: EnvelopeType;
  readonly payload: Body;
  readonly retry_attempt?: number;
}

/** A bot at a socket, that does nothing by itself. */
export interface SocketBot {
  readonly socket: WebSocket;
  /** All that came, but for the greeting. */
  readonly heard: readonly Envelope[];
  /** The next that comes, or came and was not asked for yet. */
  next(): Promise<Envelope>;
  ack(envelope: Envelope, payload?: Body): void;
  /** Acknowledges all that comes from now on. */
  ackAll(payload?: Body): void;
}

export interface FakeStage {
  readonly fake: FakeSlack;
  readonly clock: ManualClock;
  readonly team: Team;
  readonly channel: Channel;
  readonly installation: Installation;
  readonly ada: Person;
  readonly bo: Person;
  readonly ask: Ask;
  /** A connection of Socket Mode, greeted. */
  connect(): Promise<SocketBot>;
}

export const text = (words: string): Body => ({ type: 'plain_text', text: words });
export const markup = (words: string): Body => ({ type: 'mrkdwn', text: words });
export const section = (words = 'hello', rest: Body = {}): Block => ({
  type: 'section',
  text: markup(words),
  ...rest,
});
export const button = (action_id = 'go', rest: Body = {}): Block => ({
  type: 'button',
  action_id,
  text: text('Go'),
  ...rest,
});
export const actions = (...elements: readonly Block[]): Block => ({ type: 'actions', elements });
export const option = (value: string): Body => ({ text: text(value), value });
export const input = (block_id: string, element: Body, rest: Body = {}): Block => ({
  ...{ type: 'input', block_id, label: text(block_id), element: { action_id: 'value', ...element } },
  ...rest,
});
export const modal = (blocks: readonly Body[] = [section()], rest: Body = {}): Body => ({
  ...{ type: 'modal', callback_id: 'form', title: text('A form'), submit: text('Send'), blocks },
  ...rest,
});
export const pictureOf = (id: string): Block => ({
  type: 'image',
  alt_text: 'A picture',
  slack_file: { id },
});

/** The least that passes for a picture. */
export const png = new Uint8Array(Buffer.from('\x89PNG\r\n\x1a\n0123456789', 'latin1'));

export async function post(
  url: string,
  body: Body | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Said> {
  const isForm = typeof body === 'string';
  const response = await fetch(url, {
    ...{ method: 'POST', redirect: 'manual', body: isForm ? body : JSON.stringify(body) },
    headers: {
      'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json; charset=utf-8',
      ...headers,
    },
  });
  const said = await response.text();
  const parsed = said.startsWith('{') ? (JSON.parse(said) as Body) : { text: said };
  const { status, headers: given } = response;
  return {
    status,
    headers: given,
    ok: parsed.ok === true,
    error: parsed.error as string | undefined,
    body: parsed,
  };
}

export async function connectSocket(fake: FakeSlack): Promise<SocketBot> {
  const { body } = await post(
    `${fake.apiUrl}apps.connections.open`,
    {},
    { authorization: `Bearer ${fake.appToken}` },
  );
  const socket = new WebSocket(String(body.url));
  const heard: Envelope[] = [];
  let taken = 0;
  let always: Body | null = null;
  let wake = () => {};
  let greet = () => {};
  const greeted = new Promise<void>((resolve) => {
    greet = resolve;
  });
  const ack = ({ envelope_id }: Envelope, payload?: Body) =>
    socket.send(JSON.stringify({ envelope_id, ...(payload === undefined ? {} : { payload }) }));
  socket.on('message', (data: RawData) => {
    const envelope = JSON.parse(String(data)) as Envelope;
    if ((envelope.type as string) === 'hello') return greet();
    heard.push(envelope);
    if (always !== null && envelope.envelope_id) ack(envelope, always);
    wake();
  });
  socket.on('error', () => undefined);
  await greeted;
  return {
    ...{ socket, heard, ack },
    async next() {
      while (heard.length <= taken)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      taken += 1;
      return heard[taken - 1]!;
    },
    ackAll(payload = {}) {
      always = payload;
    },
  };
}

export async function openFake(options: SlackOptions = {}): Promise<FakeStage> {
  const clock = createManualClock(Date.now());
  const fake = await startSlack({ clock, ...options });
  const team = fake.addTeam();
  const ada = fake.addUser(team, { name: 'ada', isAdmin: true });
  const bo = fake.addUser(team, { name: 'bo' });
  const channel = fake.addChannel(team, { name: 'art' }, [ada, bo]);
  const installation = fake.install(ada);
  fake.invite(channel);
  return {
    ...{ fake, clock, team, channel, installation },
    ada: fake.as(ada, channel),
    bo: fake.as(bo, channel),
    ask: (method, body = {}, token = installation.token) =>
      post(fake.apiUrl + method, body, token === null ? {} : { authorization: `Bearer ${token}` }),
    connect: () => connectSocket(fake),
  };
}

/** A file of the bot's, uploaded, completed and looked at. */
export async function uploadFile(
  stage: FakeStage,
  body: Body = {},
  bytes = png,
  filename = 'picture.png',
): Promise<string> {
  const { ask, fake, clock } = stage;
  const ticket = await ask('files.getUploadURLExternal', { filename, length: bytes.length });
  await fetch(String(ticket.body.upload_url), { method: 'POST', body: bytes });
  const id = String(ticket.body.file_id);
  await ask('files.completeUploadExternal', { files: [{ id }], ...body });
  await clock.pass(1500);
  if (fake.file(id)?.isReady !== true) throw new Error('The file is not there');
  return id;
}

/** A modal that the bot has opened for somebody. */
export async function openModal(
  stage: FakeStage,
  bot: SocketBot,
  view: Body = modal(),
  person: Person = stage.ada,
) {
  const exchange: Exchange = person.slash('/paint');
  let envelope = await bot.next();
  // What came before it is nobody's business here.
  while (envelope.envelope_id !== exchange.id) envelope = await bot.next();
  bot.ack(envelope);
  const opened = await stage.ask('views.open', { trigger_id: envelope.payload.trigger_id, view });
  if (!opened.ok) throw new Error(JSON.stringify(opened.body));
  return exchange.modal();
}
