/** Tables as lines: Discord has none, and columns of text would be torn on a phone. */
import type { Block } from '../../../reply/reply.js';
import { code, escapeText } from '../escape.js';
import type { Part } from './part.js';
import { quietly } from './words.js';

/** What somebody can type as it stands: a command, a name, an id. */
const typed = /^\/?[a-z][a-z0-9-]*( [a-z0-9[\] -]+)?$/;
/** Letters of a name with which the next column has a line of its own. */
const longName = 32;
/** Of a name that is shown as code. */
const longestName = 300;

const inOneLine = (text: string) => escapeText(text).replaceAll('\n', ' ');

const nameOf = (text: string) => (typed.test(text) ? code(text, longestName) : `**${inOneLine(text)}**`);

/** `Steps: 18`; columns that are called "What it is" need no word for it. */
function detailOf(column: string, cell: string): string {
  return column.startsWith('What ') ? inOneLine(cell) : `${inOneLine(column)}: ${inOneLine(cell)}`;
}

/** The name and the first column beside it, what else there is below. */
function toLine(columns: readonly string[], [name = '', first = '', ...rest]: readonly string[]): string {
  const beside = first === '' ? '' : `${name.length > longName ? '\n' : ' '}${inOneLine(first)}`;
  const details = rest.flatMap((cell, k) => (cell === '' ? [] : [detailOf(columns[k + 2] ?? '', cell)]));
  return [`${nameOf(name)}${beside}`, quietly(details.join(' · '))].filter((line) => line !== '').join('\n');
}

export const toTable = ({ columns, rows }: Extract<Block, { readonly type: 'table' }>): readonly Part[] => [
  { type: 'words', lines: rows.map((row) => toLine(columns, row)) },
];
