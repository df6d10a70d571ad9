/**
 * Writes the corpus of odd files into a folder, to try them by hand. From the root of the project:
 *
 *     npx tsc && node dist/test/fakes/write-odd-files.js odd
 *     for file in odd/*; do npx impasto stylize "$file" --style cafe-terrace --steps 1 -o out.png; done
 *
 * Prints one line per file: its name and what must come of it.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeOddFiles } from './odd-files.js';

const folder = process.argv[2];
if (!folder) {
  process.stderr.write('usage: write-odd-files FOLDER\n');
  process.exit(2);
}
await mkdir(folder, { recursive: true });
for (const { name, bytes, expect } of await makeOddFiles()) {
  await writeFile(join(folder, name), bytes);
  process.stdout.write(`${name}\t${'error' in expect ? expect.error : 'a picture'}\n`);
}
