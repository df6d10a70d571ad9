/** Plain text through Discord's markdown: what is read is what was meant. */
import { describe, expect, it } from 'vitest';
import { clip, plain } from '../../../../src/adapters/chat/plain-text.js';
import { clipMarked, code, escapeText } from '../../../../src/adapters/discord/escape.js';
import { renderMarkdown } from '../../../fakes/discord/view/markdown.js';

/** What a reader sees, where nothing but lines comes of it; with marks where something else does. */
function read(markdown: string): string {
  const html = renderMarkdown(markdown, { now: 0 });
  return html
    .replace(/^<p>|<\/p>$/g, '')
    .replaceAll('<p class="blank"></p>', '')
    .replaceAll('</p><p>', '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll('\u200b', '');
}

const unchanged: readonly string[] = [
  'coffee in the style of Harvest',
  '**bold** *i* ***bi*** __u__ _i_ ~~s~~ ||secret||',
  'my_photo_of__a_cat.jpg',
  '2 * 3 * 4',
  '`code` ``more`` ```block```',
  '# heading',
  '## heading',
  '-# quiet',
  '- point\n* point\n+ point',
  '  - nested',
  '1. first\n2. second',
  '12) twelfth',
  '> quoted\n>>> all of it',
  '[a word](https://evil.example)',
  'https://evil.example/path?x=1',
  'see http://evil.example.',
  '<https://evil.example>',
  '@everyone and @here, @EVERYONE',
  '<@123> <@!123> <@&123> <#123> </cmd:123>',
  '<:smile:123> <a:smile:123> :smile:',
  '<t:0:R> <t:1700000000>',
  '<id:home> <id:customize>',
  'back\\slash \\* \\\\',
  'ends with \\',
  'a < b > c',
  "Käse, 絵, Ω, 1.5 MiB, 50 % · it's",
  '14:05 and 14:05:33',
  '/stylize style:harvest',
];

describe('text is shown as it is', () => {
  for (const text of unchanged) {
    it(JSON.stringify(text), () => {
      expect(read(escapeText(text))).toBe(text.trim());
    });
  }

  it('shows where it was: the same texts without escaping are something else', () => {
    const changed = unchanged.filter((text) => read(text) !== text.trim());
    expect(changed.length).toBeGreaterThan(14);
  });

  it('breaks the words that call everybody, and addresses', () => {
    expect(escapeText('@everyone @here')).not.toMatch(/@everyone|@here/);
    expect(escapeText('https://evil.example')).not.toContain('https://');
  });

  it('leaves the commands that sentences name', () => {
    const text = 'shows what is needed: `/help`, `/styles add` and `impasto doctor`.';
    expect(escapeText(text)).toBe(text);
    expect(escapeText('`/help` **now** ` @everyone`')).toBe('`/help` \\*\\*now\\*\\* \\` @\u200beveryone\\`');
  });
});

const cleaned: readonly (readonly [what: string, text: string, read: string])[] = [
  ['control characters', 'a\u0000b\u0007c\td', 'a b c d'],
  ['line ends of others', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
  ['what has no width', 'a\u200bb\u00adc\ufeffd\u2060e\u{e0041}', 'abcde'],
  ['turned reading directions', 'photo\u202egpj.exe\u2066', 'photogpj.exe'],
  ['half letters', 'a\ud800b', 'a\ufffdb'],
  ['joiners between letters', 'a\u200db', 'ab'],
  ['joined emoji stay', '👩\u200d🎨 👩🏽\u200d🎨 🏳\ufe0f\u200d🌈', '👩\u200d🎨 👩🏽\u200d🎨 🏳\ufe0f\u200d🌈'],
  ['piled marks', `e${'\u0301'.repeat(30)}`, `e${'\u0301'.repeat(3)}`],
  ['long runs', `a${'!'.repeat(100)}b`, `a${'!'.repeat(40)}…b`],
  ['empty lines', 'a\n\n\n\nb', 'a\n\nb'],
];

describe('what is not to be seen goes', () => {
  for (const [what, text, expected] of cleaned) {
    it(what, () => expect(escapeText(text)).toBe(expected));
  }
});

describe('text is cut', () => {
  it('at a letter, with a sign', () => {
    expect(clip('abcdef', 6)).toBe('abcdef');
    expect(clip('abcdefg', 6)).toBe('abcde…');
    expect(clip('ab🎨cd', 4)).toBe('ab…');
  });

  it('not within a mark', () => {
    expect(clipMarked('ab\\*cd', 4)).toBe('ab…');
    expect(clipMarked('a\\\\\\*cd', 4)).toBe('a\\\\…');
    expect(clipMarked('a\\\\bcd', 4)).toBe('a\\\\…');
  });

  it('to one line where there is no markdown', () => {
    expect(plain('a\n\n b\u202e*c*', 100)).toBe('a b*c*');
    expect(plain('x'.repeat(30), 10)).toBe(`${'x'.repeat(9)}…`);
  });

  it('within code, which nothing ends', () => {
    expect(code('a`b``c', 100)).toBe("`a'b''c`");
    expect(code('', 100)).toBe('`–`');
    expect(code('@everyone\n', 100)).toBe('`@everyone`');
  });
});
