import { describe, expect, it } from 'vitest';
import { jobs } from '../../../commands/jobs.js';
import { settings } from '../../../commands/settings.js';
import { asTyped } from '../../../src/adapters/terminal/as-typed.js';
import { StudioError } from '../../../src/errors.js';

const wrong = (option: string) =>
  new StudioError('option-invalid', { option, value: 'x', expected: 'a whole number' });

describe('asTyped', () => {
  it('names an option with its dashes', () => {
    expect(asTyped(wrong('limit'), jobs).context).toMatchObject({ option: '--limit', value: 'x' });
  });

  it.each([
    ['a place', 'id', jobs],
    ['a setting', 'max-steps', settings],
    ['anything before there is a command', 'limit', null],
  ])('leaves %s as it is', (_, option, command) => {
    const error = wrong(option);
    expect(asTyped(error, command)).toBe(error);
  });

  it('leaves other failures alone', () => {
    const error = new StudioError('job-unknown', { id: 'limit' });
    expect(asTyped(error, jobs)).toBe(error);
  });
});
