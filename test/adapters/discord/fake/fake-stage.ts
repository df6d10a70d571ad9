/** A stand-in Discord with a server and two members, and a bot's bare hands: requests without a client. */

import type { DiscordOptions, FakeDiscord } from '../../../fakes/discord/fake.js';
import type { Exchange, Person } from '../../../fakes/discord/person.js';
import { startDiscord } from '../../../fakes/discord/start.js';
import type { Body, Channel, Component, Guild } from '../../../fakes/discord/world.js';
import { createManualClock, type ManualClock } from '../../../fakes/manual-clock.js';

export const componentsV2 = 1 << 15;
export const ephemeral = 1 << 6;

export interface File {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Said {
  readonly status: number;
  readonly code: number | undefined;
  readonly body: Body;
  readonly headers: Headers;
}

/** Method, path below `/api/v10`, and what is sent. @param token null = no Authorization; default: the bot's. */
export type Ask = (
  route: string,
  body?: unknown,
  also?: { readonly files?: readonly File[]; readonly token?: string | null },
) => Promise<Said>;

export interface FakeStage {
  readonly fake: FakeDiscord;
  readonly clock: ManualClock;
  readonly guild: Guild;
  readonly channel: Channel;
  readonly ada: Person;
  readonly bo: Person;
  readonly ask: Ask;
  /** The first answer to an interaction. */
  answer(exchange: Exchange, type: number, data?: Body, files?: readonly File[]): Promise<Said>;
  /** The path of an interaction's messages. */
  webhook(exchange: Exchange, message?: string): string;
}

export const text = (content: string): Component => ({ type: 10, content });
export const button = (custom_id: string, rest: Body = {}): Component => ({
  ...{ type: 2, style: 2, label: 'Go', custom_id },
  ...rest,
});
export const row = (...components: readonly Component[]): Component => ({ type: 1, components });
export const picture = (...names: readonly string[]): Component => ({
  type: 12,
  items: names.map((name) => ({ media: { url: `attachment://${name}` } })),
});
export const message = (...components: readonly Component[]): Body => ({ flags: componentsV2, components });
export const file = (name: string, size = 10): File => ({ name, bytes: new Uint8Array(size).fill(7) });

export const commandList: readonly Body[] = [
  {
    name: 'paint',
    description: 'Paints',
    integration_types: [0, 1],
    contexts: [0, 1, 2],
    options: [
      { type: 11, name: 'photo', description: 'A photo', file_types: ['image'] },
      { type: 3, name: 'style', description: 'A style', autocomplete: true, max_length: 10 },
      { type: 4, name: 'steps', description: 'Steps', min_value: 1, max_value: 100 },
      { type: 10, name: 'strength', description: 'Strength', max_value: 2 },
      { type: 5, name: 'private', description: 'For you alone' },
      { type: 3, name: 'size', description: 'Size', choices: [{ name: 'small', value: '128' }] },
      { type: 7, name: 'where', description: 'A channel' },
    ],
  },
  { name: 'Paint this', type: 3, integration_types: [0, 1], contexts: [0, 1, 2] },
];

export async function openFake(options: DiscordOptions = {}): Promise<FakeStage> {
  const clock = createManualClock(Date.now());
  const fake = await startDiscord({ clock, ...options });
  fake.register(commandList);
  const guild = fake.addGuild();
  const channel = fake.addChannel(guild);
  const join = (name: string) => {
    const user = fake.addUser({ name });
    fake.join(guild, user);
    return fake.as(user, channel);
  };

  const ask: Ask = async (route, body, { files = [], token = fake.token } = {}) => {
    const [method, path] = route.split(' ') as [string, string];
    const form = new FormData();
    form.set('payload_json', JSON.stringify(body));
    for (const [at, { name, bytes }] of files.entries()) form.set(`files[${at}]`, new Blob([bytes]), name);
    const json = body === undefined ? undefined : JSON.stringify(body);
    const response = await fetch(`${fake.apiUrl}/v10${path}`, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bot ${token}` }),
        ...(files.length === 0 && json !== undefined ? { 'content-type': 'application/json' } : {}),
      },
      ...(files.length > 0 ? { body: form } : json === undefined ? {} : { body: json }),
    });
    const { status, headers } = response;
    const said = await response.text();
    const parsed = said === '' ? {} : JSON.parse(said);
    return { status, headers, body: parsed, code: status < 400 ? undefined : parsed.code };
  };

  return {
    ...{ fake, clock, guild, channel, ask },
    ada: join('ada'),
    bo: join('bo'),
    answer: ({ id, token }, type, data, files = []) =>
      ask(
        `POST /interactions/${id}/${token}/callback?with_response=true`,
        { type, ...(data && { data }) },
        {
          files,
          token: null,
        },
      ),
    webhook: ({ token }, at = '@original') => `/webhooks/${fake.applicationId}/${token}/messages/${at}`,
  };
}
