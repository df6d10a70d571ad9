#!/usr/bin/env node
/**
 * `impasto`: composes the studio for a terminal. How commands are composed is in cli/, what is done in tools/, what is shown
 * in adapters/terminal/.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import type { Command } from '../commands/command.js';
import { terminalCommands as commands, type TerminalCommandName } from '../commands/terminal.js';
import { asTyped } from './adapters/terminal/as-typed.js';
import { buildProgram, type Typed } from './adapters/terminal/program.js';
import { assetFolders } from './assets.js';
import { type Context, exit } from './cli/context.js';
import { runBench } from './cli/measuring.js';
import { runScore, runStylize } from './cli/painting.js';
import { runDeploy, runJobs, runServe, runSettings } from './cli/serving.js';
import { runExplore, runGrid } from './cli/sheets.js';
import { runDoctor, runInfo, runLayers, runRecipes, runStyles } from './cli/telling.js';
import { loadDotenv, readConfig, readEnvironment } from './config.js';
import { createRendererProcess } from './engine/process/renderer-process.js';
import { asStudioError, StudioError } from './errors.js';
import { describeError, isWrongUse } from './reply/errors.js';
import type { Io } from './tools/io.js';

const { stdout, stderr } = process;
const io: Io = {
  stdout: (text) => void stdout.write(text),
  stderr: (text) => void stderr.write(text),
  now: () => performance.now(),
  env: readEnvironment(),
};
const folders = assetFolders();
const { version, engines } = JSON.parse(readFileSync(join(folders.root, 'package.json'), 'utf8'));
const isDebug = () => io.env.LOG_LEVEL?.trim().toLowerCase() === 'debug';
const context: Context = {
  ...{ io, folders, version, process },
  minNode: engines.node.replace('>=', ''),
  createRenderer: () =>
    createRendererProcess({ root: folders.root, ...(isDebug() ? { heard: io.stderr } : {}) }),
};

let isServing = false;

async function serve(): Promise<number> {
  const config = readConfig();
  isServing = true;
  const { startService } = await import('./main.js');
  return runServe(config, context, startService);
}

/** @returns the exit code. */
const actions: Readonly<Record<TerminalCommandName, (typed: Typed) => Promise<number>>> = {
  stylize: (typed) => runStylize(typed, readConfig(), context),
  grid: (typed) => runGrid(typed, readConfig(), context),
  explore: (typed) => runExplore(typed, readConfig(), context),
  info: (typed) => runInfo(typed, context),
  score: (typed) => runScore(typed, readConfig(), context),
  styles: (typed) => runStyles(typed, context),
  recipes: (typed) => runRecipes(typed, context),
  layers: (typed) => runLayers(typed, context),
  doctor: (typed) => runDoctor(typed, context),
  bench: (typed) => runBench(typed, readConfig(), context),
  serve,
  deploy: (typed) => runDeploy(typed, readConfig(), context),
  jobs: (typed) => runJobs(typed, readConfig(), context),
  settings: (typed) => runSettings(typed, readConfig(), context),
};

/** What was recognised in what was typed. */
let current: Command | null = null;

/** Tells a failure in one line on stderr. @returns the exit code. */
function tell(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exit.done : exit.wrongUse;
  const known = asTyped(asStudioError(error), current);
  io.stderr(`impasto: ${describeError(known)}\n`);
  if (isDebug()) io.stderr(`${known.stack}\n${known.cause instanceof Error ? `${known.cause.stack}\n` : ''}`);
  return isWrongUse(known) ? exit.wrongUse : exit.failure;
}

// Why: whoever reads us may stop reading (`| head`); what was asked for is done all the same, without a word.
for (const stream of [stdout, stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Why: a service goes on without anybody who reads what it says.
    if (error.code === 'EPIPE' || isServing) return;
    const path = stream === stdout ? 'the output' : 'the messages';
    process.exit(tell(new StudioError('file-unwritable', { path, detail: error.message }, { cause: error })));
  });
}

const program = buildProgram({
  ...io,
  version,
  commands: Object.values(commands),
  async act(command, typed) {
    current = command;
    loadDotenv(process.cwd());
    // Why: those have an answer of their own to Ctrl-C; the others have nothing to save.
    if (![commands.stylize, commands.grid, commands.explore, commands.serve].some((one) => one === command))
      process.on('SIGINT', () => process.exit(exit.interrupted));
    process.exitCode = await actions[command.name as TerminalCommandName](typed);
  },
});
try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = tell(error);
}
// Why: what a service still tried when its time was over, such as a write to a full disk, goes on at the next start.
if (isServing) process.exit();
