import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import type { Job } from '../../../src/job/job.js';
import { formOf, open, openStage, replyOf } from './page-stage.js';

type Stage = Awaited<ReturnType<typeof openStage>>;

interface Heard {
  readonly event: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the event says
  readonly data: any;
}

/** Reads events one after the other. */
function listen(response: IncomingMessage) {
  let text = '';
  const chunks = response.setEncoding('utf8')[Symbol.asyncIterator]();
  const block = async (): Promise<string | null> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end !== -1) {
        const found = text.slice(0, end);
        text = text.slice(end + 2);
        return found;
      }
      const { value, done } = await chunks.next();
      if (done) return null;
      text += value;
    }
  };
  const next = async (): Promise<Heard | null> => {
    const found = await block();
    if (found === null) return null;
    const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(found) ?? [];
    return event === undefined ? next() : { event, data: JSON.parse(data!) };
  };
  return next;
}

async function connect({ port }: Stage) {
  const response = await open(port, '/api/events');
  return { response, next: listen(response) };
}

async function submit({ post, studio }: Stage): Promise<Job> {
  const { answer } = await post('/api/command/stylize', formOf({ content: 'coffee', style: 'harvest' }));
  return studio.job(answer.message.job, page);
}
const page = {
  door: 'page',
  tenant: 'page',
  user: 'x',
  channel: null,
  roles: [],
  isModerator: true,
} as const;

test('two tabs hear of a new job, of its changes, and that it has gone', async () => {
  const stage = await openStage();
  const tabs = await Promise.all([connect(stage), connect(stage)]);
  expect(tabs[0]!.response.headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
  });
  const both = () => Promise.all(tabs.map(({ next }) => next()));
  expect(await both()).toEqual(Array(2).fill({ event: 'channel', data: { jobs: [] } }));
  const job = await submit(stage);
  const told = (title: string) => ({ event: 'message', data: { job: job.id, reply: { title } } });
  for (const heard of await both()) expect(heard).toMatchObject(told(`presented ${job.id}`));
  stage.tell({ job, reply: replyOf(job, 'step 1'), preview: null });
  for (const heard of await both()) expect(heard).toMatchObject(told('step 1'));
  expect((await stage.post('/api/button', formOf({ action: 'delete', job: job.id }))).status).toBe(200);
  for (const heard of await both()) expect(heard).toEqual({ event: 'gone', data: { job: job.id } });
});

test('who comes again gets the channel as it is then', async () => {
  const stage = await openStage();
  const first = await connect(stage);
  await first.next();
  const job = await submit(stage);
  await first.next();
  first.response.destroy();
  stage.tell({ job, reply: replyOf(job, 'in the meantime'), preview: null });
  const second = await connect(stage);
  expect(await second.next()).toEqual({ event: 'channel', data: { jobs: [job.id] } });
  expect(await second.next()).toMatchObject({ data: { reply: { title: 'in the meantime' } } });
});

test('a preview is shown as long as the job is not done', async () => {
  const stage = await openStage();
  const job = await submit(stage);
  const { next } = await connect(stage);
  await next();
  await next();
  const get = () => fetch(`${stage.origin}/api/picture/${job.id}/preview-3`);
  expect((await get()).status).toBe(404);
  stage.tell({ job, reply: replyOf(job), preview: { step: 3, bytes: Buffer.from('a preview') } });
  await next();
  const shown = await get();
  expect([shown.status, shown.headers.get('cache-control'), await shown.text()]).toEqual([
    200,
    'no-store',
    'a preview',
  ]);
  stage.tell({ job: { ...job, state: 'done' }, reply: replyOf(job, 'done'), preview: null });
  await next();
  expect((await get()).status).toBe(404);
});

test('a tab that does not read holds up nobody, and reads the newest in the end', {
  timeout: 20_000,
}, async () => {
  const stage = await openStage();
  const job = await submit(stage);
  const [slow, quick] = [await connect(stage), await connect(stage)];
  slow.response.pause();
  await quick.next();
  await quick.next();
  const changes = 400;
  const long = 'x'.repeat(200_000);
  for (let k = 1; k <= changes; k++) {
    stage.tell({ job, reply: replyOf(job, `${k} ${long}`), preview: null });
    if (k % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const readUntilLast = async (next: () => Promise<Heard | null>) => {
    for (let count = 1; ; count++) {
      const heard = await next();
      if (heard?.data.reply?.title.startsWith(`${changes} `)) return count;
    }
  };
  expect(await readUntilLast(quick.next)).toBeLessThanOrEqual(changes);
  // What the socket had taken, and the newest: not the 80 MB that went by.
  expect(await readUntilLast(slow.next)).toBeLessThan(changes / 2);
});

test('the end: every tab is told, and the service does not wait for those that stay', async () => {
  const stage = await openStage();
  const tabs = await Promise.all([connect(stage), connect(stage)]);
  const stuck = await connect(stage);
  stuck.response.pause();
  await Promise.all(tabs.map(({ next }) => next()));
  const closed = stage.page.close();
  for (const { next } of tabs) {
    expect(await next()).toEqual({ event: 'bye', data: {} });
    expect(await next()).toBeNull();
  }
  await closed;
  await expect(open(stage.port, '/')).rejects.toThrow(/ECONNREFUSED/);
});
