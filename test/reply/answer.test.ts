import { describe, expect, it } from 'vitest';
import { type ErrorCode, type ErrorContexts, StudioError } from '../../src/errors.js';
import { refuse } from '../../src/reply/answer.js';

const titleOf = <Code extends ErrorCode>(code: Code, context: ErrorContexts[Code]) =>
  refuse(new StudioError(code, context)).title;

describe('a refusal', () => {
  it('has a title by what stands in the way, and the sentence below it', () => {
    expect(titleOf('image-empty', { name: 'a.png' })).toBe('This picture cannot be used');
    expect(titleOf('settings-forbidden', {})).toBe('For moderators only');
    expect(titleOf('setting-unknown', { setting: 'x', known: [] })).toContain('setting');
    expect(titleOf('job-state', { id: 'rokadimu', state: 'done', action: 'cancelled' })).toContain(
      'Too late',
    );
    expect(titleOf('unexpected', { detail: 'x' })).toBe('That did not work');
    expect(refuse(new StudioError('option-missing', { option: 'style' }))).toEqual({
      ...{ kind: 'refusal', title: 'Please check what you typed', buttons: [], isPrivate: true },
      blocks: [{ type: 'text', text: 'style is missing. `/help` shows what is needed.' }],
    });
  });
});
