/**
 * The ids of our buttons and forms: what a press means, readable again after any restart. Everything else about a job is
 * in the store, and who may do what is decided there. At most 255 letters (@slack/types, `action_id` and `callback_id`).
 */
import { type Action, actions } from '../../reply/reply.js';

export type ActionId =
  /** `v1:stronger:rokadimu`: a button under a job's message; as a form's id `v1:style:rokadimu`: the chosen style. */
  | { readonly type: 'job'; readonly action: Action; readonly job: string }
  /** `v1:page:styles:2`: another page of what a command answers, from 1. */
  | { readonly type: 'page'; readonly command: string; readonly page: number }
  /** `v1:stylize`: opens the form for a picture. */
  | { readonly type: 'stylize' }
  /** `v1:settings`: opens the settings, or leads back to them. */
  | { readonly type: 'settings' }
  /** `v1:setting:max-steps`: opens the form for one setting; as a form's id: its value. */
  | { readonly type: 'setting'; readonly name: string }
  /** `v1:controls`: shows the rest of the form for a picture, in its place. */
  | { readonly type: 'controls' }
  /** `v1:add-style`: opens the form for a style of the workspace's own; as a form's id: that style. */
  | { readonly type: 'add-style' };

/** Fixed names, beside those above: docs of the manifest, and programs outside, rely on them. */
export const stylizeCallback = 'stylize';
/** The one element of every input; its block is called as the option. */
export const fieldAction = 'value';

const version = 'v1';
const word = '[a-z0-9-]{1,40}';
const number = '[1-9]\\d{0,3}';

interface Kind<Id extends ActionId> {
  readonly pattern: RegExp;
  read(parts: readonly string[]): Id;
  write(id: Id): readonly (string | number)[];
}

type Kinds = { readonly [Type in ActionId['type']]: Kind<Extract<ActionId, { readonly type: Type }>> };

const shape = (...parts: string[]) =>
  new RegExp(`^${[version, ...parts].map((part) => `(${part})`).join(':')}$`);

/** One of which there is nothing more to say. */
const bare = <Type extends 'stylize' | 'settings' | 'controls' | 'add-style'>(type: Type) => ({
  pattern: shape(type),
  read: () => ({ type }) as const,
  write: () => [type],
});

const kinds: Kinds = {
  job: {
    pattern: shape(actions.join('|'), word),
    read: ([action, job]) => ({ type: 'job', action: action as Action, job: job! }),
    write: ({ action, job }) => [action, job],
  },
  page: {
    pattern: shape('page', word, number),
    read: ([, command, page]) => ({ type: 'page', command: command!, page: Number(page) }),
    write: ({ command, page }) => ['page', command, page],
  },
  stylize: bare('stylize'),
  settings: bare('settings'),
  setting: {
    pattern: shape('setting', word),
    read: ([, name]) => ({ type: 'setting', name: name! }),
    write: ({ name }) => ['setting', name],
  },
  controls: bare('controls'),
  'add-style': bare('add-style'),
};

/** As text, for Slack. */
export function writeActionId<Type extends ActionId['type']>(
  id: Extract<ActionId, { readonly type: Type }>,
): string {
  const kind = kinds[id.type] as unknown as Kind<typeof id>;
  return [version, ...kind.write(id)].join(':');
}

/** What a press was on; null where it is none of ours, or of another version's. */
export function readActionId(text: string): ActionId | null {
  for (const { pattern, read } of Object.values(kinds)) {
    const match = pattern.exec(text);
    if (match !== null) return read(match.slice(2));
  }
  return null;
}
