/** What was measured of this machine, in a file beside the native library: gone with it, and made anew with it. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineChoice, EngineChoices } from '../choose-engine.js';
import { nativeFolder } from './load-native.js';

/** @param root the project's root. */
export function createChoiceFile(root: string): EngineChoices {
  const path = join(root, nativeFolder, 'choice.json');
  const read = async (): Promise<Record<string, EngineChoice>> => {
    try {
      const known: unknown = JSON.parse(await readFile(path, 'utf8'));
      return typeof known === 'object' && known !== null ? (known as Record<string, EngineChoice>) : {};
    } catch {
      return {};
    }
  };
  return {
    get: async (key) => {
      const choice = (await read())[key];
      return choice?.engine === 'onnx' || choice?.engine === 'tensorflow' ? choice : null;
    },
    put: async (key, choice) => {
      // Why no failure: in a folder that may only be read it is measured again, which takes seconds.
      await writeFile(path, `${JSON.stringify({ ...(await read()), [key]: choice }, null, 1)}\n`).catch(
        () => undefined,
      );
    },
  };
}
