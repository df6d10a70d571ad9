/** What must hold for a list of blocks as a whole. */
import { type Fault, fault } from '../../discord/checks/problem.js';
import { type Body, findTwin, isBody } from '../../discord/checks/rule.js';

/** Elements of a block, with where they are. */
export function elementsOf(block: Body, path: string): readonly (readonly [element: Body, path: string])[] {
  const listed = Array.isArray(block.elements) ? (block.elements as Body[]) : [];
  return [
    ...listed.map((one, at) => [one, `${path}.elements[${at}]`] as const),
    ...(isBody(block.element) ? [[block.element, `${path}.element`] as const] : []),
    ...(isBody(block.accessory) ? [[block.accessory, `${path}.accessory`] as const] : []),
  ];
}

/** Ids that are there twice, and more than one element that takes the focus. */
export function findClash(blocks: readonly Body[], path: string): Fault | null {
  const twin = findTwin(blocks.map((one) => one.block_id));
  if (twin !== -1)
    return fault(
      `${path}[${twin}].block_id`,
      'UNIQUE',
      `\`block_id\` "${blocks[twin]!.block_id}" already exists`,
    );
  for (const [at, block] of blocks.entries()) {
    const elements = elementsOf(block, `${path}[${at}]`);
    const same = findTwin(elements.map(([one]) => one.action_id));
    if (same !== -1)
      return fault(
        `${elements[same]![1]}.action_id`,
        'UNIQUE',
        `\`action_id\` "${elements[same]![0].action_id}" already exists`,
      );
  }
  const focused = blocks
    .flatMap((one, at) => elementsOf(one, `${path}[${at}]`))
    .filter(([one]) => one.focus_on_load === true);
  return focused.length > 1
    ? fault(focused[1]![1], 'UNIQUE', 'only one element may have focus_on_load')
    : null;
}
