/** What a stand-in platform keeps and how it answers: the rules of real ones, as far as they matter for doing a thing once. */
import { createHash } from 'node:crypto';

/** A message. */
export interface Post {
  readonly id: string;
  readonly channel: string;
  readonly nonce: string | null;
  readonly text: string;
  /** SHA-256 of its picture's bytes; null = no picture. */
  readonly picture: string | null;
  readonly edits: number;
}

interface Upload {
  readonly picture: string | null;
  /** Messages that it was shared by. */
  readonly posts: readonly string[];
}

export type Body = Readonly<Record<string, string | boolean | null | undefined>>;
export interface Answer {
  readonly status: number;
  readonly body: object;
}

/** So long two posts of one nonce are one, milliseconds: Discord says "a few minutes". */
const nonceMemory = 3 * 60_000;

const done = (body: object): Answer => ({ status: 200, body });
const missing: Answer = { status: 404, body: { error: 'not found' } };

/** @param now milliseconds, for what is forgotten. */
export function createBoard(now: () => number) {
  const posts = new Map<string, Post>();
  const uploads = new Map<string, Upload>();
  const nonces = new Map<string, { readonly id: string; readonly at: number }>();
  const closed = new Set<string>();
  let made = 0;

  const newId = (kind: string) => {
    made += 1;
    return `${kind}${made}`;
  };
  const hash = (base64: unknown) =>
    typeof base64 === 'string'
      ? createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex')
      : null;
  const write = (channel: string, nonce: string | null, text: string, picture: string | null) => {
    const post = { id: newId('M'), channel, nonce, text, picture, edits: 0 };
    posts.set(post.id, post);
    return post;
  };

  /** Every call there is, by name. */
  const calls = {
    /** A new message. With `enforce`, a nonce of the last minutes gives the message that was posted with it. */
    post({ channel, text, picture, nonce, enforce }: Body): Answer {
      const known = enforce === true ? nonces.get(String(nonce)) : undefined;
      if (known !== undefined && now() - known.at < nonceMemory) return done({ message: known.id });
      const post = write(String(channel), nonce == null ? null : String(nonce), String(text), hash(picture));
      if (post.nonce !== null) nonces.set(post.nonce, { id: post.id, at: now() });
      return done({ message: post.id });
    },
    /** Another text and picture for a message. */
    edit({ message, text, picture }: Body): Answer {
      const post = posts.get(String(message));
      if (post === undefined) return missing;
      posts.set(post.id, { ...post, text: String(text), picture: hash(picture), edits: post.edits + 1 });
      return done({ message: post.id });
    },
    /** The newest messages of a channel. */
    list({ channel }: Body): Answer {
      const own = [...posts.values()].filter((post) => post.channel === channel).reverse();
      return done({ posts: own.slice(0, 100) });
    },
    /** First step of an upload: an id for the file. */
    upload(): Answer {
      const file = newId('F');
      uploads.set(file, { picture: null, posts: [] });
      return done({ file });
    },
    bytes({ file, picture }: Body): Answer {
      if (!uploads.has(String(file))) return missing;
      uploads.set(String(file), { picture: hash(picture), posts: [] });
      return done({});
    },
    /** Second step: the file is shared, each time that it is asked for. */
    complete({ file, channel, text }: Body): Answer {
      const upload = uploads.get(String(file));
      if (upload === undefined) return missing;
      const { id } = write(String(channel), null, String(text), upload.picture);
      uploads.set(String(file), { ...upload, posts: [...upload.posts, id] });
      return done({ message: id });
    },
    info({ file }: Body): Answer {
      const upload = uploads.get(String(file));
      return upload === undefined ? missing : done({ posts: upload.posts });
    },
  };

  return {
    call(name: CallName, body: Body): Answer {
      return closed.has(String(body.channel)) ? missing : calls[name](body);
    },
    isCall: (name: string): name is CallName => Object.hasOwn(calls, name),
    posts: (): readonly Post[] => [...posts.values()],
    closeChannel: (channel: string) => void closed.add(channel),
  };
}

export type CallName = 'post' | 'edit' | 'list' | 'upload' | 'bytes' | 'complete' | 'info';
