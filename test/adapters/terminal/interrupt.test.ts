import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createInterrupt } from '../../../src/adapters/terminal/interrupt.js';

describe('createInterrupt', () => {
  it('aborts at the first Ctrl-C, leaves at the second, and hears no more once stopped', () => {
    const source = new EventEmitter();
    const log: string[] = [];
    const interrupt = createInterrupt({
      source,
      first: () => log.push('first'),
      leave: () => log.push('leave'),
    });
    expect(interrupt.signal.aborted).toBe(false);
    source.emit('SIGINT');
    expect(interrupt.signal.aborted).toBe(true);
    expect(log).toEqual(['first']);
    source.emit('SIGTERM');
    expect(log).toEqual(['first', 'leave']);
    interrupt.stop();
    expect(source.listenerCount('SIGINT') + source.listenerCount('SIGTERM')).toBe(0);
  });
});
