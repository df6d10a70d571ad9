/** Paragraphs, notes and facts. */
import type { types } from '@slack/bolt';
import type { Block } from '../../../reply/reply.js';
import { bold, clipMarked, escapeLine } from '../escape.js';
import { type Draft, toDraft } from './draft.js';
import { longest, marked, toContexts, toSections, wordsOf } from './text-objects.js';

type Of<Type extends Block['type']> = Extract<Block, { readonly type: Type }>;

/** @slack/types, SectionBlock: "Maximum number of items is 10." */
const fieldsOfSection = 10;

export const toText = ({ text, mentions }: Of<'text'>): readonly Draft[] =>
  toSections(wordsOf(text, mentions)).map(toDraft);

export const toNote = ({ text }: Of<'note'>): readonly Draft[] => toContexts(wordsOf(text)).map(toDraft);

/** In two columns, as Slack sets them. */
export function toFacts({ facts }: Of<'facts'>): readonly Draft[] {
  const fields = facts.map(([name, value]) =>
    marked(clipMarked(`${bold(escapeLine(name))}\n${escapeLine(value) || '–'}`, longest.field)),
  );
  const starts = fields.flatMap((_, at) => (at % fieldsOfSection === 0 ? [at] : []));
  return starts.map((start) => {
    const block: types.SectionBlock = {
      type: 'section',
      fields: fields.slice(start, start + fieldsOfSection),
    };
    return toDraft(block);
  });
}
