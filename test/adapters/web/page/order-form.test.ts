import { describe, expect, it } from 'vitest';
import { commandForm, pressForm } from '../../../../src/adapters/web/page/order-form.js';
import { parseLine } from '../../../../src/adapters/web/page/parse-line.js';
import { known } from './known.js';

const entries = (form: FormData) => [...form.entries()].map(([name, value]) => [name, value]);
const given = (line: string) => parseLine(line, known.commands).given;
const preset = (id: string) => ({ type: 'preset', id, title: id }) as const;

describe('what is sent', () => {
  it('has pictures as fields of their own, a weight for each style, and all else as values', () => {
    const form = commandForm(given('/stylize coffee harvest:2 ink-wash strength:70'), {
      content: null,
      style: null,
    });
    expect(entries(form)).toEqual([
      ['content', 'coffee'],
      ['style', 'harvest'],
      ['weight', '2'],
      ['style', 'ink-wash'],
      ['weight', '1'],
      ['values', '{"strength":"70"}'],
    ]);
  });

  it('takes pictures from their places where none were typed', () => {
    const file = new File(['x'], 'photo.png', { type: 'image/png' });
    const slots = { content: { type: 'file', file }, style: preset('harvest') } as const;
    const form = commandForm(given('/stylize style:ink-wash'), slots);
    expect((form.get('content') as File).name).toBe('photo.png');
    expect(form.getAll('style')).toEqual(['ink-wash']);
    expect(commandForm([], slots).getAll('style')).toEqual(['harvest']);
    expect(commandForm([], slots).getAll('weight')).toEqual(['1']);
  });

  describe('beside the two places', () => {
    const file = (name: string) => new File([name], name, { type: 'image/png' });
    const mask = { type: 'file', file: file('mask.png') } as const;
    const slots = { content: preset('coffee'), style: preset('harvest') };
    const first = { picked: preset('harvest'), weight: '2', mask: null };
    const second = { picked: preset('ink-wash'), weight: '0.5', mask };
    const named = (form: FormData, name: string) =>
      form.getAll(name).map((value) => (typeof value === 'string' ? value : value.name));

    it('are more styles with weights, and a mask for each where one has a mask', () => {
      const form = commandForm([], slots, { styles: [first, second], start: '' });
      expect(named(form, 'style')).toEqual(['harvest', 'ink-wash']);
      expect(named(form, 'weight')).toEqual(['2', '0.5']);
      expect(named(form, 'mask')).toEqual(['', 'mask.png']);
      expect(form.has('init')).toBe(false);
      const plain = commandForm([], slots, { styles: [first], start: '' });
      expect(plain.has('mask')).toBe(false);
    });

    it('leave out a place that is empty, with its mask', () => {
      const styles = [
        { ...first, picked: null, mask },
        { ...second, mask: null },
      ];
      const form = commandForm([], { ...slots, style: null }, { styles, start: '' });
      expect([named(form, 'style'), named(form, 'weight'), named(form, 'mask')]).toEqual([
        ['ink-wash'],
        ['0.5'],
        [],
      ]);
    });

    it('give way to what was typed; masks stay', () => {
      const form = commandForm(given('/stylize style:waves:3 style:cave init:noise'), slots, {
        ...{ styles: [first, second], start: file('start.png') },
      });
      expect(named(form, 'style')).toEqual(['waves', 'cave']);
      expect(named(form, 'weight')).toEqual(['3', '1']);
      expect(named(form, 'mask')).toEqual(['', 'mask.png']);
      expect(named(form, 'init')).toEqual(['noise']);
      const masked = commandForm(given('/stylize mask:sky'), slots, { styles: [first, second], start: '' });
      expect(named(masked, 'mask')).toEqual(['sky']);
    });

    it.each([
      ['noise', 'noise'],
      [file('start.png'), 'start.png'],
    ])('are a start', (start, told) => {
      expect(named(commandForm([], slots, { styles: [], start }), 'init')).toEqual([told]);
    });
  });

  it('has the style of a button only where one was chosen', () => {
    expect(entries(pressForm('stronger', 'rokadimu', null))).toEqual([
      ['action', 'stronger'],
      ['job', 'rokadimu'],
    ]);
    expect(pressForm('style', 'rokadimu', preset('harvest')).get('style')).toBe('harvest');
  });
});
