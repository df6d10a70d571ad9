import { describe, expect, it } from 'vitest';
import { strengthGain } from '../../../src/engine/recipe/strength.js';
import { recipeNames } from '../../../src/engine/recipe/table.js';

describe('strengthGain', () => {
  it.each(recipeNames)('is 1 at 50 for %s, and grows all the way without a jump', (name) => {
    expect(strengthGain(name, 50)).toBe(1);
    const powers = Array.from({ length: 1001 }, (_, k) => Math.log10(strengthGain(name, k / 10)));
    const rises = powers.slice(1).map((power, k) => power - powers[k]!);
    for (const rise of rises) expect(rise).toBeGreaterThan(0);
    expect(Math.max(...rises)).toBeLessThan(0.1);
  });
});
