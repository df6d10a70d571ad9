import { describe, expect, it } from 'vitest';
import { findNamed, lookUpNamed, toId } from '../../src/request/names.js';

const among = ['our-mascot', 'our-logo', 'waves', 'waves-at-night'].map((id) => ({ id }));
const known = (name: string) => {
  try {
    return findNamed(name, among).id;
  } catch (error) {
    return (error as { context: { known: readonly string[] } }).context.known;
  }
};

describe('a name among others', () => {
  it('is an id, or the beginning of one alone', () => {
    expect(known('Our Mascot.png')).toBe('our-mascot');
    expect(known('our-l')).toBe('our-logo');
    expect(known('waves')).toBe('waves');
    expect(lookUpNamed('our', among)).toBeNull();
  });

  it('that is none is told what fits equally well, what is alike, or all there is', () => {
    expect(known('our')).toEqual(['our-mascot', 'our-logo']);
    expect(known('mascat')).toEqual(['our-mascot']);
    expect(known('xylophone')).toEqual(among.map(({ id }) => id));
  });
});

describe('an id', () => {
  it('is made of what a person typed', () => {
    expect(toId('Our Mascot!')).toBe('our-mascot');
    expect(toId('  Café—Terrasse (2) ')).toBe('cafe-terrasse-2');
    expect(toId('ﬁne')).toBe('fine');
    expect(toId('../../etc/passwd')).toBe('etc-passwd');
    expect(toId('a'.repeat(40))).toBe('a'.repeat(40));
  });

  it.each(['', ' ', '---', '☃', '日本', 'a'.repeat(41)])('is none of %j', (text) => {
    expect(toId(text)).toBeNull();
  });
});
