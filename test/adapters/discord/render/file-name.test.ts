import { expect, it } from 'vitest';
import { nameFile, nameResult } from '../../../../src/adapters/chat/file-name.js';
import { done, order } from '../../../reply/pictures.js';

const allowed = /^[a-z0-9._-]{5,250}$/;
const style = order.styles[0]!;
const resultOf = (content: string, ...styles: readonly string[]) =>
  nameResult(
    done(
      {},
      { content: { ...order.content, label: content }, styles: styles.map((label) => ({ ...style, label })) },
    ),
    'png',
    null,
  );

it('names a picture by what it is', () => {
  expect(nameFile(['preview', 'rokadimu', 12], 'webp')).toBe('preview-rokadimu-12.webp');
  expect(resultOf('coffee', 'harvest')).toBe('coffee-harvest-rokadimu.png');
  expect(nameResult(done(), 'webp', { width: 300, height: 200 })).toBe(
    'coffee-harvest-rokadimu-300x200.webp',
  );
});

it('has only letters that Discord keeps, whatever a file was called', () => {
  const names: readonly (readonly [label: string, name: string])[] = [
    ['Café Noir.JPG', 'cafe-noir-jpg-harvest-rokadimu.png'],
    ['../../etc/passwd', 'etc-passwd-harvest-rokadimu.png'],
    ['SPOILER_x', 'spoiler-x-harvest-rokadimu.png'],
    ['絵画', 'harvest-rokadimu.png'],
    ['a\u202egpj.exe\0', 'a-gpj-exe-harvest-rokadimu.png'],
    [' -- ', 'harvest-rokadimu.png'],
    ['', 'harvest-rokadimu.png'],
  ];
  for (const [label, name] of names) {
    expect(resultOf(label, 'harvest')).toBe(name);
    expect(name).toMatch(allowed);
  }
});

it('stays short, and ends with the job', () => {
  const name = resultOf('x'.repeat(500), ...Array.from({ length: 9 }, () => 'y '.repeat(300)));
  expect(name).toMatch(allowed);
  expect(name).toMatch(/[a-z0-9]-rokadimu\.png$/);
});

it('is a name even of nothing', () => {
  expect(nameFile(['', '…'], 'webp')).toBe('picture.webp');
});
