/** What is told and logged of failures: enough to act on, and no secrets. */
import { describe, expect, it } from 'vitest';
import { SlackFailure } from '../../../../src/adapters/slack/failure.js';
import { logFailure, toRefusal } from '../../../../src/adapters/slack/going-wrong.js';
import { StudioError } from '../../../../src/errors.js';
import { createLog } from '../../../../src/log.js';

describe('failures', () => {
  const open = new AbortController().signal;
  const logged = (error: unknown) => {
    const lines: string[] = [];
    logFailure(createLog({ level: 'debug', write: (line) => void lines.push(line) }), error, {
      kind: 'press',
    });
    expect(lines).toHaveLength(1);
    return JSON.parse(lines[0]!);
  };

  it('are told as far as anybody can be told', () => {
    const error = new StudioError('daily-limit', { limit: 3, resetsInSeconds: 60 });
    expect(toRefusal(error, open)!.title).toBe('Enough for today');
    expect(toRefusal(new DOMException('aborted', 'AbortError'), open)!.title).toBe('That took too long');
    expect(toRefusal(new TypeError('x'), AbortSignal.abort())!.title).toBe('Back in a minute');
    expect(toRefusal(new SlackFailure('stale', 'open view', 'expired_trigger_id'), open)!.title).toContain(
      'wait',
    );
    expect(toRefusal(new SlackFailure('unauthorized', 'post', 'invalid_auth'), open)).toBeNull();
    expect(JSON.stringify(toRefusal(new TypeError('x is not'), open))).not.toContain('x is not');
  });

  it('are logged by what they are, without names of files', () => {
    expect(JSON.stringify(logged(new StudioError('input-gone', { name: 'beach.png' })))).not.toContain(
      'beach',
    );
    expect(logged(new SlackFailure('stale', 'open view', 'expired_trigger_id'))).toMatchObject({
      level: 'warn',
    });
    expect(logged(new TypeError('x is not'))).toMatchObject({ level: 'error', err: { message: 'x is not' } });
    expect(logged(new DOMException('aborted', 'AbortError')).level).toBe('warn');
  });
});
