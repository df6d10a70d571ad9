/** Who and what there is on the stand-in Discord. Tests build it, and change it while a bot runs: the fields are read at each request. */

/** A user. */
export interface User {
  readonly id: string;
  readonly name: string;
  /** As Discord writes it, e.g. `en-US`. */
  locale: string;
  /** The user has installed the application for themselves. */
  hasApp: boolean;
  /** Bytes that a file of theirs may have: 10 MiB, more with Nitro. */
  maxBytes: number;
  /** Takes messages that the bot begins; otherwise it gets 50007. */
  acceptsMessages: boolean;
}

export interface Role {
  readonly id: string;
  readonly name: string;
}

export interface Member {
  readonly user: string;
  /** Bits, see permissions.ts; the same in every channel. */
  permissions: bigint;
  roles: readonly string[];
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  locale: string;
  /** The application is installed here, and its bot a member. */
  hasApp: boolean;
  /** Bytes that a file may have here: 10 MiB, more with boosts. */
  maxBytes: number;
  /** What the bot may do in channels that do not say otherwise. */
  appPermissions: bigint;
  readonly members: Map<string, Member>;
  readonly roles: Map<string, Role>;
}

export interface Channel {
  readonly id: string;
  /** A text channel of a guild, the direct messages of a user and the bot, or those of users among themselves. */
  readonly kind: 'guild' | 'bot' | 'private';
  readonly guild: Guild | null;
  readonly name: string;
  /** Marked age-restricted. */
  nsfw: boolean;
  /** What the bot may do here; null = what it may in the guild. */
  appPermissions: bigint | null;
  /** Users of direct messages. */
  readonly recipients: readonly string[];
}

/** What somebody uploads. */
export interface Upload {
  readonly bytes: Uint8Array;
  readonly filename: string;
  /** What the client claims; null = it claims nothing. */
  readonly contentType?: string | null;
  /** Pixels, as the client claims. */
  readonly width?: number;
  readonly height?: number;
}

/** A file as Discord keeps it. */
export interface Attachment {
  readonly id: string;
  /** As Discord renamed it: letters, digits, `.`, `_` and `-`. */
  readonly filename: string;
  readonly size: number;
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
  readonly description: string | null;
  readonly width: number | null;
  readonly height: number | null;
  /** Where its bytes are, for 24 hours: signed anew at each reading. */
  readonly url: string;
}

/** A JSON object as it was sent. */
export type Body = Readonly<Record<string, unknown>>;

/** A component as the bot sent it (`attachment://NAME` is not resolved in it). */
export interface Component extends Body {
  readonly type: number;
}

/** One state that a message was in. */
export interface Revision {
  /** Milliseconds of the fake's clock. */
  readonly at: number;
  /** How it came about. */
  readonly by: 'callback' | 'token' | 'bot' | 'user';
  readonly content: string;
  readonly flags: number;
  readonly components: readonly Component[];
  readonly attachments: readonly Attachment[];
}

/** A message, as it is now: the object stays the same while the message changes. */
export interface Message extends Omit<Revision, 'at' | 'by'> {
  readonly id: string;
  readonly channel: Channel;
  /** A user's id, or the application's. */
  readonly author: string;
  readonly embeds: readonly Body[];
  /** The one user who sees it; null = everybody in the channel. */
  readonly ephemeralFor: string | null;
  /** Shown as "thinking...". */
  readonly isLoading: boolean;
  readonly isDeleted: boolean;
  /** The interaction it answers, or null. */
  readonly interaction: string | null;
  /** Ids of users who were pinged when it was posted (edits ping nobody); `everyone` and roles among them. */
  readonly pinged: readonly string[];
  /** All of its states, the first first; the last is what it is now. */
  readonly revisions: readonly Revision[];
  /** How often it was edited after it was first shown. */
  readonly edits: number;
  /** All texts that it shows, joined by line breaks. */
  readonly text: string;
  /** Components of all depths. */
  readonly parts: readonly Component[];
  /** Resolves when the message is such, now or later. @param ms real milliseconds, default 20 000; then it rejects. */
  until(is: (message: Message) => boolean, ms?: number): Promise<Message>;
}
