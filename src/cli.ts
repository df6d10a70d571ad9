#!/usr/bin/env node
/** `impasto`: composes the studio for a terminal. What is done is in tools/, what is shown in adapters/terminal/. */
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import type { Command } from '../commands/command.js';
import { terminalCommands as commands, type TerminalCommandName } from '../commands/terminal.js';
import { asTyped } from './adapters/terminal/as-typed.js';
import { createInterrupt } from './adapters/terminal/interrupt.js';
import { buildProgram, type Typed } from './adapters/terminal/program.js';
import { createReporter } from './adapters/terminal/reporter.js';
import { type Archive, openArchive } from './archive.js';
import { assetFolders } from './assets.js';
import { type Config, loadDotenv, readConfig, readEnvironment } from './config.js';
import { deploy, openDoors, secretsOf } from './doors.js';
import { planSize } from './engine/plan.js';
import { createRendererProcess } from './engine/process/renderer-process.js';
import { findRecipe } from './engine/recipe/resolve.js';
import { asStudioError, StudioError } from './errors.js';
import { locateData } from './job/store/data-folder.js';
import { isLocked } from './job/store/lock.js';
import type { MarkStore } from './job/store.js';
import { createLog, writeTo } from './log.js';
import { describeError, isWrongUse } from './reply/errors.js';
import { parseOptions } from './request/parse.js';
import { createGallery } from './request/presets.js';
import { suggestSettings } from './request/suggested.js';
import { doctor } from './tools/doctor.js';
import type { Io } from './tools/io.js';
import { jobs } from './tools/jobs.js';
import { listLayers, listRecipes, listStyles } from './tools/lists.js';
import { readAvailableMiB, readMachine } from './tools/machine.js';
import { createPaintHere } from './tools/paint-here.js';
import { score } from './tools/score.js';
import { changeSettings } from './tools/settings.js';
import { stylize } from './tools/stylize.js';

/** 0 done, 1 failure, 2 wrong use, 130 interrupted. */
const exit = { done: 0, failure: 1, wrongUse: 2, interrupted: 130 } as const;

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

let isServing = false;

const createRenderer = () =>
  createRendererProcess({ root: folders.root, ...(isDebug() ? { heard: io.stderr } : {}) });

async function runStylize(typed: Typed, config: Config): Promise<number> {
  const { engine, device, threads } = config;
  const parse = (raw: Typed) => parseOptions(commands.stylize.options, raw, { engine, device, threads });
  const own = parse(typed);
  const terminal = stderr.isTTY ? stderr : null;
  const reporter = createReporter(own, { ...io, terminal });
  const { signal, stop } = createInterrupt({
    source: process,
    first: () => reporter.say('Stopping after this step. Ctrl-C again leaves at once.'),
    leave: () => {
      reporter.stop();
      process.exit(exit.interrupted);
    },
  });
  const gallery = await createGallery(folders.root);
  const values = parse({ ...(await suggestSettings(own.style, gallery)), ...typed });
  const renderer = createRenderer();
  const studio = createPaintHere({
    render: renderer.render,
    planSize: (photo, recipe, longSide) => planSize(photo, findRecipe(recipe), longSide),
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

async function runScore(typed: Typed, config: Config): Promise<number> {
  const { engine, device, threads } = config;
  const values = parseOptions(commands.score.options, typed, { engine, device, threads });
  const gallery = await createGallery(folders.root);
  const renderer = createRenderer();
  try {
    await score(
      values,
      { renderer, gallery, availableMiB: readAvailableMiB, io },
      new AbortController().signal,
    );
    return exit.done;
  } finally {
    await renderer.close();
  }
}

async function runDoctor(typed: Typed): Promise<number> {
  const isSound = await doctor(parseOptions(commands.doctor.options, typed), {
    io,
    ...folders,
    version,
    minNode: engines.node.replace('>=', ''),
    machine: await readMachine(),
    createRenderer,
    readFile,
    probeFile: 'impasto.png',
    checkEnvironment: () => void readConfig(),
  });
  return isSound ? exit.done : exit.failure;
}

/** Serves until SIGTERM or Ctrl-C, and then ends in order; a second Ctrl-C leaves at once. */
async function runServe(_: Typed, config: Config): Promise<number> {
  isServing = true;
  const { startService } = await import('./main.js');
  const log = createLog({ level: config.logLevel, write: writeTo(stderr), secrets: secretsOf(config) });
  const say = (line: string) => io.stdout(`${line}\n`);
  const { signal } = createInterrupt({
    source: process,
    first: () => log.info('closing; a second time leaves at once'),
    leave: () => process.exit(exit.interrupted),
  });
  const service = await startService({ config, version, log, doors: openDoors(config), say });
  const { health } = service;
  log.info({ version, slots: config.slots, health: health && `${health.host}:${health.port}` }, 'open');
  if (!signal.aborted) await once(signal, 'abort');
  await service.close();
  return exit.done;
}

async function runJobs(typed: Typed, config: Config): Promise<number> {
  const values = parseOptions(commands.jobs.options, typed);
  const { root, database: file } = locateData(config.dataDir);
  if (!existsSync(file)) throw new StudioError('data-missing', { path: config.dataDir });
  return withArchive(config, async ({ database, intake }) => {
    const retry = async (id: string) => {
      const job = await database.jobs.get(id);
      if (job === null) throw new StudioError('job-unknown', { id });
      return intake.again(job, job.requester, job.address, {}, new AbortController().signal);
    };
    const isServing = () => isLocked(root);
    await jobs(values, { jobs: database.jobs, isServing, retry, clock: Date.now, io });
  });
}

async function runSettings(typed: Typed, config: Config): Promise<number> {
  const values = parseOptions(commands.settings.options, typed);
  return withArchive(config, ({ settings }) => changeSettings(values, { settings, io }));
}

async function runDeploy(typed: Typed, config: Config): Promise<number> {
  const withMarks = (use: (marks: MarkStore) => Promise<void>) =>
    withArchive(config, ({ database }) => use(database.marks));
  await deploy(parseOptions(commands.deploy.options, typed), { config, io, withMarks });
  return exit.done;
}

/** For a command beside the service: what is kept is opened, used and closed. */
async function withArchive(config: Config, use: (archive: Archive) => Promise<void>): Promise<number> {
  const archive = await openArchive({
    folder: config.dataDir,
    gallery: await createGallery(folders.root),
    availableMiB: readAvailableMiB,
    log: createLog({ level: config.logLevel, write: io.stderr, secrets: secretsOf(config) }),
  });
  try {
    await use(archive);
    return exit.done;
  } finally {
    await archive.database.close();
  }
}

const list =
  (print: (values: { readonly json: boolean }) => void | Promise<void>) => async (typed: Typed) => {
    await print(parseOptions(commands.styles.options, typed));
    return exit.done;
  };

const actions: Readonly<Record<TerminalCommandName, (typed: Typed) => Promise<number>>> = {
  stylize: (typed) => runStylize(typed, readConfig()),
  score: (typed) => runScore(typed, readConfig()),
  styles: list(async (values) => listStyles(await createGallery(folders.root), values, io)),
  recipes: list((values) => listRecipes(values, io)),
  layers: list((values) => listLayers(values, io)),
  doctor: runDoctor,
  serve: (typed) => runServe(typed, readConfig()),
  deploy: (typed) => runDeploy(typed, readConfig()),
  jobs: (typed) => runJobs(typed, readConfig()),
  settings: (typed) => runSettings(typed, readConfig()),
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
    // Why: stylize has an answer of its own to Ctrl-C; the others have nothing to save.
    if (command !== commands.stylize && command !== commands.serve)
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
