/** The reporters of a terminal: a bar where somebody looks, plain lines where not, JSON for programs, or nothing. */
import type { FileEvent, Outcome } from '../../progress/outcome.js';
import type { Progress, RecipeSummary } from '../../progress/progress.js';
import { describeNote } from '../../reply/notes.js';
import { sanitize } from '../../reply/sanitize.js';
import { type BarStream, createBar } from './bar.js';
import { describeEvent } from './events.js';
import {
  countSteps,
  describeLoss,
  describeStart,
  describeStep,
  formatDuration,
  formatLoss,
  formatMemory,
} from './words.js';

export interface Reporter {
  show(progress: Progress): void;
  /** A further file, written or not. */
  file(event: FileEvent): void;
  finish(outcome: Outcome): void;
  /** Says something beside the progress, e.g. that a cancel was heard. */
  say(text: string): void;
  /** Leaves the terminal as it was; for an end without `finish`. May be called twice. */
  stop(): void;
}

export interface TerminalParts {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Where the bar is drawn; null when nobody looks. */
  readonly terminal: BarStream | null;
  /** Milliseconds, never going back. */
  readonly now: () => number;
}

export interface ReporterOptions {
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Between two plain lines of progress, milliseconds. */
const lineIntervalMs = 5000;

export function createReporter({ json, quiet }: ReporterOptions, parts: TerminalParts): Reporter {
  if (json) return createJsonReporter(parts);
  if (quiet) return { show() {}, file() {}, finish() {}, say() {}, stop() {} };
  return parts.terminal === null ? createLineReporter(parts) : createBarReporter(parts, parts.terminal);
}

function createJsonReporter({ stdout }: TerminalParts): Reporter {
  const write = (event: unknown) => stdout(`${JSON.stringify(event)}\n`);
  return {
    show(progress) {
      const event = describeEvent(progress);
      if (event !== null) write(event);
    },
    file: write,
    finish: write,
    say() {},
    stop() {},
  };
}

function createLineReporter({ stdout, stderr, now }: TerminalParts): Reporter {
  let lastLine = Number.NEGATIVE_INFINITY;
  const lossLine = createLossLines();
  const say = (line: string | null) => {
    if (line !== null) stderr(`${line}\n`);
  };
  return {
    show(progress) {
      const loss = lossLine(progress);
      if (progress.type === 'step') {
        const isDue = now() - lastLine >= lineIntervalMs || progress.step === progress.steps;
        if (!isDue && loss === null) return;
        lastLine = now();
      }
      say(loss ?? describe(progress));
    },
    file: (event) => say(describeFile(event)),
    finish: (outcome) => stdout(describeOutcome(outcome)),
    say,
    stop() {},
  };
}

function createBarReporter({ stdout, stderr }: TerminalParts, terminal: BarStream): Reporter {
  const bar = createBar(terminal);
  const lossLine = createLossLines();
  const say = (text: string | null) => {
    if (text !== null) bar.above(() => stderr(`${text}\n`));
  };
  return {
    show(progress) {
      const loss = lossLine(progress);
      if (progress.type === 'step') bar.update(progress);
      say(progress.type === 'step' ? loss : describe(progress));
    },
    file: (event) => say(describeFile(event)),
    finish(outcome) {
      bar.stop();
      stdout(describeOutcome(outcome));
    },
    say,
    stop: bar.stop,
  };
}

/** The line of a step at the recipe's own rhythm; null for everything else, and where that is each step. */
function createLossLines(): (progress: Progress) => string | null {
  let recipe: RecipeSummary = {};
  return (progress) => {
    if (progress.type === 'started') recipe = progress.recipe;
    const every = Number(recipe.reportEvery ?? 1);
    if (progress.type !== 'step' || !(every > 1)) return null;
    const isDue = progress.step % every === 0 || progress.step === progress.steps;
    return isDue ? describeLoss(progress, recipe) : null;
  };
}

/** Those that were asked for by name are told of at the end. */
function describeFile({ kind, path, error }: FileEvent): string | null {
  if (kind !== 'intermediate') return null;
  return error ?? sanitize(path);
}

/** One line, or null where there is nothing to say. */
function describe(progress: Progress): string | null {
  switch (progress.type) {
    case 'queued':
      return progress.position === 0 ? 'Waiting: next in line.' : `Waiting: ${progress.position} ahead.`;
    case 'started':
      return describeStart(progress);
    case 'step':
      return describeStep(progress);
    case 'note':
      return describeNote(progress);
    default:
      return null;
  }
}

function describeOutcome(outcome: Outcome): string {
  const { type, output, width, height, steps, seconds, losses, peakRssMiB, device } = outcome;
  if (output === null) return 'Stopped before there was a picture; nothing is written.\n';
  const how = type === 'done' ? '' : 'stopped early, the best picture so far: ';
  const loss = losses === null ? '' : `, loss ${formatLoss(losses.total)}`;
  const facts = `${width}x${height}, ${countSteps(steps)} in ${formatDuration(seconds)} on ${device}${loss}`;
  const { sideBySide, trace, plot, timelapse } = outcome;
  const further = [sideBySide, trace, plot, timelapse].filter((file) => file !== undefined);
  return [
    `${how}${sanitize(output)}  (${facts}, ${formatMemory(peakRssMiB)} at most)\n`,
    ...further.map((file) => `${sanitize(file)}\n`),
  ].join('');
}
