/** The commands that paint a sheet of many pictures, in one rendering process. */
import { readFile } from 'node:fs/promises';
import { terminalCommands as commands } from '../../commands/terminal.js';
import { createInterrupt } from '../adapters/terminal/interrupt.js';
import type { Typed } from '../adapters/terminal/program.js';
import { createSheetReporter } from '../adapters/terminal/sheet-reporter.js';
import type { Config } from '../config.js';
import { findNetwork, readNetworks } from '../engine/network/models.js';
import { planRender } from '../engine/plan.js';
import { StudioError } from '../errors.js';
import type { SheetOutcome } from '../progress/sheet.js';
import { parseOptions } from '../request/parse.js';
import { createGallery } from '../request/presets.js';
import { explore } from '../tools/explore.js';
import { grid } from '../tools/grid.js';
import { readAvailableMiB, readResidentMiB } from '../tools/machine.js';
import type { CellParts } from '../tools/paint-cells.js';
import { createPaintHere } from '../tools/paint-here.js';
import { type Context, exit } from './context.js';

export async function runGrid(typed: Typed, config: Config, context: Context): Promise<number> {
  const given = withConfig(typed, config);
  const { json, quiet } = parseOptions(commands.grid.options, given);
  const { family } = findNetwork(await readNetworks(context.folders.models, readFile));
  return runSheet({ json, quiet }, context, (parts, signal) => grid(given, family, parts, signal));
}

export async function runExplore(typed: Typed, config: Config, context: Context): Promise<number> {
  const given = withConfig(typed, config);
  const { json, quiet } = parseOptions(commands.explore.options, given);
  return runSheet({ json, quiet }, context, (parts, signal) => explore(given, parts, signal));
}

/** As texts: a grid's options are parsed anew for each of its pictures. */
function withConfig(typed: Typed, { engine, device, threads }: Config): Typed {
  return { engine, device, threads: String(threads), ...typed };
}

async function runSheet(
  told: { readonly json: boolean; readonly quiet: boolean },
  { io, folders, process, createRenderer }: Context,
  paint: (parts: CellParts, signal: AbortSignal) => Promise<SheetOutcome>,
): Promise<number> {
  const terminal = process.stderr.isTTY ? process.stderr : null;
  const reporter = createSheetReporter(told, { ...io, terminal });
  const { signal, stop } = createInterrupt({
    source: process,
    first: () => reporter.say('Stopping after this step. Ctrl-C again leaves at once.'),
    leave: () => {
      reporter.stop();
      process.exit(exit.interrupted);
    },
  });
  const renderer = createRenderer();
  // Why with its own: what the process holds from one picture is there for the next.
  const availableMiB = () => readAvailableMiB() + (renderer.pid === null ? 0 : readResidentMiB(renderer.pid));
  const studio = createPaintHere({
    render: renderer.render,
    plan: planRender,
    availableMiB,
  });
  const parts = { studio, availableMiB, now: io.now, show: reporter.show };
  try {
    const outcome = await paint({ ...parts, gallery: await createGallery(folders.root) }, signal);
    reporter.finish(outcome);
    return outcome.type === 'done' ? exit.done : exit.interrupted;
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
