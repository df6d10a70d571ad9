/** Blocks, one below the other. */
import { escapeHtml } from '../../discord/view/escape.js';
import type { Block, Body } from '../world.js';
import { renderElement, renderText, textOf } from './elements.js';
import { renderImage } from './media.js';
import { renderMrkdwn, renderPlain } from './mrkdwn.js';
import type { ViewContext } from './shown.js';

/** What is told beside blocks, as somebody sees them. */
export interface BlockContext extends ViewContext {
  /** By block_id. */
  readonly errors?: Readonly<Record<string, string>>;
}

const elementsOf = ({ elements }: Block): readonly Block[] => elements as readonly Block[];

function renderInputBlock(block: Block, context: BlockContext): string {
  const optional = block.optional === true ? '<span class="optional">(optional)</span>' : '';
  const hint = block.hint === undefined ? '' : `<small>${renderPlain(textOf(block.hint))}</small>`;
  const error = context.errors?.[String(block.block_id)];
  const told = error === undefined ? '' : `<p class="error">${escapeHtml(error)}</p>`;
  const label = `<b>${renderPlain(textOf(block.label))}</b>${optional}`;
  return `<div class="input${error === undefined ? '' : ' wrong'}"><div class="label">${label}</div>${renderElement(block.element as Block, context)}${told}${hint}</div>`;
}

function renderSection(block: Block, context: ViewContext): string {
  const text = block.text === undefined ? '' : renderText(block.text, context);
  const fields = ((block.fields as Body[] | undefined) ?? []).map(
    (one) => `<div>${renderText(one, context)}</div>`,
  );
  const table = fields.length === 0 ? '' : `<div class="fields">${fields.join('')}</div>`;
  const beside =
    block.accessory === undefined
      ? ''
      : `<div class="beside">${renderElement(block.accessory as Block, context)}</div>`;
  return `<div class="section"><div class="text">${text}${table}</div>${beside}</div>`;
}

type Render = (block: Block, context: BlockContext) => string;

const renders: Readonly<Record<string, Render>> = {
  section: renderSection,
  input: renderInputBlock,
  image: renderImage,
  divider: () => '<hr>',
  header: ({ text }) => `<h3>${renderPlain(textOf(text))}</h3>`,
  markdown: ({ text }, context) => `<div class="text">${renderMrkdwn(String(text), context)}</div>`,
  actions: (block, context) =>
    `<div class="actions">${elementsOf(block)
      .map((one) => renderElement(one, context))
      .join('')}</div>`,
  context: (block, context) =>
    `<div class="context">${elementsOf(block)
      .map((one) => (one.type === 'image' ? renderElement(one, context) : renderText(one, context)))
      .join('')}</div>`,
};

/** @throws RangeError for a block that is not known. */
export function renderBlocks(blocks: readonly Block[], context: BlockContext): string {
  return blocks
    .map((block) => {
      const render = renders[block.type];
      if (render === undefined) throw new RangeError(`A block of type ${block.type} cannot be shown`);
      return `<div class="block">${render(block, context)}</div>`;
    })
    .join('');
}
