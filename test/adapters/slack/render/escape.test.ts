/** Plain text through Slack's mrkdwn: what is read is what was meant. */
import { describe, expect, it } from 'vitest';
import {
  bold,
  clipMarked,
  code,
  escapeLine,
  escapeText,
  hasCode,
} from '../../../../src/adapters/slack/escape.js';
import { renderMrkdwn } from '../../../fakes/slack/view/mrkdwn.js';
import { hostile } from './stage.js';

/** What nothing is done to. */
const unchanged: readonly string[] = [
  'coffee in the style of Harvest',
  'my_photo_of_a_cat.jpg',
  'max-steps is 200 now; it was 300.',
  "Käse, 絵, Ω, 1.5 MiB, 50 % · it's",
  '14:05 and 14:05:33, door:17',
  '#general @ada a/b',
  'shows what is needed: `/stylize help` and `impasto doctor`.',
];

const changed: readonly (readonly [what: string, text: string, escaped: string])[] = [
  ['mentions', '<@U5> <!channel> <#C9>', '&lt;@U5&gt; &lt;!channel&gt; &lt;#C9&gt;'],
  ['links', '<https://evil.example|bank>', '&lt;https://evil.example|bank&gt;'],
  ['entities', '&lt; &amp;', '&amp;lt; &amp;amp;'],
  ['bold', '*b*', '∗b∗'],
  ['italics', '_i_ (_j_) a__b', 'ˍiˍ (ˍjˍ) aˍˍb'],
  ['strikes', '~s~', '∼s∼'],
  ['code', '`c` ```d```', 'ʼcʼ ʼʼʼdʼʼʼ'],
  ['quotes', '> q\n  >>> r', '› q\n  ››› r'],
  ['a greater sign that quotes nothing', 'a > b', 'a &gt; b'],
  ['emoji by name', ':smile: :+1: :skin-tone-2:', '∶smile: ∶+1: ∶skin-tone-2:'],
  ['code of others beside ours', '`/stylize help` *now*', '`/stylize help` ∗now∗'],
  ['what is not seen', 'a\u200bb\u202ec\u0007d', 'abc d'],
];

describe('text is shown as it is', () => {
  for (const text of unchanged) it(JSON.stringify(text), () => expect(escapeText(text)).toBe(text));
  for (const [what, text, escaped] of changed) it(what, () => expect(escapeText(text)).toBe(escaped));

  it('in which a reader of marks finds none but our code', () => {
    const read = (text: string) => renderMrkdwn(text, {});
    const tags = /<(?!\/?p\b|\/?code>)/;
    const texts = [...unchanged, ...changed.map(([, text]) => text), hostile];
    for (const text of texts) expect(read(escapeText(text))).not.toMatch(tags);
    expect(changed.filter(([, text]) => tags.test(read(text))).length).toBeGreaterThan(5);
  });

  it('on one line where there is one', () => {
    expect(escapeLine('a\n > b \n\n*c*')).toBe('a &gt; b ∗c∗');
  });

  it('knows our commands', () => {
    expect([hasCode('Type `/stylize help`.'), hasCode('a `b` c')]).toEqual([true, false]);
  });
});

describe('text with marks is cut', () => {
  it('not within an entity', () => {
    expect(clipMarked('ab&amp;cd', 9)).toBe('ab&amp;cd');
    for (const most of [4, 5, 6, 7]) expect(clipMarked('ab&amp;cdef', most)).toBe('ab…');
    expect(clipMarked('ab&amp;cdef', 8)).toBe('ab&amp;…');
  });

  it('not within a date, nor a letter', () => {
    expect(clipMarked('at <!date^1^{time}|12:00> or so', 20)).toBe('at …');
    expect(clipMarked('ab🎨cd', 4)).toBe('ab…');
  });
});

it('writes code that nothing ends, and bold that is none where it is empty', () => {
  expect(code('a`b <c>\nd', 100)).toBe("`a'b &lt;c&gt; d`");
  expect(code('', 100)).toBe('`–`');
  expect([bold(' a '), bold('  ')]).toEqual(['*a*', '']);
});
