/** What was typed, and how commands are called here. */
import { describe, expect, it } from 'vitest';
import { asTyped, replyAsTyped } from '../../../../src/adapters/slack/as-typed.js';
import { readTyped } from '../../../../src/adapters/slack/typed.js';
import { answer, note, text } from '../../../../src/reply/answer.js';

describe('what was typed', () => {
  it('is a command of any case, with or without a slash, or words', () => {
    expect(readTyped('  ')).toEqual({ type: 'form', styles: '', values: {} });
    expect(readTyped('stylize')).toEqual({ type: 'form', styles: '', values: {} });
    expect(readTyped('/HELP')).toEqual({ type: 'command', name: 'help', values: {} });
    expect(readTyped('toString')).toEqual({ type: 'form', styles: 'toString', values: {} });
  });

  it('has options of the form, and styles among them, with or without their name', () => {
    const values = {
      strength: '70',
      'style-layers': 'relu1_1:2,conv4_1',
      'invert-mask': 'on',
      colors: 'content',
    };
    const typed = 'Strength:70 style-layers=relu1_1:2,conv4_1 invert-mask:true COLORS:Content';
    expect(readTyped(`preset:cafe-terrace:2,harvest ${typed}`)).toEqual({
      ...{ type: 'form', styles: 'cafe-terrace:2,harvest', values },
    });
    expect(readTyped(`cafe-terrace:2, harvest ${typed}`)).toEqual({
      ...{ type: 'form', styles: 'cafe-terrace:2, harvest', values },
    });
    expect(readTyped('stylize preset:"Our Mascot" strength:.5')).toEqual({
      ...{ type: 'form', styles: 'Our Mascot', values: { strength: '0.5' } },
    });
    // Slack's fields take no power of ten, and would stay empty.
    expect(readTyped('tv-weight:2.5e-7')).toMatchObject({ values: { 'tv-weight': '0.00000025' } });
  });

  it.each([
    ['strength:101', 'strength', 'a number from 0 to 100'],
    ['steps:1.5', 'steps', 'a whole number from 1 to 5000'],
    ['style-layers:conv9_1', 'style-layers', 'layers of VGG19'],
    ['pooling:min', 'pooling', 'one of max, average'],
    ['mask:here.png', 'mask', 'a picture that is sent along'],
    ['content:coffee', 'content', 'a picture that is sent along'],
  ])('says what is wrong with %s', (text, option, expected) => {
    const context = expect.objectContaining({ option, expected: expect.stringContaining(expected) });
    expect(() => readTyped(text)).toThrow(expect.objectContaining({ code: 'option-invalid', context }));
  });

  it('has what is named in any order, and the last word of two', () => {
    const { values } = readTyped('settings value:200 name=max-steps set') as { readonly values: object };
    expect(values).toEqual({ value: '200', name: 'max-steps', action: 'set' });
  });

  it('is cut where it is longer than any command', () => {
    const typed = readTyped(`styles remove ${'x'.repeat(9000)}`);
    expect(JSON.stringify(typed).length).toBeLessThan(3200);
  });
});

describe('commands in sentences', () => {
  it.each([
    ['`/help` shows what is needed.', '`/stylize help` shows what is needed.'],
    ['/queue and /history list yours', '/stylize queue and /stylize history list yours'],
    ['as in /stylize style:harvest, or', 'as in /stylize harvest, or'],
    ['/stylize queue stays', '/stylize queue stays'],
    ['https://a.example/help and ../queue', 'https://a.example/help and ../queue'],
  ])('%s', (said, typed) => {
    expect(asTyped(said)).toBe(typed);
    expect(asTyped(typed)).toBe(typed);
  });

  it('are found in all parts of a reply', () => {
    const table = { type: 'table', columns: ['x'], rows: [['/queue']] } as const;
    const { title, blocks } = replyAsTyped(answer('/help', [text('/cancel'), note('/styles'), table]));
    expect([title, ...blocks.flatMap((block) => ('text' in block ? [block.text] : []))]).toEqual([
      ...['/stylize help', '/stylize cancel', '/stylize styles'],
    ]);
    expect(blocks[2]).toMatchObject({ rows: [['/stylize queue']] });
  });
});
