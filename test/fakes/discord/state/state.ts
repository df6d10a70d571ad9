/** All that the fake keeps. */
import type { DiscordOptions, Window } from '../fake.js';
import type { Body, Channel, Guild, User } from '../world.js';
import { createIds } from './ids.js';
import type { Interaction } from './interaction.js';
import type { StoredAttachment } from './stored-attachment.js';
import type { StoredMessage } from './stored-message.js';
import { createTime, type Time } from './time.js';
import { createWatch, type Watch } from './watch.js';

export interface Settings {
  readonly deadlineMs: number;
  readonly tokenMs: number;
  readonly webhookBucket: Window;
  readonly channelBucket: Window;
  readonly globalBucket: Window;
  readonly shards: number;
  readonly maxConcurrency: number;
  readonly invalidLimit: number;
  readonly privilegedIntents: number;
}

export interface State {
  readonly settings: Settings;
  readonly time: Time;
  readonly watch: Watch;
  /** Also the id of its user, as it is for applications of today. */
  readonly application: string;
  /** The bot's. */
  readonly token: string;
  /** `http://127.0.0.1:PORT`, once it listens. */
  origin: string;
  newId(): string;
  newGuildId(shard: number): string;
  readonly users: Map<string, User>;
  readonly guilds: Map<string, Guild>;
  readonly channels: Map<string, Channel>;
  readonly messages: Map<string, StoredMessage>;
  /** By path. */
  readonly attachments: Map<string, StoredAttachment>;
  /** By token. */
  readonly interactions: Map<string, Interaction>;
  /** Registered commands by guild; null = global. */
  readonly commands: Map<string | null, readonly Body[]>;
}

/** The one home of the fake's defaults. Sources: house of limits, shared/reference/chat-platforms.md 1A. */
function settle(options: DiscordOptions): Settings {
  return {
    deadlineMs: options.deadlineMs ?? 3000,
    tokenMs: options.tokenMs ?? 15 * 60_000,
    webhookBucket: options.buckets?.webhook ?? { limit: 5, windowMs: 2000 },
    channelBucket: options.buckets?.channel ?? { limit: 5, windowMs: 5000 },
    globalBucket: { limit: options.globalPerSecond ?? 50, windowMs: 1000 },
    shards: options.shards ?? 1,
    maxConcurrency: options.maxConcurrency ?? options.shards ?? 1,
    invalidLimit: options.invalidLimit ?? 10_000,
    privilegedIntents: options.privilegedIntents ?? 0,
  };
}

export function createState(options: DiscordOptions & Required<Pick<DiscordOptions, 'clock'>>): State {
  const settings = settle(options);
  const time = createTime(options.clock);
  const { newId, newGuildId } = createIds(time.wall);
  const application = newId();
  return {
    settings,
    time,
    watch: createWatch(),
    application,
    // The form of real ones: the bot's id in base 64, a date, a signature.
    token: `${Buffer.from(application).toString('base64url')}.fake00.${'loopback'.repeat(4)}`,
    origin: '',
    newId,
    newGuildId: (shard) => newGuildId(shard, settings.shards),
    users: new Map(),
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    attachments: new Map(),
    interactions: new Map(),
    commands: new Map(),
  };
}
