/** A message, close to how Slack shows it. */
import { escapeHtml } from '../../discord/view/escape.js';
import { tellClock } from '../../discord/view/moment.js';
import { renderBlocks } from './blocks.js';
import { renderFiles } from './media.js';
import { renderMrkdwn } from './mrkdwn.js';
import type { ShownMessage, ViewContext } from './shown.js';

/** Colours of people without a picture. */
const colours = ['#c86432', '#3f7cac', '#2f855a', '#8b5fbf', '#b5487a'] as const;

/** A square letter, always of one colour for one name. */
export function renderAvatar(name: string): string {
  const sum = [...name].reduce((sum, letter) => sum + letter.codePointAt(0)!, 0);
  const letter = escapeHtml(([...name][0] ?? '?').toUpperCase());
  return `<span class="avatar" style="background:${colours[sum % colours.length]}">${letter}</span>`;
}

/**
 * HTML of one message; its style is that of a page (renderPage).
 * @throws RangeError for a block that no message has.
 */
export function renderMessageHtml(message: ShownMessage, context: ViewContext): string {
  const {
    author,
    text,
    blocks,
    files,
    isEphemeral,
    isEdited,
    replies = 0,
    createdAt = context.now,
  } = message;
  const only = isEphemeral ? '<div class="only">👁 Only visible to you</div>' : '';
  const badge = author.isApp ? '<span class="app">APP</span>' : '';
  const header = `<header><b class="name">${escapeHtml(author.name)}</b>${badge}<time>${escapeHtml(tellClock(createdAt))}</time></header>`;
  const body =
    blocks.length > 0
      ? renderBlocks(blocks, context)
      : `<div class="text">${renderMrkdwn(text, context)}</div>`;
  const edited = isEdited === true ? '<small class="edited">(edited)</small>' : '';
  const thread =
    replies === 0 ? '' : `<div class="thread">${replies} ${replies === 1 ? 'reply' : 'replies'}</div>`;
  return `<article class="message${isEphemeral ? ' ephemeral' : ''}">${only}${renderAvatar(author.name)}<div class="body">${header}${body}${edited}${renderFiles(files, context)}${thread}</div></article>`;
}
