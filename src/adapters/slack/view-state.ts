/** What was filled into a form. What is not there, or of another kind, is as if it had been left empty. */
import type { ViewOutput } from '@slack/bolt';
import { fieldAction } from './action-id.js';

export type ViewState = ViewOutput['state'];

type Body = Readonly<Record<string, unknown>>;

const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null;
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** Every reader takes the `block_id` of an input. */
export interface Filled {
  /** null = nothing but spaces. */
  typed(block: string): string | null;
  /** The value of the option that was chosen. */
  chosen(block: string): string | null;
  /** Values of boxes that were ticked. */
  ticked(block: string): readonly string[];
  conversation(block: string): string | null;
  conversations(block: string): readonly string[];
  /** Of the files, the first; its name is empty where Slack does not tell yet. */
  file(block: string): { readonly id: string; readonly name: string } | null;
}

export function readState({ values }: ViewState): Filled {
  const find = (block: string): Body => {
    const field: unknown = Object.hasOwn(values, block) ? values[block]?.[fieldAction] : undefined;
    return isBody(field) ? field : {};
  };
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  const readOption = (option: unknown) => (isBody(option) && isText(option.value) ? [option.value] : []);
  const textOrNull = (value: unknown) => (isText(value) ? value : null);
  return {
    typed: (block) => textOrNull(find(block).value),
    chosen: (block) => readOption(find(block).selected_option)[0] ?? null,
    ticked: (block) => list(find(block).selected_options).flatMap(readOption),
    conversation: (block) => textOrNull(find(block).selected_conversation),
    conversations: (block) => list(find(block).selected_conversations).filter(isText),
    file(block) {
      const [file] = list(find(block).files);
      if (!isBody(file) || !isText(file.id)) return null;
      return { id: file.id, name: isText(file.name) ? file.name : '' };
    },
  };
}
