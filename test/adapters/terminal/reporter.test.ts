import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { BarStream } from '../../../src/adapters/terminal/bar.js';
import { createReporter } from '../../../src/adapters/terminal/reporter.js';
import { formatDuration, formatLoss, formatMemory } from '../../../src/adapters/terminal/words.js';
import type { Outcome } from '../../../src/progress/outcome.js';
import type { Losses, Progress, StepProgress } from '../../../src/progress/progress.js';

const losses: Losses = { content: { conv4_2: 1 }, style: {}, tv: 0, total: 0.012345 };
const picture = { width: 64, height: 48, data: new Uint8Array(9) };
const step = (n: number): StepProgress => ({
  ...{ type: 'step', step: n, steps: 20, rung: 1, rungs: 2, width: 64, height: 48, losses, seconds: n },
  etaSeconds: n === 1 ? null : 75,
});
const outcome: Outcome = {
  ...{ type: 'done', output: 'o.png', width: 64, height: 48, steps: 20, seconds: 61, peakRssMiB: 2048 },
  ...{ losses, recipe: { name: 'impasto' }, device: 'cpu' },
};
const story: readonly Progress[] = [
  { type: 'queued', position: 2, etaSeconds: null },
  {
    type: 'started',
    resumedAt: 0,
    width: 64,
    height: 48,
    steps: 20,
    rungs: 2,
    device: 'cpu',
    recipe: { name: 'impasto' },
  },
  step(1),
  { type: 'preview', step: 1, picture },
  { type: 'note', code: 'not-finite', detail: 'step 2' },
  step(2),
  step(20),
  { type: 'done', picture, steps: 20, seconds: 1, peakRssMiB: 1, losses, recipe: {}, device: 'cpu' },
];

function tell(options: { json?: boolean; quiet?: boolean; isTty?: boolean }, stepMs = 1000) {
  let stdout = '';
  let stderr = '';
  let now = 0;
  const screen = new PassThrough() as unknown as BarStream & PassThrough;
  Object.assign(screen, { isTTY: true, columns: 100 });
  screen.on('data', (text) => {
    stderr += text;
  });
  const reporter = createReporter(
    { json: options.json ?? false, quiet: options.quiet ?? false },
    {
      stdout: (text) => {
        stdout += text;
      },
      stderr: (text) => {
        stderr += text;
      },
      terminal: options.isTty ? screen : null,
      now: () => (now += stepMs),
    },
  );
  for (const progress of story) reporter.show(progress);
  reporter.say('Stopping.');
  reporter.finish(outcome);
  reporter.stop();
  return { stdout, stderr };
}

describe('createReporter', () => {
  it('prints one JSON object a line, pictures by their size alone, the outcome last', () => {
    const { stdout, stderr } = tell({ json: true });
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.map(({ type }) => type)).toEqual([
      'queued',
      'started',
      'step',
      'preview',
      'note',
      'step',
      'step',
      'done',
    ]);
    expect(events[3]).toEqual({ type: 'preview', step: 1, width: 64, height: 48 });
    expect(events[2]).toEqual(step(1));
    expect(events.at(-1)).toEqual(outcome);
    expect(stderr).toBe('');
  });

  it('says nothing at all when quiet', () => {
    expect(tell({ quiet: true })).toEqual({ stdout: '', stderr: '' });
  });

  it('prints plain lines where nobody looks, steps at a calm pace but always the last', () => {
    const { stdout, stderr } = tell({});
    expect(stderr.trimEnd().split('\n')).toEqual([
      'Waiting: 2 ahead.',
      'Painting 64x48 pixels in 20 steps over 2 sizes on cpu, recipe impasto.',
      'step 1/20 at 64x48, loss 0.01235',
      'A step gave numbers that are not finite (step 2); going on from the best picture so far.',
      'step 20/20 at 64x48, loss 0.01235',
      'Stopping.',
    ]);
    expect(stdout).toBe('o.png  (64x48, 20 steps in 1 min 01 s on cpu, loss 0.01235, 2.0 GiB at most)\n');
  });

  it('draws a bar where somebody looks, and leaves the cursor visible', () => {
    const { stdout, stderr } = tell({ isTty: true });
    const plain = stripVTControlCharacters(stderr);
    expect(plain).toMatch(/█+░+ 1\/20 \| 64x48 \(1\/2\) \| loss 0\.01235 \| estimating/);
    expect(plain).toContain('not finite');
    expect(stderr.lastIndexOf('\u001b[?25h')).toBeGreaterThan(stderr.lastIndexOf('\u001b[?25l'));
    expect(stdout).toMatch(/^o\.png {2}\(/);
  });

  it('says that nothing is written where there was no picture', () => {
    let stdout = '';
    const parts = {
      stdout: (text: string) => {
        stdout += text;
      },
      stderr() {},
      terminal: null,
      now: () => 0,
    };
    createReporter({ json: false, quiet: false }, parts).finish({
      ...outcome,
      type: 'cancelled',
      output: null,
    });
    expect(stdout).toBe('Stopped before there was a picture; nothing is written.\n');
  });
});

describe('words', () => {
  it('formats durations, losses and memory', () => {
    expect([0.4, 59.6, 125, 3840].map(formatDuration)).toEqual([
      '0 s',
      '1 min 00 s',
      '2 min 05 s',
      '1 h 04 min',
    ]);
    expect([0.0123456, 12.3456, 1234567].map(formatLoss)).toEqual(['0.01235', '12.35', '1.235e+6']);
    expect([933, 1229].map(formatMemory)).toEqual(['933 MiB', '1.2 GiB']);
  });
});
