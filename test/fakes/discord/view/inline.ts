/** Discord's markdown within a line. */
import { escapeHtml } from './escape.js';
import { tellMoment } from './moment.js';
import type { ViewContext } from './shown.js';

type Context = Pick<ViewContext, 'now' | 'names'>;
type Make = (match: RegExpExecArray, context: Context) => string;

const mention = (sign: string, name: string) => `<span class="mention">${sign}${escapeHtml(name)}</span>`;
const wrap =
  (tag: string, more = ''): Make =>
  (match, context) =>
    `<${tag}${more}>${renderInline(match[1]!, context)}</${tag}>`;
const named =
  (sign: string, unknown: string): Make =>
  ([, id], { names }) =>
    mention(sign, names?.get(id!) ?? unknown);

/** What there is, each at the place where it is looked for; the first that fits counts. */
const rules: readonly (readonly [RegExp, Make])[] = [
  [/\\([^\sA-Za-z0-9])/y, ([, letter]) => escapeHtml(letter!)],
  [/(`+)(.+?)\1(?!`)/y, ([, , code]) => `<code>${escapeHtml(code!.trim() || code!)}</code>`],
  [/\|\|(.+?)\|\|/y, wrap('span', ' class="hidden"')],
  [/\*\*\*(.+?)\*\*\*/y, (match, context) => `<b><i>${renderInline(match[1]!, context)}</i></b>`],
  [/\*\*(.+?)\*\*(?!\*)/y, wrap('b')],
  [/__(.+?)__(?!_)/y, wrap('u')],
  [/\*(?!\s)(.+?)(?<!\s)\*(?!\*)/y, wrap('i')],
  [/(?<!\w)_(.+?)_(?!\w)/y, wrap('i')],
  [/~~(.+?)~~/y, wrap('s')],
  [
    /<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>/y,
    ([, at, style = 'f'], { now }) =>
      `<time class="moment">${escapeHtml(tellMoment(Number(at), style, now))}</time>`,
  ],
  [/<@!?(\d+)>/y, named('@', 'unknown-user')],
  [/<@&(\d+)>/y, named('@', 'unknown-role')],
  [/<#(\d+)>/y, named('#', 'unknown')],
  [/<\/([^:>]{1,98}):\d+>/y, ([, name]) => mention('/', name!)],
  [/<a?:(\w{2,32}):\d+>/y, ([, name]) => escapeHtml(`:${name}:`)],
  [
    /\[([^\]]+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/y,
    ([, text, url], context) => `<a href="${escapeHtml(url!)}">${renderInline(text!, context)}</a>`,
  ],
  [
    /https?:\/\/[^\s<>]*[^\s<>.,:;"')\]]/y,
    ([url]) => `<a href="${escapeHtml(url!)}">${escapeHtml(url!)}</a>`,
  ],
];

/** A line, or a part of one, as HTML; everything that is no markdown is escaped. */
export function renderInline(text: string, context: Context): string {
  let html = '';
  for (let at = 0; at < text.length; ) {
    const [match, make] = findAt(text, at);
    html += match === null ? escapeHtml(text[at]!) : make!(match, context);
    at += match === null ? 1 : match[0].length;
  }
  return html;
}

function findAt(text: string, at: number): readonly [RegExpExecArray | null, Make | null] {
  for (const [rule, make] of rules) {
    rule.lastIndex = at;
    const match = rule.exec(text);
    if (match !== null) return [match, make];
  }
  return [null, null];
}
