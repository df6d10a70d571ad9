/** The pictures that come with the package and are asked for by name: styles, and sample photos. */
import { readFile as readFromDisk } from 'node:fs/promises';
import { join } from 'node:path';
import { type AssetFolders, assetFolders } from '../assets.js';
import { StudioError } from '../errors.js';
import {
  count,
  fileName,
  identifier,
  type ReadFile,
  type RowRules,
  readManifest,
  settings,
  sha256,
  text,
  textOrNull,
} from '../manifest.js';

/** A picture of the package. */
export interface Preset {
  /** What a person types. */
  readonly id: string;
  readonly title: string;
  readonly artist: string;
  /** As people write it (`1888`, `c. 1990s`); null where nobody knows. */
  readonly year: string | null;
  readonly source: string;
  readonly licence: string;
  readonly sha256: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Absolute path. */
  readonly file: string;
  /** Option values that suit this picture as a style, taken where the person gives none; empty where we know of none. */
  readonly suggested: Readonly<Record<string, string | number | boolean>>;
}

const rules: RowRules<Preset> = {
  id: identifier,
  file: fileName,
  title: text,
  artist: text,
  year: textOrNull,
  source: text,
  licence: text,
  sha256,
  width: count,
  height: count,
  suggested: settings,
};

/** At most so many names in a "did you mean". */
const maxSuggestions = 3;

export interface Gallery {
  /** Presets for the style, in the order of their manifest. */
  readonly styles: readonly Preset[];
  /** Photos to try things on. */
  readonly samples: readonly Preset[];
  /**
   * The picture that a text names: by id, or by the beginning of one if it fits no other. Case, accents, spaces for
   * dashes and the file's extension do not matter (`Coffee.jpg`, `cafe terrace`).
   * @param among defaults to styles and samples.
   * @throws StudioError 'picture-not-found' whose `known` lists what fits equally well, else what is spelt
   * alike, else every id.
   */
  find(name: string, among?: readonly Preset[]): Preset;
  /** As `find`, but null where nothing fits. */
  lookUp(name: string, among?: readonly Preset[]): Preset | null;
}

/**
 * Reads both manifests of a package.
 * @param root the package's root folder; this package's own by default.
 * @throws StudioError 'manifest-broken' or 'file-unreadable'.
 */
export async function createGallery(root?: string, readFile: ReadFile = readFromDisk): Promise<Gallery> {
  const folders: AssetFolders = assetFolders(root);
  const [styles, samples] = await Promise.all(
    [folders.styles, folders.samples].map(async (folder) => {
      const rows = await readManifest(join(folder, 'manifest.json'), rules, readFile);
      return rows.map((row) => ({ ...row, file: join(folder, row.file) }));
    }),
  );
  const all = [...styles!, ...samples!];
  const lookUp = (name: string, among: readonly Preset[] = all) => {
    const fitting = fittingPresets(name, among);
    return fitting.length === 1 ? fitting[0]! : null;
  };
  return {
    styles: styles!,
    samples: samples!,
    lookUp,
    find(name, among = all) {
      const preset = lookUp(name, among);
      if (preset !== null) return preset;
      throw new StudioError('picture-not-found', { name, known: suggestNames(name, among) });
    },
  };
}

function fittingPresets(name: string, among: readonly Preset[]): readonly Preset[] {
  const wanted = normalizeName(name);
  if (wanted === '') return [];
  const exact = among.filter(({ id }) => id === wanted);
  return exact.length > 0 ? exact : among.filter(({ id }) => id.startsWith(wanted));
}

function suggestNames(name: string, among: readonly Preset[]): readonly string[] {
  const fitting = fittingPresets(name, among);
  if (fitting.length > 0) return fitting.map(({ id }) => id);
  const wanted = normalizeName(name);
  const ranked = among
    .map(({ id }) => ({
      id,
      distance: Math.min(...[id, ...id.split('-')].map((part) => editDistance(wanted, part))),
    }))
    .filter(({ id, distance }) => distance <= Math.max(1, Math.floor(Math.min(id.length, wanted.length) / 3)))
    .sort((a, b) => a.distance - b.distance);
  const near = ranked.slice(0, maxSuggestions).map(({ id }) => id);
  return near.length > 0 ? near : among.map(({ id }) => id);
}

function normalizeName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\.(jpe?g|png|webp)$/, '')
    .replace(/[\s_-]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Levenshtein's distance: insertions, deletions and substitutions of one letter, 1 each. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
