import { describe, expect, it } from 'vitest';
import { correct } from '../../src/job/correct.js';
import { defaultSettings, type EffectiveSettings } from '../../src/job/settings/table.js';

const own = { ownSteps: 24, ownSize: 512 };
const settings = (values: Partial<EffectiveSettings>, sources: Partial<EffectiveSettings['sources']> = {}) =>
  ({
    ...defaultSettings,
    ...values,
    sources: { ...defaultSettings.sources, ...sources },
  }) as EffectiveSettings;

describe('correct', () => {
  it('leaves what is within the limits, and what the recipe does of itself', () => {
    expect(correct({ steps: 500, size: 1024, ...own }, defaultSettings)).toEqual({
      ...{ steps: 500, size: 1024, notes: [] },
    });
    expect(correct({ steps: null, size: null, ...own }, defaultSettings)).toEqual({
      ...{ steps: null, size: null, notes: [] },
    });
  });

  it('takes what is beyond down to the limit and says whose it is', () => {
    const values = { 'max-steps': 500, 'max-size': 300 };
    const limits = settings(values, { 'max-steps': 'server', 'max-size': 'operator' });
    expect(correct({ steps: 900, size: 301, ...own }, limits)).toEqual({
      steps: 500,
      size: 300,
      notes: [
        { code: 'steps-limited', detail: "900 -> 500, this server's maximum" },
        { code: 'size-limited', detail: "301 -> 300, the operator's maximum" },
      ],
    });
    expect(correct({ steps: 501, size: null, ...own }, defaultSettings).notes).toEqual([
      { code: 'steps-limited', detail: '501 -> 500, the maximum here' },
    ]);
  });

  it('limits what nobody asked for but the recipe would do, and tells fewer steps only', () => {
    const limits = settings({ 'max-steps': 10, 'max-size': 256 });
    expect(correct({ steps: null, size: null, ...own }, limits)).toMatchObject({
      ...{ steps: 10, size: 256 },
      notes: [{ detail: '24 -> 10, the maximum here' }],
    });
  });

  it('puts the default of the server before the recipe, after the person, below the maximum', () => {
    const limits = settings({ 'default-steps': 40, 'max-steps': 50 });
    expect(correct({ steps: null, size: null, ...own }, limits).steps).toBe(40);
    expect(correct({ steps: 12, size: null, ...own }, limits).steps).toBe(12);
    expect(correct({ steps: null, size: null, ...own }, settings({ 'default-steps': 600 })).steps).toBe(500);
  });
});
