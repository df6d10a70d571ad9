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

  it('has the style of a button only where one was chosen', () => {
    expect(entries(pressForm('stronger', 'rokadimu', null))).toEqual([
      ['action', 'stronger'],
      ['job', 'rokadimu'],
    ]);
    expect(pressForm('style', 'rokadimu', preset('harvest')).get('style')).toBe('harvest');
  });
});
