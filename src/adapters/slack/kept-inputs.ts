/**
 * What was filled into a form, as the beginning of the same form when it is shown anew. Slack keeps by itself what stands
 * in inputs that stay, files too (docs.slack.dev/surfaces/modals, "Updating views"); this is for clients that do not.
 */
import type { types } from '@slack/bolt';
import type { ViewState } from './view-state.js';

type Body = Readonly<Record<string, unknown>>;

const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null;

/** Per type of element: what says how it was filled in, and what it begins with. Files have no beginning. */
const beginnings: Readonly<Record<string, readonly [filled: string, begins: string]>> = {
  plain_text_input: ['value', 'initial_value'],
  number_input: ['value', 'initial_value'],
  static_select: ['selected_option', 'initial_option'],
  external_select: ['selected_option', 'initial_option'],
  conversations_select: ['selected_conversation', 'initial_conversation'],
  checkboxes: ['selected_options', 'initial_options'],
};

/** Without anything that it began with before. */
function begin(element: Body, state: Body): Body {
  const [filled, begins] = beginnings[String(element.type)] ?? [];
  if (filled === undefined || begins === undefined) return element;
  const { [begins]: _, default_to_current_conversation: __, ...rest } = element;
  const value = state[filled];
  const isEmpty =
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  return isEmpty ? rest : { ...rest, [begins]: value };
}

/** @param state as Slack sends it with an action. An input that it says nothing of stays as it is. */
export function keepFilled(
  blocks: readonly types.KnownBlock[],
  { values }: ViewState,
): readonly types.KnownBlock[] {
  return blocks.map((block) => {
    if (block.type !== 'input' || block.block_id === undefined) return block;
    const { action_id: action = '' } = block.element as { readonly action_id?: string };
    const state: unknown = Object.hasOwn(values, block.block_id)
      ? values[block.block_id]?.[action]
      : undefined;
    if (!isBody(state)) return block;
    return {
      ...block,
      element: begin(block.element as unknown as Body, state),
    } as unknown as types.InputBlock;
  });
}
