/** The command that measures this machine. */
import { terminalCommands as commands } from '../../commands/terminal.js';
import { createInterrupt } from '../adapters/terminal/interrupt.js';
import type { Typed } from '../adapters/terminal/program.js';
import type { Config } from '../config.js';
import { parseOptions } from '../request/parse.js';
import { createGallery } from '../request/presets.js';
import { bench } from '../tools/bench.js';
import { readAvailableMiB } from '../tools/machine.js';
import { type Context, exit } from './context.js';

export async function runBench(
  typed: Typed,
  { threads }: Config,
  { io, folders, process, createRenderer }: Context,
): Promise<number> {
  const values = parseOptions(commands.bench.options, typed, { threads });
  const { signal, stop } = createInterrupt({
    source: process,
    first: () => undefined,
    leave: () => process.exit(exit.interrupted),
  });
  const gallery = await createGallery(folders.root);
  try {
    await bench(values, { gallery, createRenderer, availableMiB: readAvailableMiB, io }, signal);
    return exit.done;
  } catch (error) {
    if (signal.aborted) return exit.interrupted;
    throw error;
  } finally {
    stop();
  }
}
