/** Discord's markdown, line by line: headings, subtext, lists, quotes, blocks of code. */
import { escapeHtml } from './escape.js';
import { renderInline } from './inline.js';
import type { ViewContext } from './shown.js';

type Context = Pick<ViewContext, 'now' | 'names'>;

const lines: readonly (readonly [RegExp, (inner: string, match: RegExpExecArray) => string])[] = [
  [/^(#{1,3})\s+(.+)$/, (inner, [, marks]) => `<h${marks!.length}>${inner}</h${marks!.length}>`],
  [/^(-#)\s+(.+)$/, (inner) => `<p class="subtext">${inner}</p>`],
  [/^(>)\s(.+)$/, (inner) => `<blockquote>${inner}</blockquote>`],
  [
    /^(\s*)[-*]\s+(.+)$/,
    (inner, [, indent]) =>
      `<p class="point" style="--depth:${Math.min(5, indent!.length >> 1)}">${inner}</p>`,
  ],
  [
    /^(\d{1,3})\.\s+(.+)$/,
    (inner, [, number]) => `<p class="point numbered" data-number="${number}.">${inner}</p>`,
  ],
];

function renderLine(line: string, context: Context): string {
  for (const [rule, make] of lines) {
    const match = rule.exec(line);
    if (match !== null) return make(renderInline(match[2]!, context), match);
  }
  return line.trim() === '' ? '<p class="blank"></p>' : `<p>${renderInline(line, context)}</p>`;
}

/** A text as HTML. */
export function renderMarkdown(text: string, context: Context): string {
  return text
    .split(/```(?:[a-z0-9]*\n)?([\s\S]+?)```/)
    .map((part, at) =>
      at % 2 === 1
        ? `<pre>${escapeHtml(part.replace(/\n$/, ''))}</pre>`
        : part.replace(/^\n|\n$/g, '') === ''
          ? ''
          : part
              .replace(/^\n|\n$/g, '')
              .split('\n')
              .map((line) => renderLine(line, context))
              .join(''),
    )
    .join('');
}
