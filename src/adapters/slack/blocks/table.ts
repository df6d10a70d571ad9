/** Tables as lines: columns of text would be torn on a phone. */
import type { Block } from '../../../reply/reply.js';
import { bold, code, escapeLine } from '../escape.js';
import { type Draft, toDraft } from './draft.js';
import { toSections } from './text-objects.js';

/** What somebody can type as it stands: a command, a name, an id. */
const typed = /^\/?[a-z][a-z0-9-]*( [a-z0-9[\] -]+)?$/;
/** Letters of a name with which the next column has a line of its own. */
const longName = 32;
/** Of a name that is shown as code. */
const longestName = 300;

const nameOf = (text: string) => (typed.test(text) ? code(text, longestName) : bold(escapeLine(text)));

/** `Steps: 18`; columns that are called "What it is" need no word for it. */
function detailOf(column: string, cell: string): string {
  return column.startsWith('What ') ? escapeLine(cell) : `${escapeLine(column)}: ${escapeLine(cell)}`;
}

/** The name and the first column beside it, what else there is below. */
function toLines(
  columns: readonly string[],
  [name = '', first = '', ...rest]: readonly string[],
): readonly string[] {
  const beside = first === '' ? '' : `${name.length > longName ? '\n' : ' '}${escapeLine(first)}`;
  const details = rest.flatMap((cell, k) => (cell === '' ? [] : [detailOf(columns[k + 2] ?? '', cell)]));
  return [`${nameOf(name)}${beside}`, details.join(' · ')].filter((line) => line !== '');
}

/** Rows of several lines stand apart. */
export function toTable({ columns, rows }: Extract<Block, { readonly type: 'table' }>): readonly Draft[] {
  const all = rows.map((row) => toLines(columns, row));
  const isLong = all.some((lines) => lines.length > 1);
  const groups = isLong ? all : [all.flat()];
  return groups.flatMap((lines) => toSections({ form: 'marked', lines })).map(toDraft);
}
