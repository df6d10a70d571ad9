import { describe, expect, it } from 'vitest';
import { createSheetReporter } from '../../../src/adapters/terminal/sheet-reporter.js';
import type { CellPlace, SheetOutcome, SheetProgress } from '../../../src/progress/sheet.js';

const place: CellPlace = { cell: 2, cells: 4, row: 'seed 1\u001b[2J', column: 'strength 10' };
const losses = { content: {}, style: {}, tv: 0, total: 1.5 };
const step: SheetProgress = {
  ...place,
  type: 'cell-step',
  progress: {
    ...{ type: 'step', step: 3, steps: 9, rung: 1, rungs: 1, width: 64, height: 48 },
    ...{ losses, seconds: 1, etaSeconds: null },
  },
  ...{ sheetStep: 12, sheetSteps: 36, etaSeconds: 65 },
};
const ended: SheetProgress = { ...place, type: 'cell-ended', state: 'done', steps: 9, seconds: 4, losses };
const outcome: SheetOutcome = {
  ...{ type: 'done', output: 'g.png', width: 300, height: 200, cells: 4, painted: 4, seconds: 20 },
};

function setUp(options: { readonly json?: boolean; readonly quiet?: boolean } = {}) {
  let [out, err, now] = ['', '', 0];
  const reporter = createSheetReporter(
    { json: false, quiet: false, ...options },
    {
      stdout: (text) => {
        out += text;
      },
      stderr: (text) => {
        err += text;
      },
      terminal: null,
      now: () => now,
    },
  );
  return {
    reporter,
    wait: (ms: number) => {
      now += ms;
    },
    out: () => out,
    err: () => err,
  };
}

describe('the reporter of a sheet', () => {
  it('tells each picture in a line, its steps now and then, and the file at the end', () => {
    const { reporter, wait, out, err } = setUp();
    reporter.show({ type: 'cell-started', ...place });
    reporter.show(step);
    wait(6000);
    reporter.show(step);
    reporter.show(step);
    reporter.show(ended);
    reporter.finish(outcome);
    const lines = err().trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^Picture 2 of 4: strength 10, seed 1.*\.$/);
    expect(lines[0], 'a label is a stranger to the terminal').not.toContain('\u001b');
    expect(lines[1]).toBe('step 3/9, 12/36 of the sheet, about 1 min 05 s left');
    expect(lines[2]).toBe('  9 steps in 4 s, loss 1.500');
    expect(out()).toBe('g.png  (300x200, 4 pictures in 20 s)\n');
  });

  it('says when it was stopped, and what has no picture', () => {
    const { reporter, out, err } = setUp();
    reporter.show({ ...ended, state: 'unfit' });
    reporter.finish({ ...outcome, type: 'cancelled', painted: 1 });
    reporter.finish({ ...outcome, type: 'cancelled', output: null, painted: 0 });
    expect(err()).toMatch(/no finite number/);
    expect(out()).toMatch(/^stopped early, what there is: g\.png .*1 of 4 pictures.*\nStopped before .*\n$/);
  });

  it('prints one object a line for programs, and nothing when quiet', () => {
    const json = setUp({ json: true });
    json.reporter.show(step);
    json.reporter.finish(outcome);
    expect(
      json
        .out()
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([step, outcome]);
    expect(json.err()).toBe('');
    const quiet = setUp({ quiet: true });
    quiet.reporter.show(step);
    quiet.reporter.finish(outcome);
    expect(quiet.out() + quiet.err()).toBe('');
  });
});
