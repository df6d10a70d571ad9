/** Slack's port as a test wants it: what was asked, answers as they are told, and files that take their time. */
import type { Place, SlackApi, Words } from '../../../../src/adapters/slack/api.js';
import { type FailureKind, SlackFailure } from '../../../../src/adapters/slack/failure.js';
import type { Upload } from '../../../../src/adapters/slack/payload.js';

/** A promise that a test settles. */
export function createGate() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

const methods = [
  'post',
  'update',
  'isThere',
  'newest',
  'upload',
  'share',
  'file',
  'deleteFile',
] as const satisfies readonly (keyof SlackApi)[];
export type Method = (typeof methods)[number];

export interface Call {
  readonly method: Method;
  /** A message, a file's id or the name of an upload; the channel of `post` and `newest`. */
  readonly about: string;
  readonly words: Words | null;
  readonly place: Place | null;
  readonly signal: AbortSignal;
  /** By the clock of the test. */
  readonly at: number;
}

/** What becomes of a request. */
export type Fate =
  | FailureKind
  | { readonly kind: FailureKind; readonly retryAfterMs?: number; readonly isCarriedOut?: boolean }
  /** Is carried out, and the program dies. */
  | 'death'
  /** Settles when the test wants, or is aborted. */
  | Promise<void>;

/** The program was killed: nothing after it happens. */
export class Death extends Error {
  override readonly name = 'Death';
}

interface FakeFile {
  readonly upload: Upload;
  /** undefined until it is completed. */
  place?: Place | null;
  readyAt: number;
  isDeleted: boolean;
}

const gone = (deed: string) => new SlackFailure('gone', deed, 'file_not_found');

export function createFakeApi(now: () => number, readyMs = 1500) {
  const calls: Call[] = [];
  const fates = new Map<Method, (Fate | null)[]>();
  const files = new Map<string, FakeFile>();
  let newest: Awaited<ReturnType<SlackApi['newest']>> = [];

  /** Carries a request out, or not, as its fate is. */
  const meet = async <Answer>(call: Omit<Call, 'at'>, carryOut: () => Answer): Promise<Answer> => {
    calls.push({ ...call, at: now() });
    const fate = fates.get(call.method)?.shift() ?? null;
    if (fate === null) return carryOut();
    if (fate instanceof Promise) {
      const aborted = new Promise<never>((_, reject) => {
        call.signal.addEventListener('abort', () => reject(call.signal.reason));
      });
      await Promise.race([fate, aborted]);
      return carryOut();
    }
    if (fate === 'death') {
      carryOut();
      throw new Death();
    }
    const { kind, retryAfterMs = 0, isCarriedOut = false } = typeof fate === 'string' ? { kind: fate } : fate;
    if (isCarriedOut) carryOut();
    throw new SlackFailure(kind, call.method, 'test', retryAfterMs);
  };

  const ask = (
    method: Method,
    about: string,
    signal: AbortSignal,
    more: Partial<Pick<Call, 'words' | 'place'>> = {},
  ) => ({ method, about, signal, words: null, place: null, ...more });

  const completed = (id: string, deed: string): FakeFile => {
    const file = files.get(id);
    if (file?.place === undefined || file.isDeleted) throw gone(deed);
    return file;
  };

  const api: Pick<SlackApi, Method> = {
    post: (place, words, signal) =>
      meet(ask('post', place.channel, signal, { words, place }), () => ({
        channel: place.channel.replace(/^U/, 'D'),
        message: `posted ${calls.length}`,
      })),
    update: ({ message }, words, signal) => meet(ask('update', message, signal, { words }), () => undefined),
    isThere: ({ message }, signal) => meet(ask('isThere', message, signal), () => true),
    newest: (place, _, signal) => meet(ask('newest', place.channel, signal, { place }), () => newest),
    upload: (upload, signal) =>
      meet(ask('upload', upload.name, signal), () => {
        const id = `F${files.size + 1}`;
        files.set(id, { upload, readyAt: 0, isDeleted: false });
        return id;
      }),
    share: (id, _, place, signal) =>
      meet(ask('share', id, signal, { place }), () => {
        const file = files.get(id);
        if (file === undefined || file.place !== undefined) throw gone('share');
        Object.assign(file, { place, readyAt: now() + readyMs });
      }),
    file: (id, signal) =>
      meet(ask('file', id, signal), () => {
        const { place, readyAt, upload } = completed(id, 'file');
        const isReady = now() >= readyAt;
        const channels = isReady && place ? [place.channel] : [];
        return { isReady, channels, name: upload.name, bytes: upload.bytes.length, url: null };
      }),
    deleteFile: (id, signal) =>
      meet(ask('deleteFile', id, signal), () => {
        completed(id, 'delete').isDeleted = true;
      }),
  };

  return {
    // Why the cast: nothing else is asked here.
    api: api as SlackApi,
    calls,
    methods: () => calls.map(({ method }) => method),
    callsOf: (method: Method) => calls.filter((call) => call.method === method),
    files,
    /** Of pictures that people can see: where they are. */
    shared: () => [...files.values()].flatMap(({ place, isDeleted }) => (place && !isDeleted ? [place] : [])),
    /** What becomes of the next requests; null = they are carried out, as are all that come later. */
    fate: (method: Method, ...more: readonly (Fate | null)[]) =>
      void fates.set(method, [...(fates.get(method) ?? []), ...more]),
    setNewest(posts: typeof newest) {
      newest = posts;
    },
  };
}
