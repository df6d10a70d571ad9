/** The commands that only tell: lists, and what works here. */
import { readFile } from 'node:fs/promises';
import { terminalCommands as commands } from '../../commands/terminal.js';
import type { Typed } from '../adapters/terminal/program.js';
import { readConfig } from '../config.js';
import { parseOptions } from '../request/parse.js';
import { createGallery } from '../request/presets.js';
import { doctor } from '../tools/doctor.js';
import { info } from '../tools/info.js';
import { listLayers, listRecipes, listStyles } from '../tools/lists.js';
import { readMachine } from '../tools/machine.js';
import { type Context, exit } from './context.js';

type List = (values: { readonly json: boolean }, context: Context) => void | Promise<void>;

const list = (print: List) => async (typed: Typed, context: Context) => {
  await print(parseOptions(commands.styles.options, typed), context);
  return exit.done;
};

export const runStyles = list(async (values, { folders, io }) =>
  listStyles(await createGallery(folders.root), values, io),
);
export const runRecipes = list((values, { io }) => listRecipes(values, io));
export const runLayers = list((values, { io }) => listLayers(values, io));

export async function runInfo(typed: Typed, { io, folders }: Context): Promise<number> {
  const values = parseOptions(commands.info.options, typed);
  await info(values, { gallery: await createGallery(folders.root), io });
  return exit.done;
}

export async function runDoctor(typed: Typed, context: Context): Promise<number> {
  const { io, folders, version, minNode, createRenderer } = context;
  const isSound = await doctor(parseOptions(commands.doctor.options, typed), {
    ...{ io, ...folders, version, minNode, createRenderer, readFile },
    machine: await readMachine(),
    probeFile: 'impasto.png',
    checkEnvironment: () => void readConfig(),
  });
  return isSound ? exit.done : exit.failure;
}
