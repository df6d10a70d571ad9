/** A file as the fake keeps it. */
import type { SlackFile, Team } from '../world.js';

/** First bytes, as Latin-1, of what Slack shows as pictures, and some more. */
const types: readonly (readonly [RegExp, string])[] = [
  [/^\x89PNG/, 'image/png'],
  [/^\xff\xd8\xff/, 'image/jpeg'],
  [/^GIF8/, 'image/gif'],
  [/^RIFF[\s\S]{4}WEBP/, 'image/webp'],
  [/^[\s\S]{4}ftypavif/, 'image/avif'],
  [/^%PDF/, 'application/pdf'],
];

export function sniffType(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  return types.find(([pattern]) => pattern.test(start))?.[1] ?? 'text/plain';
}

/** composition-objects.d.ts: "Currently only `png`, `jpg`, `jpeg`, and `gif` Slack image files are supported." */
export const isShowable = ({ mimetype }: SlackFile): boolean =>
  ['image/png', 'image/jpeg', 'image/gif'].includes(mimetype);

interface About {
  readonly id: string;
  readonly team: Team;
  readonly user: string;
  readonly name: string;
  readonly altText: string | null;
  /** Without `/files/...`. */
  readonly origin: string;
}

/** How far an upload has come: a ticket was given, bytes came, it was completed, Slack has looked at it. */
export type FileStage = 'promised' | 'uploaded' | 'completed' | 'ready';

export class StoredFile implements SlackFile {
  readonly id: string;
  readonly team: Team;
  readonly user: string;
  readonly name: string;
  readonly altText: string | null;
  readonly url: string;
  title: string;
  bytes: Uint8Array = new Uint8Array();
  stage: FileStage = 'promised';
  /** As its owner's client claims; null = by its bytes. */
  claimedType: string | null = null;
  isDeleted = false;
  isExternal = false;
  readonly sharedIn = new Set<string>();
  /** Messages that it was posted with. */
  readonly shares: { readonly channel: string; readonly ts: string; readonly thread: string | null }[] = [];
  /** Somebody handed it to the bot in a modal. */
  isGranted = false;

  constructor(about: About) {
    this.id = about.id;
    this.team = about.team;
    this.user = about.user;
    this.name = about.name;
    this.title = about.name;
    this.altText = about.altText;
    this.url = `${about.origin}/files/${about.team.id}-${about.id}/${encodeURIComponent(about.name)}`;
  }

  get isReady(): boolean {
    return this.stage === 'ready';
  }
  get mimetype(): string {
    return this.isReady ? (this.claimedType ?? sniffType(this.bytes)) : '';
  }
}
