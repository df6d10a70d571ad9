import { describe, expect, it } from 'vitest';
import { countCores, resolveThreads } from '../../src/engine/threads.js';

describe('resolveThreads', () => {
  it.each([
    ['as many as physical cores where none is asked for', 0, 8, 4, 4],
    ['as many as CPUs where nobody tells of cores', 0, 8, null, 8],
    ['never more than the CPUs that this process may use', 0, 2, 16, 2],
    ['never more than that on request either', 256, 2, 2, 2],
    ['what was asked for', 3, 8, 4, 3],
  ])('is %s', (_, asked, cpus, cores, expected) => {
    expect(resolveThreads(asked, cpus, cores)).toBe(expected);
  });

  it('is 1 or more on this machine', () => {
    expect(resolveThreads(0)).toBeGreaterThanOrEqual(1);
  });
});

describe('countCores', () => {
  const cpu = (socket: number, core: number) =>
    `processor\t: 0\nmodel name\t: X\nphysical id\t: ${socket}\nsiblings\t: 4\ncore id\t\t: ${core}\ncpu cores\t: 2\n`;
  it('counts two threads of a core once, and the same number on another socket again', () => {
    const all = [cpu(0, 0), cpu(0, 0), cpu(0, 1), cpu(0, 1), cpu(1, 0), cpu(1, 0)];
    expect(countCores(`${all.join('\n')}\n`)).toBe(3);
  });

  it('knows nothing where cores are not told of', () => {
    expect(countCores('processor\t: 0\nBogoMIPS\t: 50.00\n\nprocessor\t: 1\n')).toBeNull();
  });
});
