/** A conversation that answers at once what is not said otherwise, and messages of jobs that are edited once. */
import { readAddress } from '../../../../src/adapters/discord/address.js';
import type { DiscordApi } from '../../../../src/adapters/discord/api.js';
import type { Desk } from '../../../../src/adapters/discord/desk.js';
import type { Render } from '../../../../src/adapters/discord/render.js';
import type {
  Conversation,
  Press,
  Speaker,
  StyleChoice,
  StylizeInput,
} from '../../../../src/conversation/conversation.js';
import { StudioError } from '../../../../src/errors.js';
import type { Job } from '../../../../src/job/job.js';
import { answer, refuseBecause, text } from '../../../../src/reply/answer.js';
import { actions, type Reply } from '../../../../src/reply/reply.js';
import { done } from '../../../reply/pictures.js';

/** Twelve that come with it, after one of the server's. */
export const choices: readonly StyleChoice[] = [
  { id: 'mascot', title: 'Our Mascot', credit: 'added here', picture: { type: 'own-style', id: 'mascot' } },
  ...Array.from({ length: 12 }, (_, k): StyleChoice => {
    const id = `style-${k + 1}`;
    return { id, title: `Style ${k + 1}`, credit: `Café ${k + 1}`, picture: { type: 'preset', id } };
  }),
];

export const refusal = refuseBecause('The queue is full', 'Try again when one is done.');
export const refused = async () => ({ type: 'reply', reply: refusal }) as const;

const ids = ['rokadimu', 'lafihebo', 'sawodile', 'mubokari', 'helasido', 'wirofuha'];

/** Actions that make no job. */
const replies: Readonly<Record<string, Reply | undefined>> = {
  cancel: answer('It stops'),
  delete: answer('Deleted'),
  info: answer('How it was made', [{ type: 'facts', facts: [['Recipe', 'impasto']] }]),
};

export function createTalk() {
  const jobs = new Map<string, Job>();
  const says: Partial<Conversation> = {};
  const asked = {
    stylize: [] as (readonly [StylizeInput, Speaker])[],
    press: [] as (readonly [Press, Speaker])[],
    command: [] as Parameters<Conversation['command']>[],
  };
  const begin = ({ requester, address }: Speaker, isPrivate = false) => {
    const job = done({ id: ids[jobs.size]!, requester, address, isPrivate });
    jobs.set(job.id, job);
    return { type: 'job', job } as const;
  };
  const find = (id: string): Job => {
    const job = jobs.get(id);
    if (job === undefined) throw new StudioError('job-unknown', { id });
    return job;
  };

  const conversation: Conversation = {
    async stylize(input, speaker, signal) {
      asked.stylize.push([input, speaker]);
      return says.stylize?.(input, speaker, signal) ?? begin(speaker, input.isPrivate);
    },
    async press(press, speaker, signal) {
      asked.press.push([press, speaker]);
      const said = says.press?.(press, speaker, signal);
      if (said !== undefined) return said;
      const { action, job, style } = press;
      if (action === 'style' && style === null) return { type: 'reply', reply: answer(`Instead of ${job}`) };
      const reply = replies[action];
      return reply === undefined ? begin(speaker, find(job).isPrivate) : { type: 'reply', reply };
    },
    async command(...about) {
      asked.command.push(about);
      const said = says.command?.(...about);
      return said ?? { type: 'reply', reply: answer(`/${about[0]}`, [text(JSON.stringify(about[1]))]) };
    },
    examine: async (...about) => says.examine?.(...about) ?? null,
    styles: async (...about) => says.styles?.(...about) ?? choices,
    needsStyle: async (...about) => says.needsStyle?.(...about) ?? true,
    manner: async () => ({ isSpoiler: false, isShown: true }),
    settings: async (...about) => says.settings?.(...about) ?? [],
    present: async () => refusal,
    follow: () => {
      throw new Error('Nobody follows here');
    },
  };
  const own = (states: readonly string[]) => [...jobs.values()].filter(({ state }) => states.includes(state));
  const studio: Desk['studio'] = {
    job: async (id) => find(id),
    unfinished: async () => own(['queued', 'running']),
    history: async () => [...jobs.values()].reverse(),
    recipes: () => [{ name: 'impasto', title: 'Thick paint', source: 'ours', steps: 30 }],
  };
  return { jobs, says, asked, find, conversation, studio };
}

/** Shows each job once, with all buttons that there are. */
export function createLive(
  api: DiscordApi,
  render: Render,
): Desk['live'] & { readonly shown: readonly Job[] } {
  const shown: Job[] = [];
  return {
    shown,
    show(job) {
      shown.push(job);
      const address = readAddress(job.address);
      const buttons = actions.map((action) => ({
        ...{ action, job: job.id, label: action, emphasis: 'normal' as const },
      }));
      const reply: Reply = { ...answer(`Painting ${job.id}`), kind: 'running', buttons };
      // Why the last: a test may be over before it; one that waits for the message says so itself.
      render(reply, { requester: job.requester, maxBytes: address.maxBytes })
        .then((payload) => api.editByToken(address, payload, new Map(), new AbortController().signal))
        .catch(() => undefined);
    },
    finish: async () => undefined,
    close: async () => undefined,
  };
}
