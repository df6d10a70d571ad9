/** Interactions as they are answered: real discord.js at the stand-in Discord, with a conversation of the test's own. */
import { onTestFinished } from 'vitest';
import { discordCommands } from '../../../../src/adapters/discord/definitions.js';
import type { Desk } from '../../../../src/adapters/discord/desk.js';
import { createInteractions } from '../../../../src/adapters/discord/interactions.js';
import { listenToInteractions } from '../../../../src/adapters/discord/overheard.js';
import { createDiscordApi, createRests } from '../../../../src/adapters/discord/rest-api.js';
import type {
  Conversation,
  Press,
  Speaker,
  StylizeInput,
} from '../../../../src/conversation/conversation.js';
import type { Job } from '../../../../src/job/job.js';
import { createLog } from '../../../../src/log.js';
import { createDownload } from '../../../../src/request/download.js';
import { connectClient } from '../../../fakes/discord/client.js';
import { createLeapClock, type LeapClock } from '../../../fakes/discord/clock.js';
import type { FakeDiscord } from '../../../fakes/discord/fake.js';
import type { Exchange, OptionValue, Person } from '../../../fakes/discord/person.js';
import { startDiscord } from '../../../fakes/discord/start.js';
import { memberDefault, permission } from '../../../fakes/discord/state/permissions.js';
import type { Attachment, Channel, Guild, Message } from '../../../fakes/discord/world.js';
import { rendererOf } from '../render/stage.js';
import { createLive, createTalk } from './talk.js';

export interface Stage {
  readonly discord: FakeDiscord;
  readonly clock: LeapClock;
  readonly guild: Guild;
  readonly channel: Channel;
  readonly ada: Person;
  readonly bo: Person;
  /** Moderates the guild. */
  readonly mo: Person;
  /** What the conversation answers instead, from now on. */
  readonly says: Partial<Conversation>;
  readonly asked: {
    readonly stylize: readonly (readonly [StylizeInput, Speaker])[];
    readonly press: readonly (readonly [Press, Speaker])[];
    readonly command: readonly Parameters<Conversation['command']>[];
  };
  readonly jobs: Map<string, Job>;
  /** Jobs whose messages are kept up to date. */
  readonly shown: readonly Job[];
  readonly log: readonly string[];
  /** What handlers have rejected with. */
  readonly failures: readonly unknown[];
  photo(name?: string): Attachment;
  /** `/stylize` with a photo and a preset, unless said otherwise. */
  ask(options?: Readonly<Record<string, OptionValue>>, who?: Person): Exchange;
  /** Somebody whom the guild does not know yet. */
  join(about?: { readonly permissions?: bigint; readonly roles?: readonly string[] }): Person;
  /** The bot is being stopped. */
  shutDown(): void;
}

export const bytes = new Uint8Array(Buffer.from('a picture'));

/** Names of files, tokens and addresses are nobody's business. */
const secret = /photo_of|https?:|ex=|"token"/;

export async function openStage(desk: Partial<Desk> = {}): Promise<Stage> {
  const clock = createLeapClock();
  const discord = await startDiscord({ clock, deadlineMs: 20_000 });
  const { patient } = createRests({ api: discord.apiUrl, token: discord.token });
  const [log, failures, leaving] = [[] as string[], [] as unknown[], new AbortController()];
  const talk = createTalk();
  const api = createDiscordApi(patient);
  const render = rendererOf({ job: async (id) => talk.find(id) });
  const live = createLive(api, render);
  const handle = createInteractions({
    ...{ studio: talk.studio, conversation: talk.conversation, api, live, render, clock },
    ...{ random: Math.random, closing: leaving.signal },
    download: createDownload({ hosts: [], extraHosts: [discord.host], sleep: async () => undefined }),
    log: createLog({ level: 'debug', write: (line) => void log.push(line) }),
    ...desk,
  });
  const client = await connectClient(discord);
  listenToInteractions(client, (interaction) => {
    handle(interaction).catch((error) => failures.push(error));
  });
  discord.register(discordCommands() as never);

  const guild = discord.addGuild({ name: 'Atelier' });
  const channel = discord.addChannel(guild, { name: 'painting' });
  const join: Stage['join'] = (about) => {
    const user = discord.addUser();
    discord.join(guild, user, about);
    return discord.as(user, channel);
  };
  const photo = (filename = 'photo_of_me.png') =>
    discord.upload({ bytes, filename, contentType: 'image/png' });
  const ada = join();
  onTestFinished(async () => {
    leaving.abort();
    await client.destroy();
    await discord.close();
    const told = log.find((line) => secret.test(line));
    if (told !== undefined || failures.length > 0) throw new Error(`Told or thrown: ${told} ${failures}`);
  });
  return {
    ...{ discord, clock, guild, channel, ada, join, photo, log, failures },
    bo: join(),
    mo: join({ permissions: memberDefault | permission.manageGuild }),
    ...{ says: talk.says, asked: talk.asked, jobs: talk.jobs, shown: live.shown },
    ask: (options, who = ada) => who.slash('stylize', options ?? { content: photo(), preset: 'style-3' }),
    shutDown: () => leaving.abort(),
  };
}

/** The answer's message once it says something. */
export const answered = async (exchange: Exchange): Promise<Message> =>
  (await exchange.message()).until(({ isLoading }) => !isLoading);

/** What is said to the one who acted, alone, beside the answer. */
export async function toldApart(discord: FakeDiscord, exchange: Exchange): Promise<Message> {
  await discord.until(() => exchange.followUps.length > 0);
  const [message] = exchange.followUps;
  if (message!.ephemeralFor === null) throw new Error(`All can read: ${message!.text}`);
  return message!;
}

/** The custom ids of a message that begin so. */
export const idsOf = ({ parts }: Message, beginning: string): readonly string[] =>
  parts.flatMap(({ custom_id: id, disabled }) =>
    typeof id === 'string' && id.startsWith(beginning) && disabled !== true ? [id] : [],
  );

/** All first answers. */
export const callbacks = (discord: FakeDiscord) =>
  discord.requests('POST /interactions/{interaction}/{token}/callback');
