import { describe, expect, test } from 'vitest';
import { isJobId, newJobId, parseJobId } from '../../src/job/id.js';

/** Draws that repeat: mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

describe('a job id', () => {
  test('is four syllables, each a consonant and a vowel, and is known again', () => {
    const random = seeded(1);
    for (let draw = 0; draw < 2000; draw++) {
      const id = newJobId(random);
      expect(id).toMatch(/^([^aeiou][aeiou]){4}$/);
      expect(parseJobId(id)).toBe(id);
    }
  });

  test('seldom comes twice', () => {
    const random = seeded(2);
    const ids = new Set(Array.from({ length: 1000 }, () => newJobId(random)));
    expect(ids.size).toBeGreaterThan(990);
  });

  test('stays within the letters at both ends of the range', () => {
    expect(isJobId(newJobId(() => 0))).toBe(true);
    expect(isJobId(newJobId(() => 1 - Number.EPSILON))).toBe(true);
  });

  test('has no rude word in it: those are drawn again', () => {
    // k is letter 4 of 10, a is letter 0 of 5, b is letter 0 of 10: `kakakaka` first, then `babababa`.
    const draws = [
      ...Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? 0.45 : 0)),
      ...Array(8).fill(0),
    ];
    expect(newJobId(() => draws.shift()!)).toBe('babababa');
    expect(draws).toEqual([]);
  });

  test.each(['rokadimu', 'ROKADIMU', ' Rokadimu ', '#rokadimu', 'roka-dimu', 'ro ka di mu', '`rokadimu`'])(
    'is understood as %j',
    (text) => {
      expect(parseJobId(text)).toBe('rokadimu');
      expect(isJobId(text)).toBe(true);
    },
  );

  test.each([
    '',
    'rokadi',
    'rokadimuro',
    'rokadimx',
    'orakidum',
    'xokadimu',
    '../../ro',
    'rokadimu/',
    'rökadimu',
  ])('is not %j', (text) => {
    expect(parseJobId(text)).toBeNull();
    expect(isJobId(text)).toBe(false);
  });
});
