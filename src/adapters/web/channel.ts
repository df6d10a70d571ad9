/**
 * The page's one channel: each job that is not done is followed once, and what is new goes to every open tab, encoded
 * once for all of them.
 */
import type { Conversation } from '../../conversation/conversation.js';
import { StudioError } from '../../errors.js';
import type { Job, Requester } from '../../job/job.js';
import type { Log } from '../../log.js';
import type { Reply } from '../../reply/reply.js';
import { toMessage } from './message.js';
import type { PageEvents, PageMessage } from './protocol.js';
import type { Tab } from './tab.js';

export interface ChannelParts {
  readonly conversation: Pick<Conversation, 'present' | 'follow'>;
  /** Everybody's jobs here, newest first. */
  readonly recent: (limit: number) => Promise<readonly Job[]>;
  /** The page itself, that may see all of it. */
  readonly requester: Requester;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
  readonly log: Pick<Log, 'warn'>;
  /** Messages that it shows. @default 50 */
  readonly limit?: number;
  /** Milliseconds after which a tab that does not read is cut off. @default 60000 */
  readonly patienceMs?: number;
}

export interface Channel {
  /** Oldest first. */
  messages(): readonly PageMessage[];
  /** Takes in a new job and follows it. */
  add(job: Job): Promise<PageMessage>;
  /** Looks for what others have begun, changed or deleted. @throws StudioError of the store. */
  refresh(): Promise<void>;
  /** The newest preview of a job that is not done. */
  preview(job: string): Uint8Array | null;
  /** Brings a tab up to date, and keeps it so until it leaves. */
  join(tab: Tab): void;
  leave(tab: Tab): void;
  readonly tabs: number;
  /** A sign of life for every tab; those that have not read for long are cut off. */
  beat(): void;
  /** Tells every tab of the end, and follows nothing any more. */
  close(): void;
}

interface Entry {
  /** The version at which it came in. */
  readonly born: number;
  readonly stop: AbortController;
  job: Job;
  message: PageMessage;
  frame: Uint8Array;
  preview: Uint8Array | null;
  isFollowed: boolean;
}

const beatFrame = Buffer.from(': here\n\n');

function encode<Name extends keyof PageEvents>(name: Name, data: PageEvents[Name]): Uint8Array {
  return Buffer.from(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
}

/** What can still change of a job that has ended: its pictures are deleted one day. */
const outcomeOf = ({ state, result, inputs }: Job) => JSON.stringify([state, result?.blob ?? null, inputs]);

const isOpen = ({ state }: Job) => state === 'queued' || state === 'running';

export function createChannel(parts: ChannelParts): Channel {
  const { conversation, recent, requester, wall, log, limit = 50, patienceMs = 60_000 } = parts;
  const entries = new Map<string, Entry>();
  const arriving = new Map<string, Promise<PageMessage>>();
  const tabs = new Set<Tab>();
  let version = 0;
  let isClosed = false;
  let refreshing: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;

  // Why the clock: after a restart the numbers go on above all that a tab has seen.
  const nextVersion = () => {
    version = Math.max(version + 1, wall());
    return version;
  };

  const sendAll = (key: string, frame: Uint8Array) => {
    for (const tab of tabs) tab.offer(key, frame);
  };

  const render = (job: Job, reply: Reply) => {
    const message = toMessage(job, reply, nextVersion());
    return { job, message, frame: encode('message', message) };
  };

  const tell = (entry: Entry, job: Job, reply: Reply) => {
    Object.assign(entry, render(job, reply));
    if (!isOpen(job)) entry.preview = null;
    sendAll(job.id, entry.frame);
  };

  const forget = (id: string) => {
    entries.get(id)?.stop.abort();
    entries.delete(id);
  };

  const remove = (id: string) => {
    if (!entries.has(id)) return;
    forget(id);
    sendAll(id, encode('gone', { job: id }));
  };

  const follow = async (entry: Entry): Promise<void> => {
    const { id } = entry.job;
    entry.isFollowed = true;
    try {
      for await (const { job, reply, preview } of conversation.follow(id, requester, entry.stop.signal)) {
        if (entry.stop.signal.aborted) return;
        if (preview !== null) entry.preview = preview.bytes;
        tell(entry, job, reply);
      }
    } catch (error) {
      if (entry.stop.signal.aborted) return;
      if (error instanceof StudioError && error.code === 'job-unknown') remove(id);
      else log.warn({ job: id, err: error }, 'a job is followed no more');
    } finally {
      entry.isFollowed = false;
    }
  };

  const takeIn = async (job: Job): Promise<PageMessage> => {
    const rendered = render(job, await conversation.present(job));
    const entry: Entry = {
      ...{ ...rendered, born: version },
      ...{ stop: new AbortController(), preview: null, isFollowed: false },
    };
    entries.set(job.id, entry);
    sendAll(job.id, entry.frame);
    if (isOpen(job) && !isClosed) void follow(entry);
    return entry.message;
  };

  const add = (job: Job): Promise<PageMessage> => {
    const known = entries.get(job.id);
    if (known !== undefined) return Promise.resolve(known.message);
    const coming = arriving.get(job.id) ?? takeIn(job).finally(() => arriving.delete(job.id));
    arriving.set(job.id, coming);
    return coming;
  };

  /** What became of a message that is followed no more, or was not followed to its end. */
  const update = async (entry: Entry, job: Job): Promise<void> => {
    if (entry.isFollowed) return;
    if (isOpen(job)) {
      void follow(entry);
      return;
    }
    if (outcomeOf(job) !== outcomeOf(entry.job)) tell(entry, job, await conversation.present(job));
  };

  const refresh = async () => {
    const before = version;
    const jobs = await recent(limit);
    if (isClosed) return;
    for (const job of [...jobs].reverse()) {
      const entry = entries.get(job.id);
      if (entry === undefined) await add(job);
      else await update(entry, job);
    }
    const listed = new Set(jobs.map(({ id }) => id));
    const oldest = jobs.length < limit ? Number.NEGATIVE_INFINITY : jobs.at(-1)!.createdAt;
    for (const [id, { job, born }] of entries) {
      // Why: what came in while we asked is not in the answer.
      if (listed.has(id) || born > before) continue;
      if (job.createdAt > oldest) remove(id);
      else if (!isOpen(job)) forget(id);
    }
  };

  const inOrder = () => [...entries.values()].sort((a, b) => a.message.at - b.message.at);

  return {
    messages: () => inOrder().map(({ message }) => message),
    add,
    refresh() {
      // Why: those who ask while one is under way share the one that comes after it.
      if (next !== null) return next;
      const begin = () => {
        next = null;
        return refresh();
      };
      next = refreshing.then(begin, begin);
      refreshing = next;
      return next;
    },
    preview: (job) => entries.get(job)?.preview ?? null,
    join(tab) {
      tabs.add(tab);
      const all = inOrder();
      tab.offer('channel', encode('channel', { jobs: all.map(({ job }) => job.id) }));
      for (const { job, frame } of all) tab.offer(job.id, frame);
    },
    leave: (tab) => void tabs.delete(tab),
    get tabs() {
      return tabs.size;
    },
    beat() {
      for (const tab of tabs) {
        if (tab.behindMs() > patienceMs) tab.drop();
        else tab.offer('beat', beatFrame);
      }
    },
    close() {
      isClosed = true;
      for (const { stop } of entries.values()) stop.abort();
      sendAll('bye', encode('bye', {}));
      for (const tab of tabs) tab.end();
    },
  };
}
