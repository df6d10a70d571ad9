/** What Slack's file objects say: docs.slack.dev/reference/objects/file-object. */
import type { FileState } from './api.js';
import { SlackFailure } from './failure.js';

/** As far as it is read here; fields can be missing while Slack still looks at a file. */
interface FileObject {
  readonly name?: string | null;
  readonly size?: number;
  readonly mimetype?: string;
  readonly mode?: string;
  /** `check_file_info`: of another organisation (Slack Connect), and not told here. */
  readonly file_access?: string;
  readonly url_private?: string;
  readonly url_private_download?: string;
  readonly channels?: readonly string[];
  readonly groups?: readonly string[];
  readonly ims?: readonly string[];
  /** By kind of channel, then by channel. */
  readonly shares?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const goneAccess: ReadonlySet<string | undefined> = new Set(['file_not_found', 'access_denied']);

/** @throws SlackFailure 'gone' for what is left of a deleted file. */
export function readFileState(file: unknown): FileState {
  const about = (file ?? {}) as FileObject;
  if (about.mode === 'tombstone' || goneAccess.has(about.file_access))
    throw new SlackFailure('gone', 'file', 'file_deleted');
  const { channels = [], groups = [], ims = [], shares = {} } = about;
  const shared = Object.values(shares).flatMap((byChannel) => Object.keys(byChannel));
  return {
    isReady: Boolean(about.mimetype),
    channels: [...new Set([...channels, ...groups, ...ims, ...shared])],
    name: about.name ?? '',
    bytes: about.size ?? 0,
    url: about.url_private_download ?? about.url_private ?? null,
  };
}
