/** Paragraphs, notes and facts as lines. */
import type { Block } from '../../../reply/reply.js';
import { escapeText } from '../escape.js';
import { markMentions } from '../mention.js';
import type { Part } from './part.js';

type Of<Type extends Block['type']> = Extract<Block, { readonly type: Type }>;

const linesOf = (text: string) => escapeText(text).split('\n');

/** Smaller and grey. An empty line would show the mark instead. */
export const quietly = (line: string) => (line.trim() === '' ? '' : `-# ${line}`);

export const toText = ({ text, mentions = [] }: Of<'text'>): readonly Part[] => [
  { type: 'words', lines: linesOf(text).map((line) => markMentions(line, mentions)) },
];

export const quietLines = (text: string) => linesOf(text).map(quietly);

export const toNote = ({ text }: Of<'note'>): readonly Part[] => [{ type: 'words', lines: quietLines(text) }];

export const toFacts = ({ facts }: Of<'facts'>): readonly Part[] => [
  {
    type: 'words',
    lines: facts.map(([name, value]) => `**${escapeText(name)}** ${linesOf(value).join(' ')}`),
  },
];
