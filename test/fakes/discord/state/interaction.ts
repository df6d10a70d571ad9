/** An interaction as the fake keeps it. */
import type { Choice, Modal } from '../person.js';
import type { Body, Channel, User } from '../world.js';
import type { StoredMessage } from './stored-message.js';

/** discord-api-docs, receiving-and-responding, "Interaction Type". */
export const interactionType = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;
export type InteractionType = (typeof interactionType)[keyof typeof interactionType];

/** Who has installed the application where: `0` a guild (`"0"` in direct messages), `1` a user. */
export type Owners = Readonly<Partial<Record<'0' | '1', string>>>;

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly user: User;
  readonly channel: Channel;
  readonly owners: Owners;
  /** Of a command, for the message's line about it. */
  readonly name: string | null;
  /** The message whose component began it, at once or by a modal. */
  readonly source: StoredMessage | null;
  readonly dispatchedAt: number;
  /** Bytes. */
  readonly maxBytes: number;
  /** Whatever is answered, only the user may see it. */
  readonly isKeptPrivate: boolean;
  payload: Body;
  answer: { readonly type: number; readonly at: number } | null;
  /** What `@original` names. */
  original: StoredMessage | null;
  readonly followUps: StoredMessage[];
  modal: Modal | null;
  choices: readonly Choice[] | null;
  /** Tells whoever waits for the answer. */
  settle: () => void;
  /** Waits for the deadline no more. */
  abandon: () => void;
}

/** Only its user has the application, not the guild. */
export const isUserOnly = ({ owners }: Interaction): boolean => owners['0'] === undefined;
