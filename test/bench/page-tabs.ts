/**
 * Tabs for `npm run bench:page`, in a process of their own: each reads the page's events and fetches every preview that it
 * is told of, as a browser does. Arguments: the page's address, how many tabs, and the options of the job to watch as JSON.
 */
import type { CommandAnswer, PageMessage } from '../../src/adapters/web/protocol.js';

const [origin, count, values] = process.argv.slice(2) as [string, string, string];

interface Tab {
  messages: number;
  bytes: number;
  previews: number;
}

/** Reads until the job has ended. */
async function watch(job: Promise<string>): Promise<Tab> {
  const tab: Tab = { messages: 0, bytes: 0, previews: 0 };
  const response = await fetch(`${origin}/api/events`);
  const fetched = new Map<string, Promise<unknown>>();
  let rest = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    tab.bytes += chunk.length;
    const blocks = `${rest}${chunk}`.split('\n\n');
    rest = blocks.pop()!;
    for (const block of blocks) {
      const data = /^event: message\ndata: (.*)$/.exec(block)?.[1];
      if (data === undefined) continue;
      tab.messages += 1;
      const message: PageMessage = JSON.parse(data);
      for (const path of previewsOf(message)) {
        if (!fetched.has(path))
          fetched.set(
            path,
            fetch(origin + path).then((shown) => shown.arrayBuffer()),
          );
      }
      if (message.job === (await job) && !['queued', 'running'].includes(message.reply.kind)) {
        await Promise.all(fetched.values());
        return { ...tab, previews: fetched.size };
      }
    }
  }
  throw new Error('The events ended before the job did');
}

function previewsOf({ reply }: PageMessage): string[] {
  return reply.blocks.flatMap((block) =>
    block.type === 'picture' && block.picture.type === 'preview'
      ? [`/api/picture/${block.picture.job}/preview-${block.picture.step}`]
      : [],
  );
}

async function submit(): Promise<string> {
  const body = new FormData();
  for (const [name, value] of Object.entries({ content: 'coffee', style: 'harvest', values }))
    body.append(name, value);
  const answer = await fetch(`${origin}/api/command/stylize`, { method: 'POST', body, headers: { origin } });
  const told = (await answer.json()) as CommandAnswer;
  if (told.type === 'message') return told.message.job;
  throw new Error(JSON.stringify(told.reply));
}

let begin = () => {};
const job = new Promise<void>((resolve) => {
  begin = resolve;
}).then(submit);
const tabs = Array.from({ length: Number(count) }, () => watch(job));
begin();
process.send!(await Promise.all(tabs));
process.disconnect();
