/** The page on a real port and a real studio whose jobs wait; the conversation says what the test has it say. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { openPage, type PageParts } from '../../../src/adapters/web/open-page.js';
import { findPackageRoot } from '../../../src/assets.js';
import type { Conversation, Presented } from '../../../src/conversation/conversation.js';
import type { Job } from '../../../src/job/job.js';
import type { Run } from '../../../src/job/run.js';
import { createMailbox, type Mailbox } from '../../../src/progress/mailbox.js';
import type { Reply } from '../../../src/reply/reply.js';
import { createMemoryLog } from '../../operation/memory-log.js';
import { openStudio } from '../../studio-stage.js';

export const replyOf = (job: Job, title = 'a job'): Reply => ({
  ...{ kind: job.state, title, blocks: [], buttons: [], isPrivate: false },
});

export const plain: Reply = { kind: 'answer', title: 'Said', blocks: [], buttons: [], isPrivate: true };

/** Every call that came in, and what is to be told of a job. */
export function createFakeConversation(studio: Awaited<ReturnType<typeof openStudio>>['studio']) {
  const calls: { readonly name: string; readonly given: unknown; readonly user: string }[] = [];
  const boxes = new Map<string, Mailbox<Presented>>();
  const box = (id: string) => {
    const known = boxes.get(id) ?? createMailbox<Presented>(() => false);
    boxes.set(id, known);
    return known;
  };
  const conversation: Conversation = {
    async stylize(input, { requester, address }, signal) {
      calls.push({ name: 'stylize', given: input, user: requester.user });
      return { type: 'job', job: await studio.submit({ ...input, requester, address }, signal) };
    },
    async command(name, values, { requester }) {
      calls.push({ name, given: values, user: requester.user });
      if (name === 'help') throw new Error('nobody foresaw this');
      return { type: 'reply', reply: plain };
    },
    async press(press, { requester }, signal) {
      calls.push({ name: 'press', given: press, user: requester.user });
      if (press.action === 'delete') await studio.remove(press.job, requester, signal);
      return { type: 'reply', reply: plain };
    },
    examine: async () => null,
    styles: async () => [],
    needsStyle: async () => true,
    manner: async () => ({ isSpoiler: false, isShown: true }),
    settings: async () => [],
    present: async (job) => replyOf(job, `presented ${job.id}`),
    async *follow(id, _, signal) {
      const end = () => box(id).end();
      signal.addEventListener('abort', end, { once: true });
      try {
        yield* box(id);
      } finally {
        signal.removeEventListener('abort', end);
      }
    },
  };
  return { conversation, calls, tell: (presented: Presented) => box(presented.job.id).push(presented) };
}

const own: Readonly<Record<string, string>> = {
  'index.html': '<!doctype html><title>Impasto</title>',
  'main.js': 'export {};',
  'page.css': 'body { margin: 0 }',
  'notes.txt': 'not for anybody',
};

export interface Asked {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** fetch lets nobody choose Host, Origin or a path with dots. */
export async function ask(
  port: number,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: Uint8Array | string } = {},
): Promise<Asked> {
  const response = await open(port, path, options);
  return { status: response.statusCode!, headers: response.headers, body: await text(response) };
}

export async function open(
  port: number,
  path: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: Uint8Array | string } = {},
): Promise<IncomingMessage> {
  const outgoing = request({ host: '127.0.0.1', port, path, method, headers, agent: false });
  outgoing.on('error', () => {});
  outgoing.end(body);
  const [response] = await once(outgoing, 'response');
  onTestFinished(() => void outgoing.destroy());
  return response;
}

export async function openStage(config: Partial<PageParts['config']> = {}, run?: Run) {
  const stage = await openStudio(run);
  const fake = createFakeConversation(stage.studio);
  const folder = mkdtempSync(join(tmpdir(), 'impasto-page-'));
  for (const [name, content] of Object.entries(own)) writeFileSync(join(folder, name), content);
  const { log, lines } = createMemoryLog();
  const page = await openPage({
    config: { pageHost: '127.0.0.1', pagePort: 0, pageToken: null, pageNames: [], ...config },
    ...{ studio: stage.studio, conversation: fake.conversation, log, version: '1.2.3' },
    ...{ root: findPackageRoot(), folders: [folder] },
  });
  const port = Number(/:(\d+)$/.exec(page.line)![1]);
  onTestFinished(async () => {
    await page.close();
    rmSync(folder, { recursive: true });
  });
  const origin = `http://127.0.0.1:${port}`;
  /** A form, as the page sends it. */
  const post = async (path: string, form: FormData, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${origin}${path}`, {
      method: 'POST',
      body: form,
      headers: { origin, ...headers },
    });
    return { status: answer.status, answer: JSON.parse(await answer.text()) };
  };
  return { ...stage, ...fake, page, port, origin, post, lines };
}

export function formOf(fields: Readonly<Record<string, string | Blob>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}
