/** One life of a rendering process, seen from its parent: started once, talked to by request ids, dead once. */
import { fork } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { StudioError } from '../../errors.js';
import { createMailbox, type Mailbox } from '../../progress/mailbox.js';
import type { FailedMessage, RendererMessage, RendererRequest } from './messages.js';
import { startWatchdog, type Watchdog } from './watchdog.js';

export interface RendererChildOptions {
  /** The entry file, a path. */
  readonly entry: string;
  /** The package root, the entry's argument. */
  readonly root: string;
  /** Folder where style measurements outlive the process; made where it is not there. @default none */
  readonly cacheFolder?: string;
  /** Environment of the child. @default the parent's own */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Hears what the child writes to stderr (native libraries warn there). @default nobody */
  readonly heard?: (text: string) => void;
}

export interface RendererChild {
  readonly pid: number | undefined;
  /** Settles when the engine is loaded; rejects with a StudioError when it could not be. */
  readonly ready: Promise<void>;
  /** Settles when the process is gone and all it said has been heard. Never rejects. */
  readonly gone: Promise<void>;
  /**
   * Sends a request and opens the mailbox of its answers. The mailbox fails when the child dies.
   * @param hangSeconds the child is killed when it says nothing for this long before the last answer. @default no limit
   */
  ask(request: RendererRequest, hangSeconds?: number): Mailbox<RendererMessage>;
  /** Sends a request that has no answer of its own. */
  tell(request: RendererRequest): void;
  /** Kills the child when it says nothing for `seconds`, above 0, until what this returns is called. */
  watch(seconds: number): () => void;
  /** Ends the child at once. @param why the detail of the 'renderer-died' that whoever waits for an answer gets. */
  kill(why: string): void;
  /** Closes the channel: a child between two steps exits at once. Kills one that has not gone after `graceMs`. */
  close(graceMs: number): Promise<void>;
}

const lastWordsLength = 2000;

export function startRendererChild({
  entry,
  root,
  cacheFolder,
  env,
  heard,
}: RendererChildOptions): RendererChild {
  const child = fork(entry, [root, cacheFolder ?? ''], {
    serialization: 'advanced',
    // Why: stdout belongs to --json, and flags of the parent (a debugger's port, a loader) are not for the child.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
    ...(env === undefined ? {} : { env: { ...env } }),
  });
  const mailboxes = new Map<number, Mailbox<RendererMessage>>();
  /** What ends the watch over a request. */
  const watches = new Map<number, () => void>();
  const isReady = withResolvers();
  const isGone = withResolvers();
  let lastWords = '';
  let left = { exit: true, disconnect: true };
  let death = 'it could not be started';
  let verdict: string | null = null;
  const watchdogs = new Set<Watchdog>();

  // Why: the channel can still hold answers when `exit` comes, and an exit code can come after the channel has closed.
  const leave = (part: keyof typeof left) => {
    left = { ...left, [part]: false };
    if (left.exit || left.disconnect) return;
    const said = stripVTControlCharacters(lastWords).trim().split('\n').at(-1);
    const error = new StudioError('renderer-died', { detail: said ? `${death}; it said: ${said}` : death });
    isReady.reject(error);
    for (const mailbox of mailboxes.values()) mailbox.fail(error);
    mailboxes.clear();
    for (const stopWatching of watches.values()) stopWatching();
    watches.clear();
    isGone.resolve();
  };

  isReady.promise.catch(() => undefined); // Why: `ready` may have no listener yet when the child dies.
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-lastWordsLength);
    heard?.(text);
  });
  child.on('exit', (code, signal) => {
    death = verdict ?? describeDeath(code, signal);
    leave('exit');
  });
  child.on('disconnect', () => leave('disconnect'));
  child.on('error', (error) => {
    lastWords = error.message;
    if (child.pid !== undefined) return;
    leave('exit');
    leave('disconnect');
  });
  child.on('message', (raw) => {
    const message = raw as RendererMessage;
    for (const watchdog of watchdogs) watchdog.heard();
    lastWords = ''; // Why: a warning of long ago has nothing to do with a death of now.
    if (message.type === 'ready') isReady.resolve();
    else if (message.type === 'failed' && message.id === null) isReady.reject(rebuildFailure(message));
    else if (message.id !== null) {
      const mailbox = mailboxes.get(message.id);
      mailbox?.push(message);
      if (message.type === 'progress') return;
      mailbox?.end();
      mailboxes.delete(message.id);
      watches.get(message.id)?.();
      watches.delete(message.id);
    }
  });

  const tell = (request: RendererRequest) => {
    // Why the callback: a failed send means a dead child, and its `exit` tells the mailboxes.
    if (child.connected) child.send(request, () => undefined);
  };

  const kill = (why: string) => {
    if (!left.exit) return;
    verdict ??= why;
    child.kill('SIGKILL');
  };

  const watch = (seconds: number): (() => void) => {
    const silent = () => kill(`it gave no sign of life for ${seconds} s and was killed`);
    const watchdog = startWatchdog(seconds, silent);
    watchdogs.add(watchdog);
    return () => {
      watchdog.stop();
      watchdogs.delete(watchdog);
    };
  };

  return {
    pid: child.pid,
    ready: isReady.promise,
    gone: isGone.promise,
    ask(request, hangSeconds) {
      const mailbox = createMailbox<RendererMessage>(isNewerPreview);
      if (left.exit && left.disconnect) {
        mailboxes.set(request.id, mailbox);
        if (hangSeconds !== undefined) watches.set(request.id, watch(hangSeconds));
      } else mailbox.fail(new StudioError('renderer-died', { detail: death }));
      tell(request);
      return mailbox;
    },
    tell,
    watch,
    kill,
    async close(graceMs) {
      if (child.connected) child.disconnect();
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await isGone.promise;
      clearTimeout(timer);
    },
  };
}

/** A `failed` message as the error it was. */
export function rebuildFailure({ code, context, stack }: FailedMessage): StudioError {
  const error = new StudioError(code, context);
  error.stack = stack;
  return error;
}

function describeDeath(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal === 'SIGKILL') return 'killed by SIGKILL, most often because memory ran out';
  if (signal !== null) return `killed by ${signal}`;
  return `exit code ${code}`;
}

function isNewerPreview(fresh: RendererMessage, waiting: RendererMessage): boolean {
  const isPreview = (m: RendererMessage) => m.type === 'progress' && m.progress.type === 'preview';
  return isPreview(fresh) && isPreview(waiting);
}

// Promise.withResolvers came with Node 22.
function withResolvers() {
  let resolve: () => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<void>((res, rej) => {
    resolve = res;
    reject = rej;
  });
  return { promise, resolve, reject };
}
