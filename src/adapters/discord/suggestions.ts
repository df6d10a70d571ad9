/** What could be meant, while somebody types: by command and option. What is picked is looked at like anything typed. */
import { commands } from '../../../commands/all.js';
import type { StyleChoice } from '../../conversation/conversation.js';
import type { Job, Requester } from '../../job/job.js';
import { describeState } from '../../reply/jobs.js';
import { nameJob } from '../../reply/naming.js';
import type { Desk } from './desk.js';

export interface Suggestion {
  /** As it is shown; any length. */
  readonly name: string;
  /** As it is sent. */
  readonly value: string;
}

/** What there is for one option, the likeliest first. */
type Source = (desk: Desk, requester: Requester, typed: string) => Promise<readonly Suggestion[]>;

/** Long sides that are asked for, pixels. */
const sizes = [128, 256, 384, 512, 768, 1024, 1536, 2048] as const;
const { size } = commands.stylize.options;

const toStyle = ({ id, title, credit }: StyleChoice): Suggestion => ({
  name: credit === '' ? title : `${title}, ${credit}`,
  value: id,
});

const toJob = (job: Job): Suggestion => ({
  name: `${job.id}: ${nameJob(job, [])} (${describeState(job.state)})`,
  value: job.id,
});

const jobs: Source = async ({ studio }, requester) => {
  const [unfinished, history] = await Promise.all([studio.unfinished(requester), studio.history(requester)]);
  const waiting = new Set(unfinished.map(({ id }) => id));
  return [...unfinished, ...history.filter(({ id }) => !waiting.has(id))].map(toJob);
};

const unfinishedJobs: Source = async ({ studio }, requester) =>
  (await studio.unfinished(requester)).map(toJob);

/** By `command.option`. */
export const sources = {
  'stylize.preset': async ({ conversation }, requester) =>
    (await conversation.styles(requester)).map(toStyle),

  'stylize.size': async (_desk, _requester, typed) => {
    const own = Number(typed);
    const isOwn =
      Number.isInteger(own) && own >= size.min && own <= size.max && !sizes.some((one) => one === own);
    const numbers = [...(isOwn ? [own] : []), ...sizes];
    return [
      ...numbers.map((pixels) => ({ name: `${pixels} pixels`, value: String(pixels) })),
      ...size.choices.map((choice) => ({ name: choice, value: choice })),
    ];
  },

  'stylize.recipe': async ({ studio }) =>
    studio.recipes().map(({ name, title }) => ({ name: `${name}: ${title}`, value: name })),

  // Those that can be removed.
  'styles.name': async ({ conversation }, requester) =>
    (await conversation.styles(requester)).filter(({ picture }) => picture.type === 'own-style').map(toStyle),

  'status.job': jobs,
  'cancel.job': unfinishedJobs,

  'settings.name': async ({ conversation }, requester) =>
    (await conversation.settings(requester)).map(({ name, row }) => ({
      name: `${name}: ${row.help}`,
      value: name,
    })),

  'help.command': async () =>
    Object.values(commands).map(({ name, summary }) => ({ name: `/${name}: ${summary}`, value: name })),
} as const satisfies Readonly<Record<string, Source>>;

/** Of these, where several texts can be one value: what is typed last is looked for. */
export const lists: ReadonlySet<string> = new Set(['stylize.preset']);

/** Case and accents do not matter: `Café` is found by `cafe`. */
const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** Those that contain each of the words, the ones whose value begins with what was typed first. */
export function match(suggestions: readonly Suggestion[], typed: string): readonly Suggestion[] {
  const words = fold(typed).split(/\s+/);
  const found = suggestions.filter(({ name, value }) => {
    const text = `${fold(name)} ${fold(value)}`;
    return words.every((word) => text.includes(word));
  });
  const rank = ({ value }: Suggestion) => (fold(value).startsWith(fold(typed)) ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b));
}
