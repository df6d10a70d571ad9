/** Who may import whom: the house's table as data, and what breaks it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findPackageRoot } from '../src/assets.js';
import { allowed, everyone, packageHomes } from './import-rules.js';
import { findCycle, type Import, parseImports, readSourceModules } from './source-modules.js';

const root = findPackageRoot();
const modules = readSourceModules(root, ['src', 'commands']);

const isWithin = (path: string, home: string) => (home.endsWith('/') ? path.startsWith(home) : path === home);

function homeOf(path: string): string | null {
  const homes = Object.keys(allowed).filter((home) => isWithin(path, home));
  return homes.sort((a, b) => b.length - a.length)[0] ?? null;
}

/** Why a module may not import something, or null when it may. */
function findBreach(path: string, { target, isType }: Import): string | null {
  if (target.startsWith('node:')) return null;
  if (!target.endsWith('.ts')) {
    const homes = packageHomes[target] ?? [];
    return homes.some((home) => isWithin(path, home))
      ? null
      : `package ${target} belongs to ${homes.join(', ') || 'none'}`;
  }
  const home = homeOf(path);
  if (home === null) return 'its folder is not in the table';
  const isDoor = target === 'src/main.ts' || target === 'src/cli.ts';
  if (isDoor) return path === 'src/cli.ts' && target === 'src/main.ts' ? null : 'nobody imports the ways in';
  const names = [home, ...everyone, ...allowed[home]!];
  const fits = (name: string) =>
    name.startsWith('type ') ? isType && isWithin(target, name.slice(5)) : isWithin(target, name);
  return names.some(fits) ? null : `${home} may not import ${isType ? 'types of ' : ''}it`;
}

describe('the sources keep to the table', () => {
  test('there are sources, with imports, and each has a home in the table', () => {
    expect(modules.length).toBeGreaterThan(40);
    expect(modules.flatMap(({ imports }) => imports).length).toBeGreaterThan(100);
    expect(modules.filter(({ path }) => homeOf(path) === null).map(({ path }) => path)).toEqual([]);
  });

  test('nobody imports what they may not', () => {
    const breaches = modules.flatMap(({ path, imports }) =>
      imports.flatMap((entry) => {
        const breach = findBreach(path, entry);
        return breach === null ? [] : [`${path} -> ${entry.target}: ${breach}`];
      }),
    );
    expect(breaches).toEqual([]);
  });

  test('every import of ours leads to a file that is there', () => {
    const paths = new Set(modules.map(({ path }) => path));
    const lost = modules.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => target.endsWith('.ts') && !paths.has(target))
        .map(({ target }) => `${path} -> ${target}`),
    );
    expect(lost).toEqual([]);
  });

  test('no imports go round in a circle', () => {
    expect(findCycle(modules)).toBeNull();
  });

  test('every package that is imported is a dependency, and every dependency is imported', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const imported = modules.flatMap(({ imports }) => imports.map(({ target }) => target));
    const packages = imported.filter((target) => !target.endsWith('.ts') && !target.startsWith('node:'));
    expect([...new Set(packages)].sort()).toEqual(Object.keys(dependencies).sort());
  });

  test('only config.ts reads the environment; the rendering process hands its own to native libraries', () => {
    const readers = modules.filter(({ code }) =>
      /process\s*(\?\.|\.)\s*env\b|\benv\b.*=\s*process\b|\benv\b.*'node:process'/.test(code),
    );
    expect(readers.map(({ path }) => path)).toEqual(['src/config.ts', 'src/engine/process/child.ts']);
  });

  test('no file is longer than 250 lines', () => {
    const files = [...modules, ...readSourceModules(root, ['test'])];
    expect(files.filter(({ lines }) => lines > 250).map(({ path, lines }) => `${path}: ${lines}`)).toEqual(
      [],
    );
  });

  test('names are kebab-case, and none is a drawer for anything', () => {
    const bad = modules.filter(
      ({ path }) =>
        !/^[a-z0-9/-]+\.ts$/.test(path) || /(^|\/)(utils?|helpers?|common|manager)(\/|\.ts$)/.test(path),
    );
    expect(bad.map(({ path }) => path)).toEqual([]);
  });

  test('exports have names', () => {
    expect(modules.filter(({ code }) => /^export default\b/m.test(code)).map(({ path }) => path)).toEqual([]);
  });
});

describe('the rules see what they forbid', () => {
  const breach = (path: string, source: string) => findBreach(path, parseImports(path, source)[0]!);
  const forbidden: readonly [path: string, source: string][] = [
    ['src/progress/eta.ts', "import { a } from '../image/pixels.js';"],
    ['src/image/decode.ts', "import type { A } from '../progress/progress.js';"],
    ['src/engine/loop.ts', "import { a } from '../image/decode.js';"],
    ['src/engine/loop.ts', "import { a } from '../request/options.js';"],
    ['src/engine/loop.ts', "import { a } from '../progress/throttle.js';"],
    ['src/engine/network/models.ts', "import { a } from '../../assets.js';"],
    ['src/request/parse.ts', "import { a } from '../engine/network/weights.js';"],
    ['src/request/parse.ts', "import { a } from '../config.js';"],
    ['src/job/scheduler.ts', "import type { A } from '../engine/port.js';"],
    ['src/job/scheduler.ts', "import Database from 'libsql';"],
    ['src/adapters/slack/render.ts', "import { a } from '../discord/render.js';"],
    ['src/adapters/terminal/bar.ts', "import type { A } from '../../engine/port.js';"],
    ['src/adapters/terminal/bar.ts', "import { a, type B } from '../../studio.js';"],
    ['src/tools/score.ts', "import '../cli.js';"],
    ['src/main.ts', "import { a } from './cli.js';"],
    ['src/tools/score.ts', "import sharp from 'sharp';"],
    ['src/reply/reply.ts', "export * from '@slack/web-api';"],
    ['src/image/decode.ts', "const a = await import('left-pad');"],
    ['src/elsewhere/a.ts', "import { a } from '../errors.js';"],
  ];
  test.each(forbidden)('%s: %s', (path, source) => {
    expect(breach(path, source)).not.toBeNull();
  });

  const permitted: readonly [path: string, source: string][] = [
    ['src/engine/loop.ts', "import type { A } from '../image/pixels.js';"],
    ['src/engine/loop.ts', "import {\n  type A,\n  type B,\n} from '../image/pixels.js';"],
    ['src/engine/process/child.ts', "import { a } from '../../assets.js';"],
    ['src/image/decode.ts', "import sharp, { type Sharp } from 'sharp';"],
    ['src/engine/onnx/schema.ts', "import a from 'protobufjs/light.js';"],
    ['src/cli.ts', "const { a } = await import('./main.js');"],
  ];
  test.each(permitted)('and lets pass %s: %s', (path, source) => {
    expect(breach(path, source)).toBeNull();
  });

  test('a circle of three is found, and a diamond is none', () => {
    const graph = (edges: Record<string, string[]>) =>
      Object.entries(edges).map(([path, targets]) => ({
        path,
        imports: targets.map((target) => ({ target, isType: false })),
      }));
    expect(findCycle(graph({ a: ['b'], b: ['c'], c: ['b', 'd'], d: [] }))).toEqual(['b', 'c', 'b']);
    expect(findCycle(graph({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }))).toBeNull();
  });
});
