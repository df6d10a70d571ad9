/** Blocks as they are read, walked and completed. */
import type { Block, Body } from '../world.js';

const isBlock = (value: unknown): value is Block =>
  typeof value === 'object' && value !== null && typeof (value as Body).type === 'string';

/** Blocks and the elements in them, in reading order. */
export function* walkBlocks(list: readonly Block[]): Generator<Block> {
  for (const one of list) {
    yield one;
    const held = [...(Array.isArray(one.elements) ? one.elements : []), one.element, one.accessory];
    yield* walkBlocks(held.filter(isBlock));
  }
}

const text = (value: unknown): readonly string[] => {
  const held = (value as Body | undefined | null)?.text;
  return typeof held === 'string' ? [held] : [];
};

/** What can be read in one block. */
function read(block: Block): readonly string[] {
  const elements = (Array.isArray(block.elements) ? block.elements : []) as readonly Block[];
  return [
    ...(block.type === 'markdown' ? [String(block.text)] : text(block.text)),
    ...((block.fields as Body[] | undefined) ?? []).flatMap(text),
    ...text(block.title),
    ...text(block.label),
    ...text(block.hint),
    ...(block.type === 'context' ? elements.flatMap(text) : []),
  ];
}

/** Lines of all blocks; what buttons and menus say is not among them. */
export const wordsOf = (blocks: readonly Block[]): string => blocks.flatMap(read).join('\n');

/** Gives ids to what came without, as Slack does, so that they can be told. */
export function completeIds(blocks: readonly Block[], newId: () => string): readonly Block[] {
  const element = <Value>(value: Value): Value =>
    isBlock(value) &&
    !['image', 'plain_text', 'mrkdwn'].includes(value.type) &&
    !value.type.startsWith('rich_text')
      ? { ...value, action_id: value.action_id ?? newId() }
      : value;
  return blocks.map((one) => ({
    ...one,
    block_id: one.block_id ?? newId(),
    ...(Array.isArray(one.elements) ? { elements: one.elements.map(element) } : {}),
    ...(one.element === undefined ? {} : { element: element(one.element) }),
    ...(one.accessory === undefined ? {} : { accessory: element(one.accessory) }),
  }));
}

/** An element, and the block that it is in. */
export interface Control {
  readonly block: Block;
  readonly element: Block;
}

/** What names an element among others: action_ids need to differ within one block only. */
export const controlKey = ({ block, element }: Control): string => `${block.block_id}/${element.action_id}`;

/**
 * Elements that go by a name.
 * @param name an action_id, the block_id of an input, or both with `/` between.
 */
export const findControls = (blocks: readonly Block[], name: string): readonly Control[] =>
  blocks
    .flatMap((block) => [...walkBlocks([block])].slice(1).map((element) => ({ block, element })))
    .filter(({ element }) => element.action_id !== undefined)
    .filter(
      ({ block, element }) =>
        element.action_id === name ||
        (block.type === 'input' && block.block_id === name) ||
        controlKey({ block, element }) === name,
    );
