/** Modals and home tabs, close to how Slack shows them. */
import { escapeHtml } from '../../discord/view/escape.js';
import type { Block, Body } from '../world.js';
import { renderBlocks } from './blocks.js';
import { textOf } from './elements.js';
import { renderAvatar } from './message.js';
import type { ViewContext } from './shown.js';

/** What is told about a view besides its blocks. */
export interface ShownView {
  /** As the bot sent it. */
  readonly body: Body;
  /** At inputs, by block_id. */
  readonly errors?: Readonly<Record<string, string>>;
  /** It did not work out. */
  readonly hasTrouble?: boolean;
}

const trouble = '<p class="trouble">We had some trouble connecting. Try again?</p>';

/** @param app name of the application. @throws RangeError for a block that no view has. */
export function renderModalHtml(
  { body, errors = {}, hasTrouble = false }: ShownView,
  app: string,
  context: ViewContext,
): string {
  const { title, close, submit, blocks } = body;
  const words = (value: unknown, otherwise: string) => escapeHtml(textOf(value) || otherwise);
  const send =
    submit === undefined ? '' : `<button type="button" class="primary">${words(submit, 'Submit')}</button>`;
  const head = `<header>${renderAvatar(app)}<b>${words(title, '')}</b><span class="cross">✕</span></header>`;
  const shown = renderBlocks(blocks as readonly Block[], { ...context, errors });
  return `<section class="modal" role="dialog">${head}<div class="blocks">${hasTrouble ? trouble : ''}${shown}</div><footer><button type="button" class="default">${words(close, 'Cancel')}</button>${send}</footer></section>`;
}

/** @param app name of the application. @throws RangeError for a block that no view has. */
export function renderHomeHtml({ body }: Pick<ShownView, 'body'>, app: string, context: ViewContext): string {
  const tabs = '<nav><b>Home</b><span>Messages</span><span>About</span></nav>';
  const head = `<header>${renderAvatar(app)}<b>${escapeHtml(app)}</b></header>`;
  return `<section class="home">${head}${tabs}<div class="blocks">${renderBlocks(body.blocks as readonly Block[], context)}</div></section>`;
}
