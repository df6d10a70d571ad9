/** Our own sources as a graph of imports, read with a pattern: Biome keeps every statement at the start of a line. */
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

export interface Import {
  /** A file of ours (`src/errors.ts`), a package (`sharp`, `@slack/bolt`) or a part of Node (`node:fs`). */
  readonly target: string;
  readonly isType: boolean;
}

export interface SourceModule {
  /** From the package's root, with slashes: `src/image/pixels.ts`. */
  readonly path: string;
  readonly imports: readonly Import[];
  /** Without comments that stand on lines of their own. */
  readonly code: string;
  readonly lines: number;
}

const fromClause = /^(?:import|export)\s+(type\s)?([^'";]*?)\s*from\s*'([^']+)'/gm;
const bareImport = /^import\s+'([^']+)'/gm;
const callImport = /\bimport\(\s*'([^']+)'/g;

/** All imports and re-exports of a module's text, those by a call with a literal name included. */
export function parseImports(path: string, source: string): Import[] {
  const found: Import[] = [];
  const add = (name: string, isType: boolean) => found.push({ target: resolveTarget(path, name), isType });
  for (const [, type, names, name] of source.matchAll(fromClause))
    add(name!, type !== undefined || areTypes(names!));
  for (const [, name] of source.matchAll(bareImport)) add(name!, false);
  for (const [, name] of source.matchAll(callImport)) add(name!, false);
  return found;
}

/** `{ type A, type B }`: nothing of it is left at run time. */
function areTypes(names: string): boolean {
  const list = /^\{([^}]*)\}$/.exec(names.trim())?.[1]?.split(',') ?? [''];
  return (
    list.filter((name) => name.trim() !== '').every((name) => /^\s*type\s/.test(name)) &&
    list[0]!.trim() !== ''
  );
}

function resolveTarget(path: string, name: string): string {
  if (name.startsWith('.')) return posix.join(posix.dirname(path), name).replace(/\.js$/, '.ts');
  if (name.startsWith('node:')) return name;
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Reads every TypeScript file below the given folders of the package. */
export function readSourceModules(root: string, folders: readonly string[]): readonly SourceModule[] {
  return folders.flatMap((folder) =>
    readdirSync(posix.join(root, folder), { recursive: true, encoding: 'utf8' })
      // What is set up beside the project is not ours.
      .filter((file) => file.endsWith('.ts') && !/(^|[\\/])(node_modules|site-packages)[\\/]/.test(file))
      .map((file) => {
        const path = posix.join(folder, file.replaceAll('\\', '/'));
        const source = readFileSync(posix.join(root, path), 'utf8');
        const code = source.replace(/^\s*(?:\/?\*|\/\/).*$/gm, '');
        return {
          path,
          imports: parseImports(path, source),
          code,
          lines: source.trimEnd().split('\n').length,
        };
      })
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
  );
}

/** The paths of one circle of imports, first to first again, or null where there is none. */
export function findCycle(
  modules: readonly Pick<SourceModule, 'path' | 'imports'>[],
): readonly string[] | null {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): readonly string[] | null => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return null;
    for (const { target } of byPath.get(path)?.imports ?? []) {
      const cycle = byPath.has(target) ? walk(target, [...trail, path]) : null;
      if (cycle !== null) return cycle;
    }
    done.add(path);
    return null;
  };
  for (const { path } of modules) {
    const cycle = walk(path, []);
    if (cycle !== null) return cycle;
  }
  return null;
}
