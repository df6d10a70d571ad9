/** Which networks there are: the rows of models/manifest.json, and those a user added beside it. */
import { join } from 'node:path';
import { StudioError } from '../../errors.js';
import {
  count,
  fileName,
  flag,
  identifier,
  oneOf,
  type ReadFile,
  type RowRules,
  readManifest,
  sha256,
  text,
} from '../../manifest.js';
import { type WeightsFamily, weightsFamilies } from '../recipe/recipe.js';

/** How the weights are written: bytes into a table of 256 floats per layer, or the floats under torchvision's names. */
export const weightFormats = ['codebook', 'plain'] as const;
export type WeightFormat = (typeof weightFormats)[number];

/**
 * What the network was trained to be fed. `torchvision`: t, red-green-blue, where t = (x - mean) / std of x in 0..1.
 * `caffe`: 255 std t, blue-green-red, that is 0..255 minus the mean.
 */
export const preprocessings = ['caffe', 'torchvision'] as const;
export type Preprocessing = (typeof preprocessings)[number];

/** One row of the manifest. */
export interface NetworkRow {
  /** What a person types. */
  readonly id: string;
  /** In the manifest's folder. */
  readonly file: string;
  readonly title: string;
  readonly sha256: string;
  /** Length of the file. */
  readonly bytes: number;
  readonly licence: string;
  readonly source: string;
  readonly citation: string;
  readonly format: WeightFormat;
  readonly preprocessing: Preprocessing;
  /** How large its activations are: recipes that were tuned on another family get a gain for it (recipe/balance.ts). */
  readonly family: WeightsFamily;
  /** Task and data the weights were trained for, for people. */
  readonly trainedFor: string;
  /** Taken when nobody asks for a network by name. */
  readonly default: boolean;
}

export interface NetworkEntry extends NetworkRow {
  /** The weights' file, absolute if the folder was. */
  readonly path: string;
  /** Whether the file is a part of this package (and git can bring it back) or was added by a user. */
  readonly isShipped: boolean;
}

const rules: RowRules<NetworkRow> = {
  id: identifier,
  file: fileName,
  title: text,
  sha256,
  bytes: count,
  licence: text,
  source: text,
  citation: text,
  format: oneOf(weightFormats),
  preprocessing: oneOf(preprocessings),
  family: oneOf(weightsFamilies),
  trainedFor: text,
  default: flag,
};

const shippedList = 'manifest.json';
const userList = 'manifest.local.json';

/**
 * The shipped networks, then the user's (`manifest.local.json` of the same form, if it is there). Exactly one of them
 * comes out with `default: true`: the user's, where one of theirs asks for it.
 * @param folder models/ of the package.
 * @throws StudioError 'manifest-broken' or 'file-unreadable', naming file, row and field.
 */
export async function readNetworks(folder: string, readFile: ReadFile): Promise<readonly NetworkEntry[]> {
  const shipped = await readManifest(join(folder, shippedList), rules, readFile);
  const added = await readManifest(join(folder, userList), rules, readFile).catch((error: unknown) => {
    if (isMissingFile(error)) return [];
    throw error;
  });
  const taken = added.find((row) => shipped.some((other) => other.id === row.id));
  if (taken !== undefined)
    refuse(folder, userList, `row "${taken.id}": a shipped network has this id already`);
  const isAdded = added.some((row) => row.default);
  for (const [list, rows] of [[shippedList, shipped] as const, [userList, added] as const]) {
    if (rows.filter((row) => row.default).length > 1)
      refuse(folder, list, 'more than one row says `default: true`');
  }
  const toEntry = (isShipped: boolean) => (row: NetworkRow) => ({
    ...row,
    default: row.default && !(isShipped && isAdded),
    path: join(folder, row.file),
    isShipped,
  });
  const entries = [...shipped.map(toEntry(true)), ...added.map(toEntry(false))];
  if (!entries.some((entry) => entry.default)) refuse(folder, shippedList, 'no row says `default: true`');
  return entries;
}

/**
 * A network by id, or the default one.
 * @throws RangeError for an id that is none of the list's.
 */
export function findNetwork(networks: readonly NetworkEntry[], id: string | null = null): NetworkEntry {
  const entry = networks.find((row) => (id === null ? row.default : row.id === id));
  if (entry === undefined) {
    throw new RangeError(`Expected a network of ${networks.map((row) => row.id).join(', ')}, got \`${id}\``);
  }
  return entry;
}

function refuse(folder: string, list: string, detail: string): never {
  throw new StudioError('manifest-broken', { path: join(folder, list), detail });
}

function isMissingFile(error: unknown): boolean {
  return (
    error instanceof StudioError &&
    error.code === 'file-unreadable' &&
    (error.cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT'
  );
}
