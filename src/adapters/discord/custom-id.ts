/**
 * The ids of our buttons, menus and modals: what a press means, readable again after any restart. Everything else about a
 * job is in the store, and who may do what is decided there: a custom id is a stranger's word.
 * At most 100 characters (docs.discord.com/developers/components/reference, "Custom ID").
 */
import { type Action, actions } from '../../reply/reply.js';

export type CustomId =
  /** `v1:stronger:rokadimu`: a button under a job's message; `v1:style:rokadimu` on a menu: the chosen style. */
  | { readonly type: 'job'; readonly action: Action; readonly job: string }
  /** `v1:style-page:rokadimu:2`: another page of the styles to choose from instead, from 1. */
  | { readonly type: 'style-page'; readonly job: string; readonly page: number }
  /** `v1:pick:k3x9`: a style for a waiting request. */
  | { readonly type: 'pick'; readonly request: string }
  | { readonly type: 'pick-page'; readonly request: string; readonly page: number }
  /** `v1:stylize:k3x9`: the modal of "Stylize this image". */
  | { readonly type: 'stylize'; readonly request: string }
  /** `v1:page:styles:2`: another page of what a command answers, from 1. */
  | { readonly type: 'page'; readonly command: string; readonly page: number }
  /** `v1:settings:1`: the menu of settings on a page of the panel, and the buttons to its pages. */
  | { readonly type: 'settings'; readonly page: number }
  /** `v1:setting:max-steps`: the modal for one setting. */
  | { readonly type: 'setting'; readonly name: string };

const version = 'v1';
const word = '[a-z0-9-]{1,40}';
const number = '[1-9]\\d{0,3}';

interface Kind<Id extends CustomId> {
  readonly pattern: RegExp;
  read(parts: readonly string[]): Id | null;
  write(id: Id): readonly (string | number)[];
}

type Kinds = { readonly [Type in CustomId['type']]: Kind<Extract<CustomId, { readonly type: Type }>> };

const shape = (...parts: string[]) =>
  new RegExp(`^${[version, ...parts].map((part) => `(${part})`).join(':')}$`);

const kinds: Kinds = {
  job: {
    pattern: shape(actions.join('|'), word),
    read: ([action, job]) => ({ type: 'job', action: action as Action, job: job! }),
    write: ({ action, job }) => [action, job],
  },
  'style-page': {
    pattern: shape('style-page', word, number),
    read: ([, job, page]) => ({ type: 'style-page', job: job!, page: Number(page) }),
    write: ({ job, page }) => ['style-page', job, page],
  },
  pick: {
    pattern: shape('pick', word),
    read: ([, request]) => ({ type: 'pick', request: request! }),
    write: ({ request }) => ['pick', request],
  },
  'pick-page': {
    pattern: shape('pick-page', word, number),
    read: ([, request, page]) => ({ type: 'pick-page', request: request!, page: Number(page) }),
    write: ({ request, page }) => ['pick-page', request, page],
  },
  stylize: {
    pattern: shape('stylize', word),
    read: ([, request]) => ({ type: 'stylize', request: request! }),
    write: ({ request }) => ['stylize', request],
  },
  page: {
    pattern: shape('page', word, number),
    read: ([, command, page]) => ({ type: 'page', command: command!, page: Number(page) }),
    write: ({ command, page }) => ['page', command, page],
  },
  settings: {
    pattern: shape('settings', number),
    read: ([, page]) => ({ type: 'settings', page: Number(page) }),
    write: ({ page }) => ['settings', page],
  },
  setting: {
    pattern: shape('setting', word),
    read: ([, name]) => ({ type: 'setting', name: name! }),
    write: ({ name }) => ['setting', name],
  },
};

/** As text, for Discord. */
export function writeCustomId<Type extends CustomId['type']>(
  id: Extract<CustomId, { readonly type: Type }>,
): string {
  const kind = kinds[id.type] as unknown as Kind<typeof id>;
  return [version, ...kind.write(id)].join(':');
}

/** What a press was on; null where it is none of ours, or of another version's. */
export function readCustomId(text: string): CustomId | null {
  for (const { pattern, read } of Object.values(kinds)) {
    const match = pattern.exec(text);
    if (match !== null) return read(match.slice(2));
  }
  return null;
}
