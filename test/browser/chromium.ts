/** The browser that the page is driven in: the machine's own Chromium. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** Path of the first Chromium on PATH; null where there is none. */
export function findChromium(path: string = process.env.PATH ?? ''): string | null {
  const files = ['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) =>
    path.split(delimiter).map((folder) => join(folder, name)),
  );
  return files.find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // Why: not there or not ours to run, both mean that it is not the one.
    return false;
  }
}

const missing = 'no chromium on PATH (Debian, Ubuntu: apt-get install chromium)';

/** Whether browser tests have to be left out here. */
export const isMissing = findChromium() === null;

/** The name of a group of tests, which says why they are left out where they are. */
export const inChromium = (name: string): string => (isMissing ? `${name}, skipped: ${missing}` : name);

export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(missing);
  // Why no sandbox: in CI this is root, whom Chromium's sandbox refuses. It loads our own page alone.
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
