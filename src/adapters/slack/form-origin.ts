/** What a form for a picture belongs to, kept with the form itself: it is good after a restart, too. */
import type { SentFile } from './inputs.js';

export interface FormOrigin {
  /** Pictures of a message, of which one is the photo; empty = the form asks for it. */
  readonly photos: readonly SentFile[];
  /** Where it was asked for; null = in no channel. */
  readonly channel: string | null;
  /** Its thread; null = none. */
  readonly thread: string | null;
}

/** docs.slack.dev/reference/views: letters of private_metadata. */
const mostLetters = 3000;
/** Of a file's name; it is only for messages. */
const nameLength = 60;
/** Files of a message that are offered: as many as a message of Slack's takes. */
const mostPhotos = 10;

export const limitPhotos = (photos: readonly SentFile[]): readonly SentFile[] =>
  photos.slice(0, mostPhotos).map(({ id, name }) => ({ id, name: [...name].slice(0, nameLength).join('') }));

/** As text, for `private_metadata`. */
export function writeOrigin({ photos, channel, thread }: FormOrigin): string {
  const text = JSON.stringify({
    photos: limitPhotos(photos).map(({ id, name }) => [id, name]),
    channel,
    thread,
  });
  if (text.length <= mostLetters) return text;
  // Why: letters that JSON writes as six each. The names are for messages only.
  return JSON.stringify({ photos: limitPhotos(photos).map(({ id }) => [id, '']), channel, thread });
}

const textOrNull = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

/** What cannot be read is as if the form belonged to nothing. */
export function readOrigin(text: string): FormOrigin {
  let read: unknown;
  try {
    read = JSON.parse(text || '{}');
  } catch {
    // Why no refusal: a form of another version.
    read = {};
  }
  const { photos, channel, thread } = (typeof read === 'object' && read !== null ? read : {}) as Readonly<
    Record<string, unknown>
  >;
  const list: readonly unknown[] = Array.isArray(photos) ? photos : [];
  return {
    photos: list.flatMap((photo) => {
      const [id, name] = Array.isArray(photo) ? photo : [];
      return typeof id === 'string' && typeof name === 'string' ? [{ id, name }] : [];
    }),
    channel: textOrNull(channel),
    thread: textOrNull(thread),
  };
}
