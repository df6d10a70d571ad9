import { describe, expect, it } from 'vitest';
import { describeOption, suggest } from '../../../../src/adapters/web/page/suggest.js';
import { known, stylize } from './known.js';

/** Suggestions where `|` stands for the caret. */
function at(marked: string) {
  const caret = marked.indexOf('|');
  return suggest(marked.replace('|', ''), caret, known);
}
const labels = (marked: string) => at(marked).items.map(({ label }) => label);

describe('suggestions', () => {
  it('are all commands after a slash, and the first is taken without being chosen', () => {
    expect(labels('/|')).toEqual(['/stylize', '/settings', '/queue']);
    expect(at('/s|').isEager).toBe(true);
    expect(labels('/s|')).toEqual(['/stylize', '/settings']);
  });

  it('are none for what is whole, and for what is no command', () => {
    expect(labels('/queue|')).toEqual([]);
    expect(labels('hello|')).toEqual([]);
    expect(labels('/nobody |')).toEqual([]);
    expect(labels('/queue |')).toEqual([]);
  });

  it('are photos, then styles, with their pictures, and options after them', () => {
    const [first] = at('/stylize |').items;
    expect(first).toEqual({ insert: 'coffee ', label: 'coffee', detail: 'COFFEE', picture: 'coffee' });
    expect(labels('/stylize coffee |').slice(0, 2)).toEqual(['harvest', 'ink-wash']);
    expect(labels('/stylize coffee |')).toContain('strength:');
    expect(labels('/stylize coffee strength:5 |')).not.toContain('strength:');
  });

  it('go by the beginning of the word under the caret, wherever it is', () => {
    expect(labels('/stylize c| strength:5')).toEqual(['coffee', 'chelsea-cat', 'colors:']);
    expect(at('/stylize c| strength:5')).toMatchObject({ start: 9, end: 10 });
    expect(labels('/stylize colors:l|')).toEqual(['luminance']);
    expect(at('/stylize colors:l|').items[0]?.insert).toBe('colors:luminance ');
    expect(labels('/stylize private:|')).toEqual(['on', 'off']);
    expect(labels('/stylize recipe:|')).toEqual(['impasto']);
    expect(labels('/settings |')).toEqual(['list', 'set', 'name:', 'value:']);
  });

  it('are words, then pictures, for where to start; none for masks, which are files', () => {
    expect(labels('/stylize init:|').slice(0, 3)).toEqual(['photo', 'noise', 'coffee']);
    expect(labels('/stylize init:n|')).toEqual(['noise']);
    expect(labels('/stylize mask:|')).toEqual([]);
    expect(labels('/stylize ma|')).toEqual(['mask:']);
  });

  it('say what an option takes', () => {
    const strength = stylize.options.find(({ name }) => name === 'strength')!;
    expect(describeOption(strength)).toBe('help of strength (0 to 100, usually 50)');
  });
});
