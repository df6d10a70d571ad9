/** Sealed texts: what opens them, and what does not. */
import { expect, it } from 'vitest';
import { createSeal, SealBroken } from '../../../../src/adapters/slack/seal.js';

const key = (fill: number) => new Uint8Array(32).fill(fill);
const text = '{"token":"xoxb-secret"}';
const about = 'team/T1';

it('opens what it sealed, which tells nothing and is another each time', () => {
  const seal = createSeal([key(1)]);
  const [one, other] = [seal.seal(text, about), seal.seal(text, about)];
  expect(one).not.toBe(other);
  expect(one).toMatch(/^v1\.[\da-f]{8}\.[\w-]+$/);
  expect(Buffer.from(one.split('.')[2]!, 'base64url').toString('latin1')).not.toContain('xoxb');
  expect(seal.open(one, about)).toEqual({ text, isOld: false });
  expect(seal.open(other, about)).toEqual({ text, isOld: false });
});

it('seals with the first key, and opens with all', () => {
  const old = createSeal([key(1)]).seal(text, about);
  const both = createSeal([key(2), key(1)]);
  expect(both.open(old, about)).toEqual({ text, isOld: true });
  const fresh = both.seal(text, about);
  expect(createSeal([key(2)]).open(fresh, about)).toEqual({ text, isOld: false });
  expect(() => createSeal([key(2)]).open(old, about)).toThrow(SealBroken);
});

it('does not open elsewhere', () => {
  const seal = createSeal([key(1)]);
  expect(() => seal.open(seal.seal(text, about), 'team/T2')).toThrow(SealBroken);
});

it('does not open what was changed, wherever', () => {
  const seal = createSeal([key(1)]);
  const [form, id, body] = seal.seal(text, about).split('.') as [string, string, string];
  const bytes = Buffer.from(body, 'base64url');
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    expect(() => seal.open(`${form}.${id}.${changed.toString('base64url')}`, about)).toThrow(SealBroken);
  }
  const short = bytes.subarray(0, 27).toString('base64url');
  for (const broken of ['', 'v1', `v2.${id}.${body}`, `${form}.00000000.${body}`, `${form}.${id}.${short}`])
    expect(() => seal.open(broken, about)).toThrow(SealBroken);
});

it('needs a key', () => {
  expect(() => createSeal([])).toThrow(TypeError);
});
