/** All that Slack is asked, by name, for one workspace. The Web API client of Bolt is behind it. */
import type { types } from '@slack/bolt';
import type { Upload } from './payload.js';

export interface Words {
  readonly blocks: readonly types.KnownBlock[];
  readonly text: string;
}

export interface Place {
  readonly channel: string;
  /** Timestamp of the thread's first message; null = none. */
  readonly thread: string | null;
}

/** What there is to know of a file. */
export interface FileState {
  /** It is there: pictures can be shown. */
  readonly isReady: boolean;
  /** Channels that it has been shared to. */
  readonly channels: readonly string[];
  readonly name: string;
  readonly bytes: number;
  /** null where it cannot be fetched, such as a file of another organisation that is gone. */
  readonly url: string | null;
}

/** Every method rejects with a `SlackFailure`, and with the signal's reason where it is aborted. */
export interface SlackApi {
  /** @returns the message's timestamp, and the channel it is in (a person's id leads to their direct messages). */
  post(
    place: Place,
    words: Words,
    signal: AbortSignal,
  ): Promise<{ readonly channel: string; readonly message: string }>;
  update(
    at: { readonly channel: string; readonly message: string },
    words: Words,
    signal: AbortSignal,
  ): Promise<void>;
  /** Seen by one person alone, until they reload. */
  whisper(place: Place & { readonly user: string }, words: Words, signal: AbortSignal): Promise<void>;
  delete(at: { readonly channel: string; readonly message: string }, signal: AbortSignal): Promise<void>;
  /** Whether a message is still there. Asks for no permission. */
  isThere(at: { readonly channel: string; readonly message: string }, signal: AbortSignal): Promise<boolean>;
  /**
   * Messages of apps in a place, with the action_ids of their buttons and menus; at most 100 are looked at. Needs the
   * permission to read there, which few give: 'forbidden' without.
   * @param since milliseconds since 1970: of messages that are not older.
   */
  newest(
    place: Place,
    since: number,
    signal: AbortSignal,
  ): Promise<readonly { readonly message: string; readonly actions: readonly string[] }[]>;
  /** Uploads bytes; nobody sees the file before it is shared. @returns its id. */
  upload(upload: Upload, signal: AbortSignal): Promise<string>;
  /** Completes an upload: shares the file to a place, or to none. To be called once for a file. */
  share(file: string, title: string, place: Place | null, signal: AbortSignal): Promise<void>;
  file(file: string, signal: AbortSignal): Promise<FileState>;
  deleteFile(file: string, signal: AbortSignal): Promise<void>;
  openView(
    trigger: string,
    view: types.View,
    signal: AbortSignal,
  ): Promise<{ readonly id: string; readonly hash: string }>;
  updateView(
    at: { readonly id: string; readonly hash: string | null },
    view: types.View,
    signal: AbortSignal,
  ): Promise<void>;
  publishHome(user: string, view: types.View, signal: AbortSignal): Promise<void>;
  /** Whether a person may change the workspace's settings: its admins and owners. @param team the workspace. */
  isAdmin(user: string, team: string, signal: AbortSignal): Promise<boolean>;
  /** Whether the app can post there. */
  canPost(channel: string, signal: AbortSignal): Promise<boolean>;
}

/** The api of a workspace. @throws StudioError 'platform-failed' where the app is not installed there (any more). */
export type ApiOf = (at: { readonly team: string; readonly enterprise: string | null }) => Promise<{
  /** Waits where Slack is busy: for what must arrive. */
  readonly patient: SlackApi;
  /** Gives up at once: for what is soon out of date. */
  readonly impatient: SlackApi;
  /** For downloads of private files. */
  readonly token: string;
}>;
