/** The commands that paint and judge, each with a rendering process of its own. */
import { terminalCommands as commands } from '../../commands/terminal.js';
import { createInterrupt } from '../adapters/terminal/interrupt.js';
import type { Typed } from '../adapters/terminal/program.js';
import { createReporter } from '../adapters/terminal/reporter.js';
import type { Config } from '../config.js';
import { planRender } from '../engine/plan.js';
import { StudioError } from '../errors.js';
import { parseOptions } from '../request/parse.js';
import { createGallery } from '../request/presets.js';
import { suggestSettings } from '../request/suggested.js';
import { readAvailableMiB } from '../tools/machine.js';
import { createPaintHere } from '../tools/paint-here.js';
import { resumeTyped } from '../tools/resume.js';
import { score } from '../tools/score.js';
import { stylize } from '../tools/stylize.js';
import { type Context, exit } from './context.js';

export async function runStylize(typed: Typed, config: Config, context: Context): Promise<number> {
  const { io, folders, process, createRenderer } = context;
  const { engine, device, threads } = config;
  const parse = (raw: Typed) => parseOptions(commands.stylize.options, raw, { engine, device, threads });
  const asked = await resumeTyped(typed);
  const own = parse(asked);
  const reporter = createReporter(own, { ...io, terminal: process.stderr.isTTY ? process.stderr : null });
  const { signal, stop } = createInterrupt({
    source: process,
    first: () => reporter.say('Stopping after this step. Ctrl-C again leaves at once.'),
    leave: () => {
      reporter.stop();
      process.exit(exit.interrupted);
    },
  });
  const gallery = await createGallery(folders.root);
  const values = parse({ ...(await suggestSettings(own.style, gallery)), ...asked });
  const renderer = createRenderer();
  const studio = createPaintHere({
    render: renderer.render,
    plan: planRender,
    availableMiB: readAvailableMiB,
  });
  try {
    const isDone = await stylize(values, { studio, gallery, reporter }, signal);
    return isDone ? exit.done : exit.interrupted;
  } catch (error) {
    if (!signal.aborted || error instanceof StudioError) throw error;
    reporter.say('Stopped before there was a picture; nothing is written.');
    return exit.interrupted;
  } finally {
    reporter.stop();
    await renderer.close();
    stop();
  }
}

export async function runScore(typed: Typed, config: Config, context: Context): Promise<number> {
  const { io, folders, createRenderer } = context;
  const { engine, device, threads } = config;
  const values = parseOptions(commands.score.options, typed, { engine, device, threads });
  const gallery = await createGallery(folders.root);
  const renderer = createRenderer();
  try {
    const { signal } = new AbortController();
    await score(values, { renderer, gallery, availableMiB: readAvailableMiB, io }, signal);
    return exit.done;
  } finally {
    await renderer.close();
  }
}
