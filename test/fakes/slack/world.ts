/** Who and what there is on the stand-in Slack. Tests build it, and change it while a bot runs: fields are read at each request. */

/** A JSON object as it was sent. */
export type Body = Readonly<Record<string, unknown>>;

/** A block, or an element of one, as the bot sent it. */
export interface Block extends Body {
  readonly type: string;
}

/** An Enterprise Grid organisation. */
export interface Enterprise {
  readonly id: string;
  readonly name: string;
}

/** A workspace. */
export interface Team {
  readonly id: string;
  readonly name: string;
  /** What stands before `.slack.com`. */
  readonly domain: string;
  readonly enterprise: Enterprise | null;
  /** Milliseconds for which messages can be edited; null = for ever. */
  editWindowMs: number | null;
  /** Bytes that a file may have; Slack's own limit is 1 GB. */
  maxFileBytes: number;
}

export interface User {
  readonly id: string;
  readonly team: Team;
  readonly name: string;
  isAdmin: boolean;
  isOwner: boolean;
  isDeleted: boolean;
  /** As Slack writes it, e.g. `en-US`. */
  locale: string;
  /** The application's own user. */
  readonly isBot: boolean;
}

export interface Channel {
  readonly id: string;
  readonly team: Team;
  /** `im` is a conversation of two, the bot's among them. */
  readonly kind: 'public' | 'private' | 'im' | 'mpim';
  readonly name: string;
  /** Ids of users, the bot's own among them where it was invited. */
  readonly members: Set<string>;
  isArchived: boolean;
  /** Shared with another organisation (Slack Connect). */
  isShared: boolean;
}

/** The application in a workspace, or in all workspaces of an organisation. */
export interface Installation {
  /** null = the whole organisation. */
  readonly team: Team | null;
  readonly enterprise: Enterprise | null;
  readonly botUser: User;
  readonly botId: string;
  readonly installer: User;
  /** Granted to the bot: tests take some away. */
  readonly scopes: Set<string>;
  /** The newest. Begins with `xoxb-`, or `xoxe.xoxb-` where tokens expire. */
  readonly token: string;
  readonly refreshToken: string | null;
  readonly isGone: boolean;
}

/** What somebody uploads. */
export interface Upload {
  readonly bytes: Uint8Array;
  readonly name: string;
  /** As the client claims; default: by the first bytes. */
  readonly mimetype?: string;
}

/** A file as Slack keeps it. */
export interface SlackFile {
  readonly id: string;
  readonly team: Team;
  /** Id of who uploaded it. */
  readonly user: string;
  readonly name: string;
  readonly title: string;
  readonly altText: string | null;
  readonly bytes: Uint8Array;
  /** '' while Slack still looks at it. */
  readonly mimetype: string;
  readonly isReady: boolean;
  readonly isDeleted: boolean;
  /** Ids of channels where it was shared; while empty, the file is its owner's alone. */
  readonly sharedIn: ReadonlySet<string>;
  /** Comes from another organisation: payloads have no more than its id and `check_file_info`. */
  isExternal: boolean;
  /** Where its bytes are, for who has a token. */
  readonly url: string;
}

/** One state that a message was in. */
export interface Revision {
  /** Milliseconds of the fake's clock. */
  readonly at: number;
  /** How it came about. */
  readonly by: 'api' | 'response_url' | 'acknowledgement' | 'share' | 'user';
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly files: readonly SlackFile[];
}

/** A message, as it is now: the object stays the same while the message changes. */
export interface Message extends Omit<Revision, 'at' | 'by'> {
  /** Its id within the channel. */
  readonly ts: string;
  readonly channel: Channel;
  /** A user's id, the bot's own for what the application posts. */
  readonly author: string;
  /** `ts` of the message whose thread it is in, itself where it began one; null = none. */
  readonly thread: string | null;
  /** The one user who sees it; null = all members. */
  readonly ephemeralFor: string | null;
  readonly isDeleted: boolean;
  readonly metadata: Body | null;
  /** Names of reactions, with the users who gave them. */
  readonly reactions: ReadonlyMap<string, ReadonlySet<string>>;
  /** All of its states, the first first; the last is what it is now. */
  readonly revisions: readonly Revision[];
  /** How often it was changed after it was first shown. */
  readonly edits: number;
  /** All that can be read in it: its blocks' texts, or its text where it has no blocks. */
  readonly words: string;
  /** Blocks and their elements, of all depths. */
  readonly parts: readonly Block[];
  /** Resolves when the message is such, now or later. @param ms real milliseconds, default 20 000; then it rejects. */
  until(is: (message: Message) => boolean, ms?: number): Promise<Message>;
}

/** A modal, or somebody's home tab: the object stays the same while it is updated. */
export interface View {
  readonly id: string;
  readonly type: 'modal' | 'home';
  readonly user: User;
  readonly team: Team;
  readonly callbackId: string;
  /** As it was last sent by the bot. */
  readonly body: Body;
  readonly blocks: readonly Block[];
  readonly words: string;
  readonly parts: readonly Block[];
  readonly privateMetadata: string;
  /** Changes with each update. */
  readonly hash: string;
  /** What is told at inputs, by block_id, after a submission that was refused. */
  readonly errors: Readonly<Record<string, string>>;
  readonly isOpen: boolean;
  /** The user is told that it did not work out. */
  readonly hasTrouble: boolean;
  /** The one it was pushed upon. */
  readonly below: View | null;
  /** All that it showed, the first first. */
  readonly revisions: readonly Body[];
  /** Resolves when the view is such, now or later. @param ms real milliseconds, default 20 000; then it rejects. */
  until(is: (view: View) => boolean, ms?: number): Promise<View>;
}
