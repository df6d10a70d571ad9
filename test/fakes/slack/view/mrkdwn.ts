/** Slack's markup, mrkdwn: messaging/formatting-message-text. */
import { escapeHtml } from '../../discord/view/escape.js';
import type { ViewContext } from './shown.js';

type Names = Pick<ViewContext, 'names'>;
type Make = (match: RegExpExecArray, context: Names) => string;

/** What the three letters that Slack wants escaped stand for. */
const readEntities = (text: string) =>
  text.replace(/&(amp|lt|gt);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>' })[name]!);
const shown = (text: string) => escapeHtml(readEntities(text));

const wrap =
  (tag: string): Make =>
  ([, inner], context) =>
    `<${tag}>${renderInline(inner!, context)}</${tag}>`;
const mention =
  (sign: string): Make =>
  ([, id, label], { names }) =>
    `<span class="mention">${sign}${escapeHtml(label ?? names?.get(id!) ?? id!)}</span>`;

/** Emoji by name, as far as the bot uses them; others are shown by their names. */
const emoji: Readonly<Record<string, string>> = {
  art: '🎨',
  hourglass_flowing_sand: '⏳',
  lock: '🔒',
  warning: '⚠️',
  white_check_mark: '✅',
  x: '❌',
};

/** What there is, each at the place where it is looked for; the first that fits counts. */
const rules: readonly (readonly [RegExp, Make])[] = [
  [/`([^`\n]+)`/y, ([, code]) => `<code>${shown(code!)}</code>`],
  [/<@([UW][A-Z0-9]+)(?:\|([^>]*))?>/y, mention('@')],
  [/<#([CDG][A-Z0-9]+)(?:\|([^>]*))?>/y, mention('#')],
  [/<!(here|channel|everyone)(?:\|[^>]*)?>/y, ([, who]) => `<span class="mention loud">@${who}</span>`],
  [/<!date\^\d+\^[^|>]*\|([^>]*)>/y, ([, fallback]) => shown(fallback!)],
  [
    /<((?:https?|mailto):[^|>]+)(?:\|([^>]*))?>/y,
    ([, url, label]) => `<a href="${shown(url!)}">${shown(label ?? url!)}</a>`,
  ],
  [/(?<!\w)\*(?!\s)([^*\n]+?)(?<!\s)\*(?!\w)/y, wrap('b')],
  [/(?<!\w)_(?!\s)([^_\n]+?)(?<!\s)_(?!\w)/y, wrap('i')],
  [/(?<!\w)~(?!\s)([^~\n]+?)(?<!\s)~(?!\w)/y, wrap('s')],
  [/:([a-z0-9_+-]+):/y, ([whole, name]) => emoji[name!] ?? escapeHtml(whole)],
  [/&(amp|lt|gt);/y, ([entity]) => shown(entity)],
];

/** A line, or a part of one, as HTML; everything that is no markup is escaped. */
export function renderInline(text: string, context: Names): string {
  let html = '';
  for (let at = 0; at < text.length; ) {
    const [taken, made] = takeAt(text, at, context);
    html += made;
    at += taken;
  }
  return html;
}

function takeAt(text: string, at: number, context: Names): readonly [number, string] {
  for (const [rule, make] of rules) {
    rule.lastIndex = at;
    const match = rule.exec(text);
    if (match !== null) return [match[0].length, make(match, context)];
  }
  const letter = String.fromCodePoint(text.codePointAt(at)!);
  return [letter.length, escapeHtml(letter)];
}

function renderLine(line: string, context: Names): string {
  const quoted = /^(?:>|&gt;)\s?(.*)$/.exec(line);
  if (quoted !== null) return `<blockquote>${renderInline(quoted[1]!, context)}</blockquote>`;
  return line.trim() === '' ? '<p class="blank"></p>' : `<p>${renderInline(line, context)}</p>`;
}

/** A text as HTML. */
export function renderMrkdwn(text: string, context: Names): string {
  return text
    .split(/```([\s\S]+?)```/)
    .map((part, at) => {
      if (at % 2 === 1) return `<pre>${shown(part.replace(/^\n|\n$/g, ''))}</pre>`;
      const lines = part.replace(/^\n|\n$/g, '');
      return lines === ''
        ? ''
        : lines
            .split('\n')
            .map((line) => renderLine(line, context))
            .join('');
    })
    .join('');
}

/** Text without markup, but for the names of emoji. */
export const renderPlain = (text: string): string =>
  text
    .split('\n')
    .map((line) =>
      escapeHtml(line).replace(/:([a-z0-9_+-]+):/g, (whole, name: string) => emoji[name] ?? whole),
    )
    .join('<br>');
