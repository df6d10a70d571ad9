/** How a sheet of many pictures goes, in a terminal: as the reporters of one picture do, over all of its pictures. */
import type { CellEnded, CellPlace, CellStep, SheetOutcome, SheetProgress } from '../../progress/sheet.js';
import { sanitize } from '../../reply/sanitize.js';
import { createBar } from './bar.js';
import type { ReporterOptions, TerminalParts } from './reporter.js';
import { formatDuration, formatLoss } from './words.js';

export interface SheetReporter {
  show(progress: SheetProgress): void;
  finish(outcome: SheetOutcome): void;
  /** Says something beside the progress. */
  say(text: string): void;
  /** Leaves the terminal as it was. May be called twice. */
  stop(): void;
}

/** Between two plain lines of steps, milliseconds. */
const lineIntervalMs = 5000;

export function createSheetReporter({ json, quiet }: ReporterOptions, parts: TerminalParts): SheetReporter {
  const { stdout, stderr, terminal, now } = parts;
  if (json) {
    const write = (event: unknown) => stdout(`${JSON.stringify(event)}\n`);
    return { show: write, finish: write, say() {}, stop() {} };
  }
  if (quiet) return { show() {}, finish() {}, say() {}, stop() {} };
  const bar = terminal === null ? null : createBar(terminal);
  const say = (text: string) => (bar === null ? stderr(`${text}\n`) : bar.above(() => stderr(`${text}\n`)));
  let lastLine = now();

  const showStep = (step: CellStep) => {
    const { progress, sheetStep, sheetSteps, etaSeconds } = step;
    bar?.update({ ...progress, step: sheetStep, steps: sheetSteps, etaSeconds });
    if (bar !== null || now() - lastLine < lineIntervalMs) return;
    lastLine = now();
    const left = etaSeconds === null ? '' : `, about ${formatDuration(etaSeconds)} left`;
    say(`step ${progress.step}/${progress.steps}, ${sheetStep}/${sheetSteps} of the sheet${left}`);
  };

  return {
    show(progress) {
      if (progress.type === 'cell-step') showStep(progress);
      else if (progress.type === 'cell-started') say(`${namePlace(progress)}.`);
      else if (progress.state === 'unfit')
        say('Its loss was no finite number; its place on the sheet stays empty.');
      else if (progress.state === 'done') say(`  ${describeEnd(progress)}`);
    },
    finish(outcome) {
      bar?.stop();
      stdout(describeSheet(outcome));
    },
    say,
    stop: () => bar?.stop(),
  };
}

function namePlace({ cell, cells, row, column }: CellPlace): string {
  return `Picture ${cell} of ${cells}: ${sanitize([column, row].filter((text) => text !== '').join(', '))}`;
}

function describeEnd({ steps, seconds, losses }: CellEnded): string {
  const loss = losses === null ? '' : `, loss ${formatLoss(losses.total)}`;
  return `${steps} steps in ${formatDuration(seconds)}${loss}`;
}

function describeSheet({ type, output, width, height, cells, painted, seconds }: SheetOutcome): string {
  if (output === null) return 'Stopped before there was a picture; nothing is written.\n';
  const how = type === 'done' ? '' : 'stopped early, what there is: ';
  const count = painted === cells ? `${cells}` : `${painted} of ${cells}`;
  return `${how}${sanitize(output)}  (${width}x${height}, ${count} pictures in ${formatDuration(seconds)})\n`;
}
