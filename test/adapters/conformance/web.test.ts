import { openPage } from '../../../src/adapters/web/open-page.js';
import type { CommandAnswer } from '../../../src/adapters/web/protocol.js';
import type { Block, Reply } from '../../../src/reply/reply.js';
import { type Ask, type Driver, type Picture, type Shown, type Somebody, serve, stranger } from './driver.js';
import { runSuite } from './suite.js';

/** All words of a block, in reading order. */
const words: {
  readonly [Type in Block['type']]: (block: Extract<Block, { readonly type: Type }>) => readonly string[];
} = {
  text: ({ text }) => [text],
  note: ({ text }) => [text],
  progress: ({ label, remaining }) => [label, remaining ?? ''],
  picture: () => [],
  comparison: () => [],
  facts: ({ facts }) => facts.flat(),
  table: ({ columns, rows }) => [...columns, ...rows.flat()],
  gallery: ({ items }) => items.flatMap(({ title, caption, id }) => [title, caption, id]),
  plot: ({ title }) => [title],
};
const wordsOf = (block: Block) => (words[block.type] as (block: Block) => readonly string[])(block);

function toShown({ title, blocks, buttons }: Reply): Shown {
  const isResult = (block: Block) =>
    block.type === 'comparison' || (block.type === 'picture' && block.picture.type === 'result');
  return {
    text: [title, ...blocks.flatMap(wordsOf)].join('\n'),
    pictures: blocks.filter(isResult).length,
    buttons: buttons.map(({ action }) => action),
    job: buttons[0]?.job ?? null,
  };
}

async function open(): Promise<Driver> {
  const { service, lines, close } = await serve({ IMPASTO_PORT: '0' }, [openPage]);
  const origin = lines[0]!.replace('page ', '');

  const post = async (
    path: string,
    fields: readonly (readonly [name: string, value: string | Picture])[],
  ): Promise<CommandAnswer> => {
    const form = new FormData();
    for (const [name, value] of fields) {
      if (typeof value === 'string') form.append(name, value);
      else form.append(name, new Blob([Uint8Array.from(value.bytes)]), value.name);
    }
    const response = await fetch(`${origin}${path}`, { method: 'POST', body: form, headers: { origin } });
    return (await response.json()) as CommandAnswer;
  };
  const replyOf = (answer: CommandAnswer) => (answer.type === 'reply' ? answer.reply : answer.message.reply);

  /** What the channel shows of a job once it has ended. */
  const follow = async (answer: CommandAnswer): Promise<Shown> => {
    if (answer.type === 'reply') return toShown(answer.reply);
    for (;;) {
      const { messages } = (await (await fetch(`${origin}/api/start`)).json()) as {
        messages: { job: string; reply: Reply }[];
      };
      const reply = messages.find(({ job }) => job === answer.message.job)?.reply;
      if (reply !== undefined && reply.kind !== 'queued' && reply.kind !== 'running') return toShown(reply);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const ask = ({ content, style, preset, mask, init, values = {} }: Ask) => {
    const presets = preset?.split(',').map((one) => one.split(':')) ?? [];
    const fields: readonly (readonly [string, string | Picture | undefined])[] = [
      ['content', content],
      ['style', style],
      ...presets.flatMap(([name, weight = '1']) => [['style', name!] as const, ['weight', weight] as const]),
      ['mask', mask],
      ['init', init],
      ['values', JSON.stringify(values)],
    ];
    const given = fields.filter((field): field is [string, string | Picture] => field[1] !== undefined);
    return post('/api/command/stylize', given);
  };

  const somebody: Somebody = {
    stylize: async (wanted) => follow(await ask(wanted)),
    begin: async (wanted) => toShown(replyOf(await ask(wanted))),
    command: async (name, values = {}) =>
      toShown(replyOf(await post(`/api/command/${name}`, [['values', JSON.stringify(values)]]))).text,
    async press({ job }, action) {
      const answer = await post('/api/button', [
        ['action', action],
        ['job', job!],
      ]);
      if (action !== 'cancel') return follow(answer);
      const message = { type: 'message', message: { job: job! } } as CommandAnswer;
      return follow(message);
    },
  };
  return {
    ...{ service, tenant: 'page/page', requester: stranger('page', 'page') },
    ...{ member: somebody, moderator: somebody, close },
  };
}

const own = "whoever opens the page is one of the operator's own people, and all of them are one";
runSuite('web', open, {
  'settings are for moderators': own,
  'a picture is for the one who asked alone': own,
  'buttons are for the one who asked': own,
});
