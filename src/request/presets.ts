/** The pictures that come with the package and are asked for by name: styles, and sample photos. */
import { readFile as readFromDisk } from 'node:fs/promises';
import { join } from 'node:path';
import { type AssetFolders, assetFolders } from '../assets.js';
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
import { findNamed, lookUpNamed } from './names.js';

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
  return {
    styles: styles!,
    samples: samples!,
    find: (name, among = all) => findNamed(name, among),
    lookUp: (name, among = all) => lookUpNamed(name, among),
  };
}
