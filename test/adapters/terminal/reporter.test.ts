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

describe('what comes beside the steps', () => {
  const rhythmic = { name: 'udacity', reportEvery: 10, content: { weight: 2 }, style: { weight: 1e6 } };
  const told: readonly Progress[] = [
    { ...(story[1] as Extract<Progress, { type: 'started' }>), recipe: rhythmic },
    ...Array.from({ length: 20 }, (_, k) => ({
      ...step(k + 1),
      losses: { content: { conv4_2: 1, conv5_2: 2 }, style: { conv1_1: 3 }, tv: 0, total: 3e6 + 6 },
    })),
    { type: 'intermediate', step: 10, picture },
  ];
  const saved = { type: 'file', kind: 'intermediate', path: 'o-000010.png', step: 10 } as const;
  const failed = { ...saved, path: 'o-000020.png', error: 'Cannot write o-000020.png: the disk is full.' };
  const plotted = { type: 'file', kind: 'plot', path: 'p.svg' } as const;

  function show({ isTty = false, ...options }: { json?: boolean; quiet?: boolean; isTty?: boolean }) {
    let [stdout, stderr] = ['', ''];
    const screen = new PassThrough() as unknown as BarStream & PassThrough;
    Object.assign(screen, { isTTY: true, columns: 100 });
    const write = (text: string) => {
      stderr += text;
    };
    screen.on('data', write);
    const reporter = createReporter(
      { json: false, quiet: false, ...options },
      {
        ...{ stderr: write, terminal: isTty ? screen : null, now: () => 0 },
        stdout(text) {
          stdout += text;
        },
      },
    );
    for (const progress of told) reporter.show(progress);
    for (const file of [saved, failed, plotted]) reporter.file(file);
    reporter.finish({ ...outcome, plot: 'p.svg', timelapse: 't.gif' });
    reporter.stop();
    return { stdout, lines: stripVTControlCharacters(stderr).split('\n') };
  }

  it.each([true, false])("tells the loss at the recipe's own rhythm, bar or not (%s)", (isTty) => {
    const lines = show({ isTty }).lines.filter((line) => line.includes('content'));
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/step 10\/20 {2}content 6\.000 {2}style 3\.000e\+6 {2}total 3\.000e\+6$/);
    expect(lines[1]).toMatch(/step 20\/20 {2}content/);
  });

  it('tells intermediate pictures as they are written, or why not, and the other files in the end', () => {
    const { stdout, lines } = show({});
    expect(lines.slice(-3)).toEqual(['o-000010.png', 'Cannot write o-000020.png: the disk is full.', '']);
    expect(stdout.split('\n').slice(1)).toEqual(['p.svg', 't.gif', '']);
  });

  it('gives programs an object for each file, none for its pixels, and is silent when quiet', () => {
    const events = show({ json: true })
      .stdout.trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.filter(({ type }) => type === 'file')).toEqual([saved, failed, plotted]);
    expect(events.some(({ type }) => type === 'intermediate')).toBe(false);
    expect(show({ quiet: true })).toEqual({ stdout: '', lines: [''] });
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
