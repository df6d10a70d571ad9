import { existsSync } from 'node:fs';
import { configDefaults, defineConfig } from 'vitest/config';

/**
 * Tests of modules that keep nothing between two files and touch no global: they share processes, since loading the modules
 * anew for each file takes longer than the tests.
 */
const light = [
  'adapters/chat',
  'adapters/{discord,slack}/render',
  'adapters/slack/{app,fake,interactions}',
  'adapters/web/page',
  'commands',
  'conversation',
  'engine/{graph,network,optimizer,planes,recipe,variable}',
  'image',
  'job',
  'operation',
  'progress',
  'reply',
  'request',
  'tools',
].map((folder) => `test/${folder}/**/*.test.ts`);

/**
 * Discord's and Slack's own descriptions of their interfaces are no part of the project: they give a second opinion where
 * they lie beside it.
 */
const specs = '../shared/specs';
const hasSpecs = existsSync(specs);
if (!hasSpecs)
  console.info(`Left out: *.schema.test.ts, second opinions by what is in ${specs}, which is not there.`);
const exclude = [...configDefaults.exclude, ...(hasSpecs ? [] : ['test/**/*.schema.test.ts'])];

export default defineConfig({
  test: {
    pool: 'forks',
    // Why not as many as cores: tests run real renders, each of which uses every core it is given; others wait a lot.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'light', include: light, exclude, isolate: false } },
      {
        extends: true,
        test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: [...exclude, ...light] },
      },
    ],
  },
});
