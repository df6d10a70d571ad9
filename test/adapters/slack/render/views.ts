/** Forms as tests look into them and fill them in. */
import type { types } from '@slack/bolt';
import type { ViewState } from '../../../../src/adapters/slack/view-state.js';

interface Option {
  readonly value: string;
  readonly text: { readonly text: string };
}

interface Input {
  readonly block_id: string;
  readonly optional?: boolean;
  readonly hint?: { readonly text: string };
  readonly element: Readonly<Record<string, unknown>> & {
    readonly type: string;
    readonly action_id: string;
    readonly options?: readonly Option[];
    readonly initial_option?: Option;
  };
}

const all = ({ blocks }: types.View): readonly Input[] =>
  blocks.filter(({ type }) => type === 'input') as unknown as readonly Input[];

/** Their block_ids, in order. */
export const inputsOf = (view: types.View): readonly string[] => all(view).map(({ block_id }) => block_id);

export function inputOf(view: types.View, id: string): Input {
  const found = all(view).find(({ block_id }) => block_id === id);
  if (found === undefined) throw new Error(`The form has no input ${id}`);
  return found;
}

/** @param fields by block_id, as Slack sends them. */
export const stateOf = (fields: Readonly<Record<string, unknown>>): ViewState => ({
  values: Object.fromEntries(Object.entries(fields).map(([id, value]) => [id, { value }])) as never,
});
