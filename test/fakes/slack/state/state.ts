/** All that the fake keeps. */
import { createWatch, type Watch } from '../../discord/state/watch.js';
import type { Consent, SlackOptions } from '../fake.js';
import type { Body, Channel, Enterprise, Team, User } from '../world.js';
import { createIds, type Ids } from './ids.js';
import { type Settings, settle } from './settings.js';
import type { StoredFile } from './stored-file.js';
import type { Code, StoredInstallation, Token } from './stored-installation.js';
import type { StoredMessage } from './stored-message.js';
import type { StoredView } from './stored-view.js';
import { createTime, type Time } from './time.js';

/** Leave to open a modal. */
export interface Trigger {
  readonly user: User;
  readonly team: Team;
  readonly channel: string | null;
  readonly at: number;
  /** The modal in which it arose. */
  readonly from: StoredView | null;
  isUsed: boolean;
  /** What was opened. */
  opened: StoredView | null;
}

/** Leave to answer at a channel. */
export interface ResponseAddress {
  readonly user: User;
  readonly channel: Channel;
  readonly at: number;
  /** The message where it arose. */
  readonly source: StoredMessage | null;
  uses: number;
  readonly messages: StoredMessage[];
}

export interface State {
  readonly settings: Settings;
  readonly time: Time;
  readonly watch: Watch;
  readonly ids: Ids;
  readonly app: {
    readonly id: string;
    readonly token: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly signingSecret: string;
    /** Of old: in all that is sent. */
    readonly verification: string;
  };
  /** `http://127.0.0.1:PORT`, once it listens. */
  origin: string;
  /** Where url_private sends its visitors. */
  filesElsewhere: string | null;
  consent: Consent | null;
  readonly enterprises: Map<string, Enterprise>;
  readonly teams: Map<string, Team>;
  readonly users: Map<string, User>;
  readonly channels: Map<string, Channel>;
  /** By channel and ts. */
  readonly messages: Map<string, StoredMessage>;
  readonly files: Map<string, StoredFile>;
  /** By the path of the upload_url. */
  readonly tickets: Map<string, { readonly file: StoredFile; readonly length: number }>;
  readonly views: Map<string, StoredView>;
  /** Home tabs by user. */
  readonly homes: Map<string, StoredView>;
  readonly installations: StoredInstallation[];
  readonly tokens: Map<string, Token>;
  /** By refresh token. */
  readonly refreshTokens: Map<string, StoredInstallation>;
  readonly codes: Map<string, Code>;
  readonly triggers: Map<string, Trigger>;
  /** By path. */
  readonly addresses: Map<string, ResponseAddress>;
  /** Sends an event: start.ts ties it to the deliveries. */
  tell: (installation: StoredInstallation, team: Team, event: Body) => void;
}

export function createState(options: SlackOptions & Required<Pick<SlackOptions, 'clock'>>): State {
  const time = createTime(options.clock);
  const ids = createIds(time);
  const id = ids.id('app');
  return {
    ...{ settings: settle(options), time, ids, watch: createWatch() },
    app: {
      id,
      token: `xapp-1-${id}-1-${ids.secret(64)}`,
      clientId: `${Date.now()}.${id.length}${Date.now()}`,
      clientSecret: ids.secret(32),
      signingSecret: ids.secret(32),
      verification: ids.secret(24),
    },
    ...{ origin: '', filesElsewhere: null, consent: null, tell: () => undefined },
    ...{ enterprises: new Map(), teams: new Map(), users: new Map(), channels: new Map() },
    ...{ messages: new Map(), files: new Map(), tickets: new Map(), views: new Map(), homes: new Map() },
    ...{ installations: [], tokens: new Map(), refreshTokens: new Map(), codes: new Map() },
    ...{ triggers: new Map(), addresses: new Map() },
  };
}

export const messageKey = (channel: Channel, ts: string): string => `${channel.id}/${ts}`;

/** Which installation serves a workspace: its own, else the organisation's. */
export function installationOf(state: State, team: Team): StoredInstallation | null {
  const alive = state.installations.filter((one) => !one.isGone && one.serves(team));
  return alive.find((one) => one.team !== null) ?? alive[0] ?? null;
}
