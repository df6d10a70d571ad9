/** A stand-in for Discord: what tests can do with it. `startDiscord` (start.ts) starts one. */
import type { Gateway } from './gateway-control.js';
import type { Person } from './person.js';
import type { Attachment, Body, Channel, Guild, Member, Message, Role, Upload, User } from './world.js';

/** The fake's time. `createManualClock` is one, and `createLeapClock` (clock.ts), which runs and can leap besides. */
export interface DiscordClock {
  /** Milliseconds, never going back. */
  now(): number;
  /** Calls once, after so many milliseconds. @returns takes it back. */
  after(ms: number, wake: () => void): () => void;
  /** Milliseconds since 1970, after 2015 (ids hold it). Default: the real time at the start, and as much as `now` went on. */
  wall?(): number;
}

/** So many requests in so many milliseconds. */
export interface Window {
  readonly limit: number;
  readonly windowMs: number;
}

export interface DiscordOptions {
  /** Default: a leap clock. */
  readonly clock?: DiscordClock;
  /** For the first answer to an interaction, milliseconds; default 3000. */
  readonly deadlineMs?: number;
  /** Life of an interaction's token, milliseconds; default 15 minutes. */
  readonly tokenMs?: number;
  /** Default: 5 in 2 s for each token, 5 in 5 s for each kind of request to a channel's messages. */
  readonly buckets?: { readonly webhook?: Window; readonly channel?: Window };
  /** Requests with the bot's token in a second; default 50. */
  readonly globalPerSecond?: number;
  /** Default 1. */
  readonly shards?: number;
  /** Shards that may identify at the same time, five seconds apart the others. Default: all. */
  readonly maxConcurrency?: number;
  /** More 401, 403 and 429 than these in ten minutes set `isBanned`; default 10 000. */
  readonly invalidLimit?: number;
  /** Privileged intents that the application may ask for, bits; default none. */
  readonly privilegedIntents?: number;
}

/** A request that came, as far as it is answered. */
export interface FakeRequest {
  readonly method: string;
  /** Method and template, e.g. `PATCH /webhooks/{application}/{token}/messages/{message}`; `unknown` for others. */
  readonly route: Route | 'unknown';
  /** Path with query, without `/api/v10`. */
  readonly path: string;
  /** Milliseconds of the fake's clock. */
  readonly at: number;
  readonly hasAuthorization: boolean;
  /** `payload_json` where it was multipart. */
  readonly body: Body;
  readonly files: readonly { readonly filename: string; readonly bytes: Uint8Array }[];
  /** null until it is answered. */
  readonly status: number | null;
  /** Discord's code of an error. */
  readonly code: number | null;
}

/** What the fake serves. */
export const routes = [
  'GET /gateway',
  'GET /gateway/bot',
  'GET /applications/@me',
  'GET /applications/{application}/commands',
  'PUT /applications/{application}/commands',
  'POST /applications/{application}/commands',
  'DELETE /applications/{application}/commands/{command}',
  'GET /applications/{application}/guilds/{guild}/commands',
  'PUT /applications/{application}/guilds/{guild}/commands',
  'POST /applications/{application}/guilds/{guild}/commands',
  'DELETE /applications/{application}/guilds/{guild}/commands/{command}',
  'POST /interactions/{interaction}/{token}/callback',
  'POST /webhooks/{application}/{token}',
  'GET /webhooks/{application}/{token}/messages/{message}',
  'PATCH /webhooks/{application}/{token}/messages/{message}',
  'DELETE /webhooks/{application}/{token}/messages/{message}',
  'GET /channels/{channel}',
  'GET /channels/{channel}/messages',
  'POST /channels/{channel}/messages',
  'GET /channels/{channel}/messages/{message}',
  'PATCH /channels/{channel}/messages/{message}',
  'DELETE /channels/{channel}/messages/{message}',
  'GET /guilds/{guild}',
  'GET /users/@me',
  'POST /users/@me/channels',
] as const;
export type Route = (typeof routes)[number];

export interface Failure {
  /** Default: any. */
  readonly route?: Route;
  readonly status: number;
  /** Discord's code; default 0. */
  readonly code?: number;
  /** How many requests; default 1. */
  readonly times?: number;
  /** Of a 429, milliseconds; default 1000. */
  readonly retryAfterMs?: number;
}

export interface Hold {
  /** Resolves when a request has run into it: carried out where `stage` is `accepted`, untouched where it is `arrived`. */
  readonly held: Promise<FakeRequest>;
  /** Goes on with the request (or takes the hold back). */
  release(): void;
  /** Cuts the connection instead. */
  drop(): void;
}

export interface FakeDiscord {
  /** For `rest.api` of discord.js and DISCORD_API_URL: `http://127.0.0.1:PORT/api`. */
  readonly apiUrl: string;
  /** `127.0.0.1:PORT`: attachments are there too (IMPASTO_INPUT_HOSTS). */
  readonly host: string;
  /** The bot's. */
  readonly token: string;
  readonly applicationId: string;
  /** Milliseconds of its clock. */
  now(): number;
  readonly gateway: Gateway;

  /** A new user. */
  addUser(about?: Partial<Omit<User, 'id'>>): User;
  /** A new guild that has the application, where the bot may do all it needs. @param shard which shard serves it. */
  addGuild(about?: Partial<Omit<Guild, 'id' | 'members' | 'roles'>> & { readonly shard?: number }): Guild;
  addRole(guild: Guild, name?: string): Role;
  /** Makes a user a member. Default: may use commands, and write. */
  join(guild: Guild, user: User, about?: Partial<Omit<Member, 'user'>>): Member;
  addChannel(guild: Guild, about?: Partial<Pick<Channel, 'name' | 'nsfw' | 'appPermissions'>>): Channel;
  /** The direct messages of a user and the bot. */
  directChannel(user: User): Channel;
  /** The direct messages of users among themselves, where the bot is not. */
  privateChannel(users: readonly User[]): Channel;
  /** Takes a file for a command's option or a modal. */
  upload(upload: Upload): Attachment;
  /** Registers commands without a request; null = global. @throws RangeError for what Discord would refuse. */
  register(commands: readonly Body[], guild?: Guild | null): void;
  /** Commands as they are registered. */
  commands(guild?: Guild | null): readonly Body[];

  /** The user, at a channel. */
  as(user: User, channel: Channel): Person;
  /** Messages that are not deleted, the oldest first. */
  messages(channel?: Channel): readonly Message[];
  /** Someone deletes a message. */
  deleteMessage(message: Message): void;
  deleteChannel(channel: Channel): void;

  requests(wants?: Route | ((request: FakeRequest) => boolean)): readonly FakeRequest[];
  /** 401, 403 and 429 of the last ten minutes. */
  readonly invalidRequests: number;
  /** There have been too many of them. */
  readonly isBanned: boolean;
  /** Answers the next requests with an error, carrying out none. */
  failNext(failure: Failure): void;
  /** Keeps the answer of the next request of the route (and that `wants` wants). Default stage: `accepted`. */
  hold(
    route: Route,
    about?: { readonly stage?: 'arrived' | 'accepted'; readonly wants?: (request: FakeRequest) => boolean },
  ): Hold;
  /** Resolves when it is so. @param ms real milliseconds, default 20 000; then it rejects. */
  until(is: () => boolean, ms?: number): Promise<void>;
  /** Ends all connections and alarms. */
  close(): Promise<void>;
}
