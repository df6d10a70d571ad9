/** Where the files that ship with the package lie, whether this runs from src/ or from dist/src/. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packageName = 'impasto-bot';

/**
 * The package's root: the nearest folder above `from` whose package.json has our name.
 * @param from a file URL inside the package; this module's own by default.
 * @throws Error when there is none, which means that the package was taken apart.
 */
export function findPackageRoot(from: string = import.meta.url): string {
  const start = dirname(fileURLToPath(from));
  for (let folder = start; ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === packageName)
      return folder;
    if (folder === dirname(folder)) throw new Error(`No package.json of ${packageName} above ${start}`);
  }
}

/** The folders of shipped files, absolute. */
export interface AssetFolders {
  readonly root: string;
  readonly models: string;
  readonly styles: string;
  readonly samples: string;
}

/** The asset folders of a package root. */
export function assetFolders(root: string = findPackageRoot()): AssetFolders {
  return {
    root,
    models: join(root, 'models'),
    styles: join(root, 'styles'),
    samples: join(root, 'docs', 'samples'),
  };
}
