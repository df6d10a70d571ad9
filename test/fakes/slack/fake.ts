/** A stand-in for Slack: what tests can do with it. `startSlack` (start.ts) starts one. */
import type { Requests, Sockets } from './delivery.js';
import type { Exchange, Person } from './person.js';
import type { Call } from './web/methods.js';
import type {
  Body,
  Channel,
  Enterprise,
  Installation,
  Message,
  SlackFile,
  Team,
  Upload,
  User,
  View,
} from './world.js';

/** The fake's time. `createManualClock` is one, and `createLeapClock` (../discord/clock.ts), which runs and can leap besides. */
export interface SlackClock {
  /** Milliseconds, never going back. */
  now(): number;
  /** Calls once, after so many milliseconds. @returns takes it back. */
  after(ms: number, wake: () => void): () => void;
  /** Milliseconds since 1970. Default: the real time at the start, and as much as `now` went on. */
  wall?(): number;
}

export interface SlackOptions {
  /** Default: a leap clock. */
  readonly clock?: SlackClock;
  /** Default `socket`. */
  readonly mode?: 'socket' | 'http';
  /** For the acknowledgement, milliseconds; default 3000. */
  readonly deadlineMs?: number;
  /** Life of a trigger_id, milliseconds; default 3000. */
  readonly triggerMs?: number;
  /** Of a response_url; default 5 in 30 minutes. */
  readonly responseUrl?: { readonly uses: number; readonly lifeMs: number };
  /** Milliseconds after which what was not acknowledged is sent again; default: events 0, 1 min, 5 min; interactions 0. */
  readonly retries?: { readonly events?: readonly number[]; readonly interactions?: readonly number[] };
  /** Milliseconds from a completed upload until the file is there; default 1500. */
  readonly fileReadyMs?: number;
  /** Requests in a minute for a method and a workspace; default 20, 50, 100. */
  readonly tiers?: Partial<Record<2 | 3 | 4, number>>;
  /** chat.postMessage to one channel: one a second, and so many at once; default 4. */
  readonly postBurst?: number;
  /** Life of a bot's token, milliseconds; default null: they do not expire. Slack's are 12 hours. */
  readonly tokenMs?: number | null;
  /** What installations are granted; default: all that the methods ask for, save `chat:write.public`. */
  readonly scopes?: readonly string[];
  /** Types of events that the application wants to hear; default: see state/settings.ts. */
  readonly events?: readonly string[];
  /** A `slack_file` of a file that was shared nowhere is shown to all who see the message; default false. */
  readonly showsPrivateFiles?: boolean;
}

/** A request that came, as far as it is answered. */
export interface FakeRequest {
  /** A method of the Web API, or one of the addresses beside it; `unknown` for others. */
  readonly call: Call | 'unknown';
  readonly path: string;
  /** Milliseconds of the fake's clock. */
  readonly at: number;
  readonly hasAuthorization: boolean;
  /** The workspace or organisation of the token; null = none or unknown. */
  readonly tenant: string | null;
  /** Fields; JSON in texts is read. */
  readonly body: Body;
  /** Bytes, of an upload. */
  readonly bytes: Uint8Array | null;
  /** null until it is answered. */
  readonly status: number | null;
  /** Slack's word for what was wrong. */
  readonly error: string | null;
}

export interface Failure {
  /** Default: any. */
  readonly call?: Call;
  /** Slack's word: the answer is `{ok: false, error}`. Default `internal_error`. */
  readonly error?: string;
  /** Default 200, as Slack does; 429 has a Retry-After. */
  readonly status?: number;
  /** How many requests; default 1. */
  readonly times?: number;
  /** Of a 429, seconds; default 1. */
  readonly retryAfterS?: number;
}

export interface Hold {
  /** Resolves when a request has run into it: carried out where `stage` is `accepted`, untouched where it is `arrived`. */
  readonly held: Promise<FakeRequest>;
  /** Goes on with the request (or takes the hold back). */
  release(): void;
  /** Cuts the connection instead. */
  drop(): void;
}

/** What the next visit to the page "Add to Slack" does. */
export interface Consent {
  readonly user: User;
  /** The whole organisation. */
  readonly isEnterprise?: boolean;
  /** The user says no. */
  readonly isDenied?: boolean;
  /** Where the page leads to when the application names no place. */
  readonly redirectUri?: string;
}

export interface FakeSlack {
  /** For `slackApiUrl` of Bolt and SLACK_API_URL: `http://127.0.0.1:PORT/api/`. */
  readonly apiUrl: string;
  /** For `authorizationUrl` of Bolt's installer. */
  readonly authorizeUrl: string;
  /** `127.0.0.1:PORT`: files are there too. */
  readonly host: string;
  readonly appId: string;
  /** Of the application, for Socket Mode. */
  readonly appToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signingSecret: string;
  /** Milliseconds of its clock. */
  now(): number;
  readonly sockets: Sockets;
  readonly http: Requests;

  addEnterprise(name?: string): Enterprise;
  /** A new workspace, without the application. */
  addTeam(about?: Partial<Omit<Team, 'id'>>): Team;
  addUser(team: Team, about?: Partial<Omit<User, 'id' | 'team' | 'isBot'>>): User;
  /** A new channel. @param members default none. */
  addChannel(
    team: Team,
    about?: Partial<Omit<Channel, 'id' | 'team' | 'members'>>,
    members?: readonly User[],
  ): Channel;
  /** The conversation of a user and the bot, begun if need be. */
  directChannel(user: User): Channel;
  /** Takes the bot into a channel. */
  invite(channel: Channel): void;
  /** Takes the bot out of a channel. */
  remove(channel: Channel): void;

  /** Installs the application in the user's workspace, or in their organisation. */
  install(
    user: User,
    about?: { readonly isEnterprise?: boolean; readonly scopes?: readonly string[] },
  ): Installation;
  /** Where a workspace is served from. */
  installation(team: Team): Installation | null;
  /** Who is at the page "Add to Slack" from now on. */
  consent(consent: Consent): void;
  /** Somebody takes the application out: tokens die, and the bot hears of it. */
  uninstall(installation: Installation): void;
  /** Takes a token back and leaves the rest. */
  revoke(token: string): void;

  /** Takes a file of a user's, which is theirs alone until it is shared. */
  upload(user: User, upload: Upload): SlackFile;
  file(id: string): SlackFile | null;
  /** All files of the application's that are not deleted. */
  files(): readonly SlackFile[];
  /** Every url_private sends its visitors there; null = no longer. */
  redirectFiles(origin: string | null): void;

  /** The user, at a channel. */
  as(user: User, channel: Channel): Person;
  /** Messages that are not deleted, the oldest first. */
  messages(channel?: Channel): readonly Message[];
  /** Someone deletes a message. */
  deleteMessage(message: Message): void;
  /** Modals that are open, the newest last. */
  modals(user?: User): readonly View[];
  /** Sends any event. @returns null where nobody is to hear of it. */
  event(team: Team, event: Body): Exchange | null;

  requests(wants?: Call | ((request: FakeRequest) => boolean)): readonly FakeRequest[];
  /** Answers the next requests with an error, carrying out none. */
  failNext(failure: Failure): void;
  /** Keeps the answer of the next request (that `wants` wants). Default stage: `accepted`. */
  hold(
    call: Call,
    about?: { readonly stage?: 'arrived' | 'accepted'; readonly wants?: (request: FakeRequest) => boolean },
  ): Hold;
  /** Resolves when it is so. @param ms real milliseconds, default 20 000; then it rejects. */
  until(is: () => boolean, ms?: number): Promise<void>;
  /** Ends all connections and alarms. */
  close(): Promise<void>;
}
