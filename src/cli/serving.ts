/** The service, and the commands beside it. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { terminalCommands as commands } from '../../commands/terminal.js';
import { createInterrupt } from '../adapters/terminal/interrupt.js';
import type { Typed } from '../adapters/terminal/program.js';
import { type Archive, openArchive } from '../archive.js';
import type { Config } from '../config.js';
import { deploy, openDoors, secretsOf } from '../doors.js';
import { StudioError } from '../errors.js';
import { locateData } from '../job/store/data-folder.js';
import { isLocked } from '../job/store/lock.js';
import type { MarkStore } from '../job/store.js';
import { createLog, type Log, writeTo } from '../log.js';
import { parseOptions } from '../request/parse.js';
import { createGallery } from '../request/presets.js';
import { jobs } from '../tools/jobs.js';
import { readAvailableMiB } from '../tools/machine.js';
import { changeSettings } from '../tools/settings.js';
import { type Context, exit } from './context.js';

/** What a service is opened with, and what is needed of it. */
export type StartService = (options: {
  readonly config: Config;
  readonly version: string;
  readonly log: Log;
  readonly doors: ReturnType<typeof openDoors>;
  readonly say: (line: string) => void;
}) => Promise<{
  readonly health: { readonly host: string; readonly port: number } | null;
  close(): Promise<void>;
}>;

/** Serves until SIGTERM or Ctrl-C, and then ends in order; a second Ctrl-C leaves at once. */
export async function runServe(
  config: Config,
  { io, version, process }: Context,
  startService: StartService,
): Promise<number> {
  const log = createLog({
    level: config.logLevel,
    write: writeTo(process.stderr),
    secrets: secretsOf(config),
  });
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

export async function runJobs(typed: Typed, config: Config, context: Context): Promise<number> {
  const { io } = context;
  const values = parseOptions(commands.jobs.options, typed);
  const { root, database: file } = locateData(config.dataDir);
  if (!existsSync(file)) throw new StudioError('data-missing', { path: config.dataDir });
  return withArchive(config, context, async ({ database, intake }) => {
    const retry = async (id: string) => {
      const job = await database.jobs.get(id);
      if (job === null) throw new StudioError('job-unknown', { id });
      return intake.again(job, job.requester, job.address, {}, new AbortController().signal);
    };
    const isServing = () => isLocked(root);
    await jobs(values, { jobs: database.jobs, isServing, retry, clock: Date.now, io });
  });
}

export async function runSettings(typed: Typed, config: Config, context: Context): Promise<number> {
  const values = parseOptions(commands.settings.options, typed);
  const { io } = context;
  return withArchive(config, context, ({ settings }) => changeSettings(values, { settings, io }));
}

export async function runDeploy(typed: Typed, config: Config, context: Context): Promise<number> {
  const { io } = context;
  const withMarks = (use: (marks: MarkStore) => Promise<void>) =>
    withArchive(config, context, ({ database }) => use(database.marks));
  await deploy(parseOptions(commands.deploy.options, typed), { config, io, withMarks });
  return exit.done;
}

/** For a command beside the service: what is kept is opened, used and closed. */
async function withArchive(
  config: Config,
  { io, folders }: Context,
  use: (archive: Archive) => Promise<void>,
): Promise<number> {
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
