/** A message, close to how Discord shows it. */
import { renderComponents } from './components.js';
import { escapeHtml } from './escape.js';
import { glyph } from './glyph.js';
import { renderMarkdown } from './markdown.js';
import { tellClock } from './moment.js';
import type { RawComponent, ShownMessage, ViewContext } from './shown.js';

/** Colours of people without a picture. */
const colours = ['#c86432', '#5865f2', '#248046', '#b5487a', '#4e7fa8'] as const;

/** A round letter, always of one colour for one name. */
export function renderAvatar(name: string): string {
  const sum = [...name].reduce((sum, letter) => sum + letter.codePointAt(0)!, 0);
  const letter = escapeHtml([...name][0] ?? '?');
  return `<span class="avatar" style="background:${colours[sum % colours.length]}">${letter}</span>`;
}

const tag = '<span class="app">APP</span>';

const usedLine = ({ used }: ShownMessage) =>
  used === undefined
    ? ''
    : `<div class="used">${glyph.reply}${renderAvatar(used.user)}<b>${escapeHtml(used.user)}</b> used <span class="mention">/${escapeHtml(used.command)}</span></div>`;

const thinking = (name: string) =>
  `<div class="thinking"><span class="dots"><i></i><i></i><i></i></span>${escapeHtml(name)} is thinking...</div>`;

function body(message: ShownMessage, context: ViewContext): string {
  if (message.isLoading) return thinking(message.author.name);
  const content = message.content
    ? `<div class="text">${renderMarkdown(message.content, context)}</div>`
    : '';
  const { attachments } = message;
  const shown = renderComponents(message.components as readonly RawComponent[], { ...context, attachments });
  const edited = message.editedAt === undefined ? '' : '<small class="edited">(edited)</small>';
  return content + shown + edited;
}

/**
 * HTML of one message; its style is that of a page (renderPage).
 * @throws RangeError for a component that no message has.
 */
export function renderMessageHtml(message: ShownMessage, context: ViewContext): string {
  const { author, isEphemeral, createdAt = context.now } = message;
  const name = `<b class="name">${escapeHtml(author.name)}</b>${author.isApp ? tag : ''}`;
  const time = `<time>${escapeHtml(tellClock(createdAt))}</time>`;
  const only = isEphemeral
    ? `<div class="only">${glyph.eye}Only you can see this • <a>Dismiss message</a></div>`
    : '';
  return `<article class="message${isEphemeral ? ' ephemeral' : ''}">${usedLine(message)}${renderAvatar(author.name)}<div class="body"><header>${name}${time}</header>${body(message, context)}${only}</div></article>`;
}
