/** How far what we compute is from golden values. */
import { expect } from 'vitest';
import type { Evaluation } from '../../src/engine/objective/session.js';
import type { Terms } from './fixtures.js';

/** |a - b| / |b|, and 0 where both are the same. */
export const relative = (a: number, b: number): number => (a === b ? 0 : Math.abs(a - b) / Math.abs(b));

/** Total and terms within 1e-4. At the photo itself content is exactly 0; what rounding leaves is measured against `near`. */
export function expectTerms({ losses }: Evaluation, expected: Terms, near: Terms): void {
  expect(relative(losses.total, expected.total), 'total').toBeLessThan(1e-4);
  expect(relative(losses.tv, expected.tv), 'tv').toBeLessThan(1e-4);
  for (const kind of ['style', 'content'] as const)
    expect(Object.keys(losses[kind]).sort()).toEqual(Object.keys(expected[kind]).sort());
  for (const [layer, value] of Object.entries(expected.style))
    expect(relative(losses.style[layer]!, value), `style ${layer}`).toBeLessThan(1e-4);
  for (const [layer, value] of Object.entries(expected.content))
    expect(Math.abs(losses.content[layer]! - value) / near.content[layer]!, `content ${layer}`).toBeLessThan(1e-4);
}

/** Error against the wanted gradient's length below 1e-3, cosine above .9999. */
export function expectGradient(gradient: Float32Array, wanted: Float32Array): void {
  expect(gradient.length).toBe(wanted.length);
  let [dot, ours, theirs, error] = [0, 0, 0, 0];
  for (let i = 0; i < wanted.length; i++) {
    dot += gradient[i]! * wanted[i]!;
    ours += gradient[i]! ** 2;
    theirs += wanted[i]! ** 2;
    error += (gradient[i]! - wanted[i]!) ** 2;
  }
  expect(Math.sqrt(error / theirs), 'gradient').toBeLessThan(1e-3);
  expect(dot / Math.sqrt(ours * theirs), 'cosine').toBeGreaterThan(0.9999);
}
