/** Texts of blocks, within what Slack takes: @slack/types, blocks.d.ts and composition-objects.d.ts. */
import type { types } from '@slack/bolt';
import type { Mention } from '../../../reply/mentions.js';
import { cleanText, clip, plain } from '../../chat/plain-text.js';
import { hasMention, markMentions } from '../channel-marks.js';
import { clipMarked, escapeText, hasCode } from '../escape.js';

/** A text that has no marks, or one that has. Why verbatim: else Slack makes links of names and addresses. */
export type Words =
  | { readonly form: 'plain'; readonly lines: readonly string[] }
  | { readonly form: 'marked'; readonly lines: readonly string[] };

/**
 * Letters of a text. Slack takes 3000 in a section and 2000 in a context; with less, a section stands unfolded, and
 * whole messages stay short enough.
 */
export const longest = { header: 150, section: 2000, context: 1500, field: 300 } as const;

/** One line without any marks; `otherwise` where nothing is left of it. */
export const plainText = (text: string, most: number, otherwise = '…'): types.PlainTextElement => ({
  ...{ type: 'plain_text', emoji: false },
  text: plain(text, most) || otherwise,
});

/** @param text with marks. */
export const marked = (text: string): types.MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true });

/** As it was written; only where it names a command or a channel, with marks. @param mentions ids in it. */
export function wordsOf(text: string, mentions: readonly Mention[] = []): Words {
  return hasCode(text) || hasMention(mentions)
    ? {
        form: 'marked',
        lines: escapeText(text)
          .split('\n')
          .map((line) => markMentions(line, mentions)),
      }
    : { form: 'plain', lines: cleanText(text).split('\n') };
}

/** Texts of so many letters at most; none where there is nothing to read. */
function pack({ form, lines }: Words, most: number): readonly types.TextObject[] {
  const shorten = form === 'plain' ? clip : clipMarked;
  const texts: string[] = [];
  for (const line of lines.map((each) => shorten(each, most))) {
    const last = texts.at(-1);
    if (last === undefined || last.length + 1 + line.length > most) texts.push(line);
    else texts[texts.length - 1] = `${last}\n${line}`;
  }
  return texts
    .filter((text) => text.trim() !== '')
    .map((text) => (form === 'plain' ? { type: 'plain_text', text, emoji: false } : marked(text)));
}

export const toSections = (words: Words): readonly types.SectionBlock[] =>
  pack(words, longest.section).map((text) => ({ type: 'section', text, expand: true }));

/** Smaller and grey. */
export const toContexts = (words: Words): readonly types.ContextBlock[] =>
  pack(words, longest.context).map((text) => ({ type: 'context', elements: [text] }));

/** One line with a title, as large as Slack has them. */
export const toHeader = (title: string): types.HeaderBlock => ({
  type: 'header',
  text: plainText(title, longest.header),
});
