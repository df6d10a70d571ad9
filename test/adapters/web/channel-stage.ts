/** A channel whose jobs and news are the test's, and tabs that keep what they are offered. */
import { type Channel, createChannel } from '../../../src/adapters/web/channel.js';
import type { Tab } from '../../../src/adapters/web/tab.js';
import type { Presented } from '../../../src/conversation/conversation.js';
import type { Job, JobState } from '../../../src/job/job.js';
import { createMailbox, type Mailbox } from '../../../src/progress/mailbox.js';
import { createMemoryLog } from '../../operation/memory-log.js';
import { replyOf } from './page-stage.js';

const requester = {
  door: 'page',
  tenant: 'page',
  user: 'page',
  channel: null,
  roles: [],
  isModerator: true,
} as const;

export const jobOf = (id: string, createdAt: number, state: JobState = 'queued') =>
  ({
    ...{ id, createdAt, state, requester },
    order: {
      content: { label: 'coffee' },
      styles: [],
      recipe: 'impasto',
      size: 64,
      steps: null,
      strength: 50,
      seed: 0,
    },
  }) as unknown as Job;

export function open(jobs: Job[], options: { limit?: number; wall?: () => number } = {}) {
  const boxes = new Map<string, Mailbox<Presented>>();
  const followed: string[] = [];
  const asked = { count: 0 };
  const { log, lines } = createMemoryLog();
  const channel = createChannel({
    conversation: {
      present: async (job) => replyOf(job, `${job.id} ${job.state}`),
      follow(id, _, signal) {
        followed.push(id);
        const box = createMailbox<Presented>(() => false);
        boxes.set(id, box);
        signal.addEventListener('abort', () => box.end());
        return box;
      },
    },
    recent: async (limit) => {
      asked.count++;
      return [...jobs].sort((a, b) => b.createdAt - a.createdAt).slice(0, limit);
    },
    ...{ requester, wall: options.wall ?? (() => 0), log, limit: options.limit ?? 50, patienceMs: 100 },
  });
  const tell = async (job: Job, title: string, bytes: Uint8Array | null = null) => {
    boxes.get(job.id)!.push({ job, reply: replyOf(job, title), preview: bytes && { step: 1, bytes } });
    await turn();
  };
  return { channel, boxes, followed, asked, tell, lines };
}

export const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A tab that keeps what it is offered. */
export function join(channel: Channel) {
  const offered: [key: string, frame: Uint8Array][] = [];
  let behind = 0;
  let [isEnded, isDropped] = [false, false];
  const tab: Tab = {
    stream: new ReadableStream(),
    offer: (...one) => void offered.push(one),
    behindMs: () => behind,
    end: () => {
      isEnded = true;
    },
    drop: () => {
      isDropped = true;
      channel.leave(tab);
    },
  };
  channel.join(tab);
  const texts = () => offered.splice(0).map(([, frame]) => parse(Buffer.from(frame).toString()));
  return {
    tab,
    offered,
    texts,
    ended: () => isEnded,
    dropped: () => isDropped,
    fallBehind: (ms: number) => {
      behind = ms;
    },
  };
}

function parse(text: string) {
  const [, event, data] = /^event: (\w+)\ndata: (.*)\n\n$/.exec(text) ?? [];
  return event === undefined ? text : { event, data: JSON.parse(data!) };
}
